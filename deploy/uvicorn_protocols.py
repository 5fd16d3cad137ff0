"""uvicorn's protocols with limits: connections that send nothing, or too much, or read nothing, are closed."""

import asyncio
import socket
from typing import Any
from weakref import WeakKeyDictionary

import h11
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.frames import CloseCode, Frame

from .peer_connections import PeerConnections, max_connections
from .unread_output import UnreadOutput, drop

MIN_BACKLOG = 2048
"""Connections that the kernel keeps waiting."""
ACCEPTED_AT_ONCE = 16
"""Connections that are accepted from there before the event loop does anything else."""
READ_AT_ONCE = 8192
"""Bytes that are read from a connection at once; asyncio's 256 kB could hold 40,000 messages, each an object of 400."""
MAX_REQUEST_SECONDS = 10.0
"""How long a request may take to arrive whole, after the connection was opened or the one before was answered."""
MAX_MESSAGE_SECONDS = 30.0
"""How long a websocket's message may take to arrive whole."""
MAX_FRAGMENTS = 64
"""Fragments of one message."""
MAX_CONTROL_FRAMES = 100
"""Pings and pongs of one websocket in ``CHECK_SECONDS``; a browser sends none but the pongs that it is asked for."""
CHECK_SECONDS = 1.0
"""How often each connection is looked at."""
BAD_REQUEST = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

_peers: WeakKeyDictionary[ServerState, PeerConnections] = WeakKeyDictionary()


class Listener(socket.socket):
    """A listening socket with a long queue, whatever ``listen`` is called with.

    asyncio accepts as many connections at once as the queue that it is asked for is long, which should be few.
    """

    def listen(self, backlog: int = MIN_BACKLOG, /) -> None:
        """Listen, with a queue of at least ``MIN_BACKLOG``."""
        super().listen(max(backlog, MIN_BACKLOG))


class HttpProtocol(H11Protocol):
    """An HTTP connection with limits to its time, its unread output, and the connections of its address."""

    peer: str | None = None
    """The address that counts the connection; none for a proxy that is trusted."""
    _waiting_since = 0.0
    _check: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Count the connection, and start its timer."""
        super().connection_made(transport)
        transport.max_size = READ_AT_ONCE  # type: ignore[attr-defined]
        self.unread = UnreadOutput(transport)
        self._waiting_since = self.loop.time()
        peer = self._counted_as()
        if len(self.connections) > max_connections() or (peer is not None and not self.peers.add(peer, self)):
            transport.abort()
            return
        self.peer = peer
        self._check = self.loop.call_later(CHECK_SECONDS, self._look)

    @property
    def peers(self) -> PeerConnections:
        """The connections of this server."""
        return _peers.setdefault(self.server_state, PeerConnections())

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop counting the connection."""
        super().connection_lost(exc)
        if self._check:
            self._check.cancel()
        if self.peer is not None:
            self.peers.remove(self.peer, self)

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """Give the connection to a websocket, which counts in its place."""
        if self._check:
            self._check.cancel()
        super().handle_websocket_upgrade(event)
        websocket = self.transport.get_protocol()
        if self.peer is not None and isinstance(websocket, WebSocketProtocol):
            websocket.peers, websocket.peer = self.peers, self.peer
            self.peers.replace(self.peer, self, websocket)

    def on_response_complete(self) -> None:
        """Start waiting for the next request."""
        self._waiting_since = self.loop.time()
        super().on_response_complete()

    def resume_writing(self) -> None:
        """Note that the reader reads."""
        super().resume_writing()
        self.unread.reset()

    def is_idle(self) -> bool:
        """Return whether nothing is being answered."""
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is None or cycle.response_complete

    def abort(self) -> None:
        """End the connection at once, whatever still waits to be sent."""
        drop(self.transport)

    def _look(self) -> None:
        now, closing = self.loop.time(), self.transport.is_closing()
        if self.unread.is_stuck(now, self.flow.write_paused or closing):
            self.abort()
        elif not closing and now - self._waiting_since >= MAX_REQUEST_SECONDS and self._is_waiting():
            self.transport.close()
        self._check = self.loop.call_later(CHECK_SECONDS, self._look)

    def _is_waiting(self) -> bool:
        return self.is_idle() or self.cycle.more_body

    def _counted_as(self) -> str | None:
        from server.connection_limit import limit_key  # with the app, not before it

        address = self.client[0] if self.client else ""
        app = self.config.loaded_app
        if isinstance(app, ProxyHeadersMiddleware) and address in app.trusted_hosts:
            return None
        return limit_key(address)


