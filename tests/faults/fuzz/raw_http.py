"""A client that writes bytes that no library would: addresses, headers, and invalid websocket frames."""

import asyncio
import contextlib
import itertools
import re
import struct

from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.faults.fuzz.checks import INTERNAL_DETAILS
from tests.faults.fuzz.clients import MAX_SECONDS, Fuzzer
from tests.servers import ROOT

UPGRADE = "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
PATHS = ["/", "/softmax", "/classifier", "/classifier/", "/softmax//", "/nothing", "//x", "/_stcore/health"]
STATUSES = {101, 200, 308, 400, 403, 404, 405, 421, 426, 431}
"""Statuses that a page may be answered with."""

INVALID_VALUES = ["http://[", "http://[::1", "//", "http://a:b:c", "http://localhost:99999999", "null", "\xff"]
INVALID_VALUES += ["a" * 9000, "http://[v1.x]", "é,,"]
HEADERS = ["Origin", "Accept-Encoding", "Cookie", "X-Forwarded-Host", "Sec-WebSocket-Protocol", "Authorization"]
HEADERS += ["Range", "Content-Length"]


@contextlib.asynccontextmanager
async def tcp_connection(server):
    """Open a connection to a server; yield its reader and its writer, and close it even if cancelled."""
    reader, writer = await asyncio.open_connection("localhost", server.port)
    try:
        yield reader, writer
    finally:
        writer.close()


class RawHttpFuzzer(Fuzzer):
    """A client with nothing but a TCP connection."""

    async def addresses(self, queries, streamlit):
        """Request pages with any query string, then send it to Streamlit, as a browser with such a link does."""
        socket = await streamlit.connect()
        for text in queries:
            self.report.counts["queries"] += 1
            path = self.rng.choice(PATHS)
            await self.get(path, re.sub(rb"[ \r\n]", b"+", text.encode())[:60_000], "")
            visit = BackMsg(rerun_script={"query_string": text[:20_000], "page_name": path.strip("/")})
            if not await streamlit.send(socket, visit.SerializeToString(), "run"):
                socket = await streamlit.connect()
        await socket.close()

    async def get(self, path, query, lines):
        """Request one page, with a query string and header lines that no library would send."""
        rest = f" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{lines}\r\n"
        try:
            async with tcp_connection(self.server) as (reader, writer):
                writer.write(b"GET %s?%s" % (path.encode(), query) + rest.encode("latin-1"))
                answer = await asyncio.wait_for(reader.read(2_000_000), MAX_SECONDS)
        except (TimeoutError, ConnectionError) as cause:
            self.report.violation("no page", (path, query, lines), repr(cause))
            return
        head = answer.partition(b"\r\n\r\n")[0].decode("latin-1")
        status = int(head.split()[1]) if head.startswith("HTTP/1.1 ") else 0
        if status not in STATUSES or re.search("(?im)^(x-injected|set-cookie)", head):
            self.report.violation(f"a page with status {status}", (path, query, lines), head[:300])
        if re.search(f"Traceback|site-packages|Error\\b|{re.escape(str(ROOT))}", answer.decode("utf-8", "replace")):
            self.report.violation("internal details", (path, query, lines), answer[:300])

    async def headers(self, count):
        """Send headers with invalid values to pages and websockets."""
        for name, text in list(itertools.product(HEADERS, INVALID_VALUES))[:count]:
            self.report.counts["headers"] += 1
            await self.get("/", b"", f"{name}: {text}\r\n")
            if name != "Content-Length":
                await self.handshake(f"{UPGRADE}{name}: {text}\r\n")

    async def handshake(self, lines):
        """Request a websocket and disconnect."""
        start = "GET /stage/frames/softmax HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
        try:
            async with tcp_connection(self.server) as (reader, writer):
                writer.write(f"{start}{lines}\r\n".encode("latin-1"))
                answer = await asyncio.wait_for(reader.read(2000), 2)
        except (TimeoutError, ConnectionError) as cause:
            answer = repr(cause).encode()
        is_valid = answer.startswith(b"HTTP/1.1 ") and b" 500 " not in answer[:20]
        if not is_valid or INTERNAL_DETAILS.search(answer.decode("latin-1")):
            self.report.violation("a handshake that fails", lines, answer[:300])

    async def invalid_frames(self):
        """Send invalid frames of the websocket protocol."""
        mask = b"\x81\x84abcd" + bytes(a ^ b for a, b in zip(b"1 z=", b"abcd", strict=True))
        frames = [
            b"\x81\x04" + b"1 z=",
            b"\xf1\x84abcd" + mask[6:],
            b"\x83\x84abcd....",
            b"\x80\x84abcd....",
            b"\x01\x80abcd" * 3,
            b"\x82\xff" + b"\xff" * 8 + b"abcd",
            b"\x82\xff" + struct.pack(">Q", 2**40) + b"abcd",
            b"\x88\x82abcdab",
            b"\x89\xfe\x01\x00abcd" + b"x" * 256,
            b"\x88\x83abcd" + b"xyz",
            b"\x81\xfe",
            mask[:3],
            mask * 3 + b"\x00",
            self.rng.randbytes(64),
        ]
        for path, frame in itertools.product(["/stage/frames/softmax", "/_stcore/stream"], frames):
            self.report.counts["messages"] += 1
            request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n{UPGRADE}\r\n"
            async with tcp_connection(self.server) as (reader, writer):
                writer.write(request.encode())
                await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), MAX_SECONDS)
                writer.write(frame)
                with contextlib.suppress(TimeoutError, ConnectionError):
                    answer = await asyncio.wait_for(reader.read(9000), 0.2)
                    if INTERNAL_DETAILS.search(answer.decode("latin-1")):
                        self.report.violation("internal details", frame, answer)
