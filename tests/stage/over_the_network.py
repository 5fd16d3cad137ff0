"""Talk to a session over a websocket, as a browser does."""

import json

import pytest
from websockets.exceptions import ConnectionClosed

from tests.message_parts import file_parts, joined

WAIT = 10


def send(socket, message):
    """Send a message, a file in parts."""
    for part in [message] if isinstance(message, str) else file_parts(message):
        socket.send(part)


def answer_from(socket):
    """Receive an answer, joined from its parts."""
    parts = []
    while not parts or joined(parts) is None:
        parts.append(socket.recv(timeout=WAIT))
    return json.loads(joined(parts))


def ask(socket, message):
    """Send a message; return the answer."""
    send(socket, message)
    return answer_from(socket)


def ended(socket):
    """Return the code that the server ends a connection with."""
    with pytest.raises(ConnectionClosed) as closed:
        socket.recv(timeout=WAIT)
    return closed.value.rcvd.code
