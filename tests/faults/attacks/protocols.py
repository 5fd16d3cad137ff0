"""Attacks on the protocols: pings, unfinished messages and fragments, endless requests, files that are not read."""

import asyncio
import re

from tests.faults.attacks.target import BINARY, OPEN_SECONDS, PING, RefusedError, Stream, Target, frame

STAGE = "/stage/frames/classifier?lang=en"
PAUSE = 0.1
"""Seconds between two blocks of one socket: together the attackers need less than a core."""
PINGS = frame(PING, bytes(125)) * 3000
FRAGMENTS = {2: frame(0, b"  ", final=False) * 400, 0: frame(0, final=False) * 400}
UNFINISHED_BYTES = (60_000, 2_000_000)
SECONDS_BETWEEN_BYTES = 2.0
_addresses: dict[str, str] = {}


async def leave_pongs_unread(target: Target, index: int) -> None:
    """Send 4 MB of pings a second: soon more than the kernel keeps of their pongs, also of a proxy's connections."""
    async with target.connection(small_buffer=True) as stream:
        await stream.upgrade(STAGE)
        await _repeat(stream, PINGS)


async def leave_a_message_unfinished(target: Target, index: int) -> None:
    """Send a message without its last byte."""
    async with target.connection() as stream:
        await stream.upgrade(STAGE)
        await stream.send(frame(BINARY, bytes(UNFINISHED_BYTES[index % 2]))[:-1])
        target.counts["unfinished"] += 1
        await stream.hold()


async def send_fragments(target: Target, index: int) -> None:
    """Send a message that never ends: 4,000 fragments a second of two bytes or of none."""
    async with target.connection() as stream:
        await stream.upgrade(STAGE)
        await stream.send(frame(BINARY, b"1 ", final=False))
        await _repeat(stream, FRAGMENTS[0 if index % 2 else 2])


async def send_bytes_now_and_then(target: Target, index: int) -> None:
    """Make one request that is answered, then begin another that never ends."""
    async with target.connection() as stream:
        await _answered(stream, "/_stcore/health")
        async with asyncio.timeout(OPEN_SECONDS):  # wait_for of Python 3.11 loses a cancellation beside the answer
            await stream.reader.read(1000)
        await stream.send(b"GET / HTTP/1.1\r\nX: ")
        while not stream.reader.at_eof():
            await asyncio.sleep(SECONDS_BETWEEN_BYTES)
            await stream.send(b"x")
            target.counts["bytes"] += 1


async def leave_a_file_unread(target: Target, index: int) -> None:
    """Ask for plotly.js, 4.5 MB, and leave it."""
    path = await _plotly_address(target)
    async with target.connection(small_buffer=True) as stream:
        await _answered(stream, path)
        await stream.hold()


async def _answered(stream: Stream, path: str) -> None:
    head = await stream.request(path, "Accept-Encoding: identity")
    if not head.startswith("HTTP/1.1 200"):
        raise RefusedError(head.partition("\r\n")[0])
    stream.target.counts["opened"] += 1


async def _plotly_address(target: Target) -> str:
    """Return where the page says that plotly.js is."""
    if target.address not in _addresses:
        async with target.connection() as stream:
            await stream.request("/", "Connection: close")
            page = (await stream.reader.read()).decode()
        found = re.search(r'"([^"]*/stage/plotly[^"]*)"', page)
        if not found:
            raise RefusedError("the page does not name plotly.js")
        _addresses[target.address] = found[1]
    return _addresses[target.address]


async def _repeat(stream: Stream, block: bytes) -> None:
    """Send a block again and again, without reading."""
    while not stream.writer.is_closing():
        await stream.send(block)
        stream.target.counts["blocks"] += 1
        await asyncio.sleep(PAUSE)
