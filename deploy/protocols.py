"""Connections that a stranger can open but not keep: uvicorn would wait for ever for who says nothing, or nonsense."""

import asyncio
import resource
import socket
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

WAITING = 2048
"""Connections that the kernel keeps waiting."""
AT_ONCE = 16
"""Connections that are taken from there before anything else is done."""
SILENT_SECONDS = 10.0
"""How long a connection may take to ask for something."""
KEPT_BACK = 64
"""File descriptors that connections leave to the server."""
UNREADABLE = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Listener(socket.socket):
    """A listening socket of a long queue, whatever its user asks for: asyncio also accepts as many at once as that."""

    def listen(self, backlog: int = WAITING, /) -> None:
        """Let connections wait."""
        super().listen(max(backlog, WAITING))


class HttpLine(H11Protocol):
    """A connection for requests; it ends where none comes, or where there are too many connections."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start to wait for a request."""
        super().connection_made(transport)
        most = resource.getrlimit(resource.RLIMIT_NOFILE)[0] - KEPT_BACK
        if len(self.connections) > most:
            transport.abort()
        else:
            self.loop.call_later(SILENT_SECONDS, self._end_silence)

    def _end_silence(self) -> None:
        if self.cycle is None and self in self.connections:
            self.transport.close()


class WebSocketLine(WebSocketsSansIOProtocol):
    """A websocket; it ends, with an answer, where its handshake cannot be read."""

    def data_received(self, data: bytes) -> None:
        """Read on, or say that this is no handshake."""
        super().data_received(data)
        if self.conn.handshake_exc is not None:
            self.transport.write(UNREADABLE)
            self.transport.close()


PROTOCOLS: dict[str, Any] = {"http": HttpLine, "ws": WebSocketLine, "backlog": AT_ONCE}
"""What uvicorn is told to use them."""