class WebSocketProtocol(WebSocketsSansIOProtocol):
    """A websocket with limits to its messages and its unread output.

    It is also closed, with an answer, if its handshake is invalid; uvicorn leaves it open.
    """

    peers: PeerConnections | None = None
    peer = ""
    _message_since: float | None = None
    _control_frames = 0
    _check: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Start the timer."""
        super().connection_made(transport)
        self.unread = UnreadOutput(self.transport)
        self._check = self.loop.call_later(CHECK_SECONDS, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop counting the connection."""
        super().connection_lost(exc)
        if self._check:
            self._check.cancel()
        if self.peers:
            self.peers.remove(self.peer, self)

    def data_received(self, data: bytes) -> None:
        """Read on, or answer 400 Bad Request."""
        super().data_received(data)
        if self.conn.handshake_exc is not None:
            self.transport.write(BAD_REQUEST)
            self.transport.close()
        elif not self.frames and not self.conn.reader.buffer:
            self._message_since = None
        elif self._message_since is None:
            self._message_since = self.loop.time()

    def send_receive_event_to_app(self) -> None:
        """Pass on a message that is whole."""
        self._message_since = None
        super().send_receive_event_to_app()

    def handle_cont(self, event: Frame) -> None:
        """Take a fragment of a message, within their number."""
        super().handle_cont(event)
        if len(self.frames) >= MAX_FRAGMENTS:
            self._close(CloseCode.MESSAGE_TOO_BIG, "too many fragments")

    def handle_ping(self) -> None:
        """Answer a ping, or drop a peer that asks for more answers than it reads."""
        if not self.writable.is_set():
            self.abort()
        elif self._may_send_control_frame():
            super().handle_ping()

    def handle_pong(self, event: Frame) -> None:
        """Take a pong, whether it was asked for or not, within their number."""
        if self._may_send_control_frame():
            super().handle_pong(event)

    def resume_writing(self) -> None:
        """Note that the reader reads."""
        super().resume_writing()
        self.unread.reset()

    def is_idle(self) -> bool:
        """Return whether nothing is being answered: never, a websocket is used until it ends."""
        return False

    def abort(self) -> None:
        """End the connection at once, whatever still waits to be sent."""
        drop(self.transport)

    def _look(self) -> None:
        now, closing = self.loop.time(), self.transport.is_closing()
        self._control_frames = 0
        if self.unread.is_stuck(now, not self.writable.is_set() or closing):
            self.abort()
        elif self._message_since is not None and now - self._message_since >= MAX_MESSAGE_SECONDS:
            self._close(CloseCode.POLICY_VIOLATION, "unfinished message")
        self._check = self.loop.call_later(CHECK_SECONDS, self._look)

    def _may_send_control_frame(self) -> bool:
        self._control_frames += 1
        if self._control_frames > MAX_CONTROL_FRAMES:
            self._close(CloseCode.POLICY_VIOLATION, "too many pings or pongs")
        return not self.transport.is_closing()

    def _close(self, code: CloseCode, reason: str) -> None:
        if self.transport.is_closing():
            return
        self.conn.fail(code, reason)
        self.handle_parser_exception()


UVICORN_OPTIONS: dict[str, Any] = {"http": HttpProtocol, "ws": WebSocketProtocol, "backlog": ACCEPTED_AT_ONCE}
"""The options with which uvicorn uses the protocols."""
