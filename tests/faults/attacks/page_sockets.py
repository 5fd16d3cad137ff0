"""Attacks with Streamlit's websocket: opened and dropped, and runs requested by many pages."""

import asyncio

from tests.faults.attacks.target import BINARY, Stream, Target, frame, handshake
from tests.faults.clients import RERUN

PATH, PROTOCOL = "/_stcore/stream", "Sec-WebSocket-Protocol: streamlit"
RUN = frame(BINARY, RERUN)
PERMITTED, EXCESSIVE = 1.9, 5.0
"""Runs a second of one page; the server takes 2."""


async def open_and_drop(target: Target, index: int) -> None:
    """Ask for a websocket, and leave before it is answered."""
    async with target.connection() as stream:
        lines = [f"GET {PATH} HTTP/1.1", f"Host: {target.address}", *handshake(PROTOCOL), "", ""]
        await stream.send("\r\n".join(lines).encode())
        target.counts["opened"] += 1
        await asyncio.sleep(0.05)


async def run_at_the_permitted_rate(target: Target, index: int) -> None:
    """Request runs as often as the server takes them, and read what they send."""
    await _run(target, PERMITTED)


async def run_above_the_permitted_rate(target: Target, index: int) -> None:
    """Request more runs than the server takes, and read what they send."""
    await _run(target, EXCESSIVE)


async def _run(target: Target, rate: float) -> None:
    async with target.connection() as stream:
        await stream.upgrade(PATH, PROTOCOL)
        reading = asyncio.create_task(stream.discard())
        try:
            await _request_runs(stream, reading, rate)
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)


async def _request_runs(stream: Stream, reading: asyncio.Task[None], rate: float) -> None:
    while not reading.done():
        await stream.send(RUN)
        stream.target.counts["runs"] += 1
        await asyncio.sleep(1 / rate)
