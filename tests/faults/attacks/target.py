"""The target of an attack, and raw connections to it that need not read what they are sent."""

import asyncio
import base64
import collections
import contextlib
import socket
import struct
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Self

TEXT, BINARY, PING = 1, 2, 9
"""Kinds of websocket frames (RFC 6455); 0 continues a message."""
SMALL_BUFFER = 4096
"""Bytes that the kernel takes for a connection that does not read: what is more stays with the server."""
OPEN_SECONDS = 20.0
TCP_ESTABLISHED = 1
_KEY = base64.b64encode(bytes(16)).decode()


class RefusedError(OSError):
    """The server answered, but not with what was asked for."""


class Stream:
    """A raw connection."""

    def __init__(self, target: "Target", reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Keep both ends."""
        self.target, self.reader, self.writer = target, reader, writer

    async def send(self, data: bytes) -> None:
        """Send bytes; wait where the server does not take them."""
        self.writer.write(data)
        await self.writer.drain()

    async def request(self, path: str, *fields: str) -> str:
        """Send a GET request; return the head of the answer."""
        lines = [f"GET {path} HTTP/1.1", f"Host: {self.target.address}", *fields, "", ""]
        await self.send("\r\n".join(lines).encode())
        async with asyncio.timeout(OPEN_SECONDS):
            return (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")

    async def upgrade(self, path: str, *fields: str) -> Self:
        """Make it a websocket."""
        head = await self.request(path, *handshake(*fields))
        if not head.startswith("HTTP/1.1 101"):
            raise RefusedError(head.partition("\r\n")[0])
        self.target.counts["opened"] += 1
        return self

    async def hold(self) -> None:
        """Wait, without reading, until the server ends the connection."""
        connected = self.writer.get_extra_info("socket")
        while not self.writer.is_closing():
            if connected.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] != TCP_ESTABLISHED:
                raise ConnectionResetError
            await asyncio.sleep(0.5)

    async def discard(self) -> None:
        """Read until the server ends the connection."""
        while await self.reader.read(1 << 18):
            pass


@dataclass
class Target:
    """A server, the address from which it is attacked, and what became of the connections."""

    address: str
    """host and port"""
    source: str
    counts: collections.Counter[str] = field(default_factory=collections.Counter)

    @contextlib.asynccontextmanager
    async def connection(self, small_buffer: bool = False) -> AsyncIterator[Stream]:
        """Open a raw connection, and drop it at the end."""
        host, _, port = self.address.partition(":")
        end = socket.socket()
        if small_buffer:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
        end.setblocking(False)
        end.bind((self.source, 0))
        try:
            async with asyncio.timeout(OPEN_SECONDS):
                await asyncio.get_running_loop().sock_connect(end, (host, int(port)))
            reader, writer = await asyncio.open_connection(sock=end, limit=SMALL_BUFFER if small_buffer else 1 << 16)
        except BaseException:
            end.close()
            raise
        try:
            yield Stream(self, reader, writer)
        finally:
            writer.transport.abort()


def handshake(*fields: str) -> list[str]:
    """Return the header fields that ask for a websocket."""
    return [
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {_KEY}",
        *fields,
    ]


def frame(kind: int, payload: bytes = b"", final: bool = True) -> bytes:
    """Return a client's websocket frame; its mask is zero, so that the payload stays as it is."""
    head = bytes([(0x80 if final else 0) | kind])
    if len(payload) < 126:
        head += bytes([0x80 | len(payload)])
    elif len(payload) < 1 << 16:
        head += bytes([0x80 | 126]) + struct.pack("!H", len(payload))
    else:
        head += bytes([0x80 | 127]) + struct.pack("!Q", len(payload))
    return head + bytes(4) + payload
