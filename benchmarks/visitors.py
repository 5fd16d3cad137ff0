"""Readers who come as a browser does: first the page, then Streamlit's session, then the picture.

They leave out the files of the page, which a browser keeps and a proxy may serve.
"""

import asyncio
import contextlib
from typing import Self

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection

from .readers import FIRST_RUN, StageReader, StockReader, stream

PATIENCE = 60.0
"""Seconds that a visitor waits for anything."""


class RefusedError(Exception):
    """A visitor did not get the page."""


class Connection:
    """The connection over which a page was fetched; browsers keep it for more, and so do these, till it is closed."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Keep both ends."""
        self._reader = reader
        self._writer = writer

    @classmethod
    async def to(cls, address: str) -> Self:
        """Connect."""
        host, _, port = address.partition(":")
        return cls(*await asyncio.open_connection(host, int(port)))

    async def get(self, address: str, path: str) -> bytes:
        """Fetch something; raise ``RefusedError`` where the answer is not 200."""
        lines = [f"GET {path} HTTP/1.1", f"Host: {address}", "Accept: text/html", "Accept-Encoding: gzip", "", ""]
        self._writer.write("\r\n".join(lines).encode())
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if line)
        content = await self._reader.readexactly(int(fields["content-length"]))
        status = head.split()[1]
        if status != "200":
            raise RefusedError(f"{path}: {status}")
        return content

    async def close(self) -> None:
        """Hang up."""
        self._writer.close()
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()


class StageVisitor(StageReader):
    """A reader of our stage with all that belongs to an open page."""

    page: Connection
    session: ClientConnection
    hearing: asyncio.Task[None]

    @classmethod
    async def arrive(cls, address: str) -> Self:
        """Fetch the page, open a session and run the page's script, then open the channel and see the first picture."""
        async with asyncio.timeout(PATIENCE):
            page = await Connection.to(address)
            await page.get(address, "/")
            session = await stream(address)
            await session.send(FIRST_RUN)
            while not _is_end_of_run(await session.recv(decode=False)):
                pass
            visitor = await super().arrive(address)
        visitor.page, visitor.session = page, session
        visitor.hearing = asyncio.create_task(_hear(session))
        return visitor

    async def leave(self) -> None:
        """Close the window."""
        await super().leave()
        await self.session.close()
        await self.hearing
        await self.page.close()


class StockVisitor(StockReader):
    """A reader of the stock twin with all that belongs to an open page."""

    page: Connection

    @classmethod
    async def arrive(cls, address: str) -> Self:
        """Fetch the page, open a session and run the script for the first time."""
        async with asyncio.timeout(PATIENCE):
            page = await Connection.to(address)
            await page.get(address, "/")
            visitor = await super().arrive(address)
        visitor.page = page
        return visitor

    async def leave(self) -> None:
        """Close the window."""
        await super().leave()
        await self.page.close()


VISITORS: dict[str, type[StageVisitor] | type[StockVisitor]] = {"ours": StageVisitor, "twin": StockVisitor}


def _is_end_of_run(data: bytes | bytearray | memoryview) -> bool:
    message = ForwardMsg.FromString(bytes(data))
    return bool(message.WhichOneof("type") == "script_finished")


async def _hear(session: ClientConnection) -> None:
    async for _ in session:
        pass
