"""Connections whose every byte a test chooses: HTTP and websockets on bare sockets, from any loopback address."""

import contextlib
import select
import socket
import struct
import time

TEXT, CONTINUATION, PING = 1, 0, 9
HANDSHAKE = (
    "GET {} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
STAGE = "/stage/frames/softmax?lang=en"
KEEP_ALIVE = b"GET /_stcore/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


def connect(port, source="127.0.0.2", receive_buffer=None):
    """Return a connection from an address of this machine."""
    connection = socket.socket()
    connection.settimeout(10)
    if receive_buffer:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    connection.bind((source, 0))
    connection.connect(("127.0.0.1", port))
    return connection


def connect_websocket(port, path=STAGE, **options):
    """Return a connection that has become a websocket."""
    connection = connect(port, **options)
    connection.sendall(HANDSHAKE.format(path).encode())
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(1)
    assert received.startswith(b"HTTP/1.1 101"), received
    return connection


def frame(kind, data=b"", last=True):
    """Return a frame as a client sends it, with a mask of zeros; ``last`` is false if other fragments follow."""
    length = bytes([0x80 | len(data)]) if len(data) < 126 else b"\xfe" + struct.pack("!H", len(data))
    return bytes([0x80 * last | kind]) + length + bytes(4) + data


def is_closed(connection):
    """Return whether the server has closed a connection; takes a byte of what it sent otherwise."""
    timeout = connection.gettimeout()
    connection.setblocking(False)  # with a timeout, even MSG_DONTWAIT waits
    try:
        return connection.recv(1) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True
    finally:
        connection.settimeout(timeout)


def is_reset(connection):
    """Return whether the server has dropped a connection, without reading from it."""
    poll = select.poll()
    poll.register(connection, 0)
    return any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll(0))


def send_without_reading(connection, data, seconds):
    """Send data again and again until the server drops the connection; return whether it did."""
    connection.setblocking(False)
    end, rest = time.monotonic() + seconds, b""
    while time.monotonic() < end:
        rest = rest or data
        try:
            rest = rest[connection.send(rest) :]
        except BlockingIOError:
            select.select([], [connection], [], 0.1)
        except ConnectionError:
            return True
    return False


def close_code(connection):
    """Read what the server sends until it closes the connection; return its code, None without one."""
    received = b""
    connection.settimeout(10)
    with contextlib.suppress(ConnectionError):
        while part := connection.recv(65536):
            received += part
    _, sign, rest = received.rpartition(b"\x88")
    return struct.unpack("!H", rest[1:3])[0] if sign else None
