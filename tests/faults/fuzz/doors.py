"""Strangers at the door, who write bytes that no library would: addresses, headers, and broken websocket frames."""

import asyncio
import contextlib
import itertools
import re
import struct

from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.faults.fuzz.checks import GIVEN_AWAY
from tests.faults.fuzz.talkers import PATIENCE, Talker
from tests.servers import HOUSE

UPGRADE = "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
PATHS = ["/", "/softmax", "/classifier", "/classifier/", "/softmax//", "/nothing", "//x", "/_stcore/health"]
STATUSES = {101, 200, 308, 400, 403, 404, 405, 421, 426, 431}
"""What a page may be answered with"""

NONSENSE = ["http://[", "http://[::1", "//", "http://a:b:c", "http://localhost:99999999", "null", "\xff"]
NONSENSE += ["a" * 9000, "http://[v1.x]", "é,,"]
HEADERS = ["Origin", "Accept-Encoding", "Cookie", "X-Forwarded-Host", "Sec-WebSocket-Protocol", "Authorization"]
HEADERS += ["Range", "Content-Length"]


class DoorTalker(Talker):
    """Somebody with nothing but a TCP connection."""

    def connect(self):
        """Open a connection."""
        return asyncio.open_connection("localhost", self.server.port)

    async def addresses(self, queries, stream):
        """Ask for pages with any query string, then tell Streamlit the same, as the browser of such a link does."""
        socket = await stream.open()
        for text in queries:
            self.report.said["queries"] += 1
            path = self.rng.choice(PATHS)
            await self.get(path, re.sub(rb"[ \r\n]", b"+", text.encode())[:60_000], "")
            visit = BackMsg(rerun_script={"query_string": text[:20_000], "page_name": path.strip("/")})
            if not await stream.back(socket, visit.SerializeToString(), "run"):
                socket = await stream.open()
        await socket.close()

    async def get(self, path, text, more):
        """Ask for one page as nobody's library would."""
        reader, writer = await self.connect()
        rest = f" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{more}\r\n"
        writer.write(b"GET %s?%s" % (path.encode(), text) + rest.encode("latin-1"))
        try:
            answer = await asyncio.wait_for(reader.read(2_000_000), PATIENCE)
        except (TimeoutError, ConnectionError) as cause:
            self.report.violation("no page", (path, text, more), repr(cause))
            return
        finally:
            writer.close()
        head = answer.partition(b"\r\n\r\n")[0].decode("latin-1")
        status = int(head.split()[1]) if head.startswith("HTTP/1.1 ") else 0
        if status not in STATUSES or re.search("(?im)^(x-injected|set-cookie)", head):
            self.report.violation(f"a page with status {status}", (path, text, more), head[:300])
        if re.search(f"Traceback|site-packages|Error\\b|{re.escape(str(HOUSE))}", answer.decode("utf-8", "replace")):
            self.report.violation("given away", (path, text, more), answer[:300])

    async def headers(self, count):
        """Knock with headers that make no sense, on pages and sockets."""
        for name, text in list(itertools.product(HEADERS, NONSENSE))[:count]:
            self.report.said["headers"] += 1
            await self.get("/", b"", f"{name}: {text}\r\n")
            if name != "Content-Length":
                await self.knock(f"{UPGRADE}{name}: {text}\r\n")

    async def knock(self, head):
        """Ask for a channel and go again."""
        reader, writer = await self.connect()
        start = "GET /stage/frames/softmax HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
        writer.write(f"{start}{head}\r\n".encode("latin-1"))
        try:
            answer = await asyncio.wait_for(reader.read(2000), 2)
        except (TimeoutError, ConnectionError) as cause:
            answer = repr(cause).encode()
        sound = answer.startswith(b"HTTP/1.1 ") and b" 500 " not in answer[:20]
        if not sound or GIVEN_AWAY.search(answer.decode("latin-1")):
            self.report.violation("a door that breaks", head, answer[:300])
        writer.close()

    async def raw(self):
        """Break the rules of the websocket protocol itself."""
        mask = b"\x81\x84abcd" + bytes(a ^ b for a, b in zip(b"1 z=", b"abcd", strict=True))
        wrong = [
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
        for path, bad in itertools.product(["/stage/frames/softmax", "/_stcore/stream"], wrong):
            self.report.said["messages"] += 1
            reader, writer = await self.connect()
            writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n{UPGRADE}\r\n".encode())
            await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE)
            writer.write(bad)
            with contextlib.suppress(TimeoutError, ConnectionError):
                said = await asyncio.wait_for(reader.read(9000), 0.2)
                if GIVEN_AWAY.search(said.decode("latin-1")):
                    self.report.violation("given away", bad, said)
            writer.close()
