"""Readers that open the whole page as a browser does: the page, Streamlit's session, then the first frame.

They do not load the files of the page, which a browser caches and a proxy may serve.
"""

import asyncio
import contextlib
from typing import Self

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection

from .readers import RUN_REQUEST, StageReader, StockReader, from_address, stream

MAX_SECONDS = 60.0
"""How long a reader waits for anything."""


class RefusedError(Exception):
    """A reader did not get the page."""


class Connection:
    """The HTTP connection that a page was loaded with, kept open as a browser does."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Keep both ends."""
        self._reader = reader
        self._writer = writer

    @classmethod
    async def open(cls, address: str, source: str = "") -> Self:
        """Open a connection."""
        host, _, port = address.partition(":")
        return cls(*await asyncio.open_connection(host, int(port), **from_address(source)))

    async def get(self, address: str, path: str) -> bytes:
        """Load an address; raise ``RefusedError`` where the answer is not 200."""
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
        """Close the connection."""
        self._writer.close()
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()


class StagePageReader(StageReader):
    """A reader of the app's first lesson, with all connections of an open page."""

    page: Connection
    session: ClientConnection
    receiving: asyncio.Task[None]

    @classmethod
    async def connect(cls, address: str, source: str = "", unseen: str = "") -> Self:
        """Load the page, open a session and run the page's script, then connect to the stage and receive a frame."""
        async with asyncio.timeout(MAX_SECONDS):
            page = await Connection.open(address, source)
            await page.get(address, "/")
            session = await stream(address, source)
            await session.send(RUN_REQUEST)
            while not _is_end_of_run(await session.recv(decode=False)):
                pass
            reader = await super().connect(address, source, unseen)
        reader.page, reader.session = page, session
        reader.receiving = asyncio.create_task(_receive(session))
        return reader

    async def close(self) -> None:
        """Close all connections."""
        await super().close()
        await self.session.close()
        await self.receiving
        await self.page.close()


class StockPageReader(StockReader):
    """A reader of the stock app, with all connections of an open page."""

    page: Connection

    @classmethod
    async def connect(cls, address: str) -> Self:
        """Load the page, open a session and run the script for the first time."""
        async with asyncio.timeout(MAX_SECONDS):
            page = await Connection.open(address)
            await page.get(address, "/")
            reader = await super().connect(address)
        reader.page = page
        return reader

    async def close(self) -> None:
        """Close all connections."""
        await super().close()
        await self.page.close()


PAGE_READERS: dict[str, type[StagePageReader] | type[StockPageReader]] = {
    "app": StagePageReader,
    "stock": StockPageReader,
}


def _is_end_of_run(data: bytes | bytearray | memoryview) -> bool:
    message = ForwardMsg.FromString(bytes(data))
    return bool(message.WhichOneof("type") == "script_finished")


async def _receive(session: ClientConnection) -> None:
    async for _ in session:
        pass
