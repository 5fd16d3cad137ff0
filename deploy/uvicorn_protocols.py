"""uvicorn's protocols with limits: connections that send nothing, or no valid request, are closed."""

import asyncio
import resource
import socket
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

MIN_BACKLOG = 2048
"""Connections that the kernel keeps waiting."""
ACCEPTED_AT_ONCE = 16
"""Connections that are accepted from there before the event loop does anything else."""
MAX_SILENT_SECONDS = 10.0
"""How long a connection may take to send its first request."""
RESERVED_FILES = 64
"""File descriptors that connections leave to the server."""
BAD_REQUEST = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Listener(socket.socket):
    """A listening socket with a long queue, whatever ``listen`` is called with.

    asyncio accepts as many connections at once as the queue that it is asked for is long, which should be few.
    """

    def listen(self, backlog: int = MIN_BACKLOG, /) -> None:
        """Listen, with a queue of at least ``MIN_BACKLOG``."""
        super().listen(max(backlog, MIN_BACKLOG))


class HttpProtocol(H11Protocol):
    """An HTTP connection that is closed if no request arrives in time, or if too many connections are open."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the timer for the first request."""
        super().connection_made(transport)
        max_connections = resource.getrlimit(resource.RLIMIT_NOFILE)[0] - RESERVED_FILES
        if len(self.connections) > max_connections:
            transport.abort()
        else:
            self.loop.call_later(MAX_SILENT_SECONDS, self._close_if_silent)

    def _close_if_silent(self) -> None:
        if self.cycle is None and self in self.connections:
            self.transport.close()


class WebSocketProtocol(WebSocketsSansIOProtocol):
    """A websocket connection that is closed, with an answer, if its handshake is invalid; uvicorn leaves it open."""

    def data_received(self, data: bytes) -> None:
        """Read on, or answer 400 Bad Request."""
        super().data_received(data)
        if self.conn.handshake_exc is not None:
            self.transport.write(BAD_REQUEST)
            self.transport.close()


UVICORN_OPTIONS: dict[str, Any] = {"http": HttpProtocol, "ws": WebSocketProtocol, "backlog": ACCEPTED_AT_ONCE}
"""The options with which uvicorn uses the protocols."""
