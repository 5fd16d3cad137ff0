"""What the browser asks of a session: messages, parsed once into typed requests.

Every message begins with a number that counts up, and its answer carries the same number:

- ``17 z=3,1,-3&T=0.5``: the frame of a state, written as a query string
- ``17~figures.loss,tables.weights t=1``: the same without parts that the reader does not see while the state moves
- ``18!run z=3,1,-3&T=0.5``: the download ``run`` of that state
- ``18!tables.weights z=3,1,-3&T=0.5``: the numbers of a table or a figure of that state, as CSV
- ``19 name``, a line break and the content, in binary parts (``message_parts``): a file that the reader opened
"""

import re
from dataclasses import dataclass, field

from softmax_core.errors import SoftmaxError

from .controls.upload import MAX_BYTES

MAX_QUERY = 16_000
"""Characters of a message that are read."""
MAX_HEADER = 1_000
"""Bytes before the content of a file."""
MAX_MESSAGE = MAX_BYTES + MAX_HEADER
"""Bytes of a file with its header."""
_NUMBERED = re.compile(r"(\d{1,15})(?:!(\w{1,30}(?:\.\w{1,30})?)|~([\w.,]{1,300}))? ", re.ASCII)


class InvalidMessageError(SoftmaxError):
    """A message that no browser of ours sends."""


@dataclass(frozen=True)
class Request:
    """A message with its number."""

    number: int


@dataclass(frozen=True)
class FrameRequest(Request):
    """The frame of a state."""

    query: str = ""
    unseen: frozenset[str] = frozenset()
    """what may stay as it was sent before: ``figures.loss``, ``tables.weights``, ``readings``"""


@dataclass(frozen=True)
class DownloadRequest(Request):
    """A file made from a state."""

    name: str
    query: str


@dataclass(frozen=True)
class UploadRequest(Request):
    """A file that the reader opened."""

    name: str
    content: bytes | None = field(repr=False)
    """None where the server had no room for it"""


def parse_message(message: str) -> Request:
    """Return the request that a text states.

    Raises
    ------
    InvalidMessageError
        Where it does not begin with its number.
    """
    start = _NUMBERED.match(message)
    if not start:
        raise InvalidMessageError(f"message must begin with its number, got {message[:20]!r}")
    number, query = int(start[1]), message[start.end() : MAX_QUERY]
    if start[2]:
        return DownloadRequest(number, start[2], query)
    return FrameRequest(number, query, frozenset(start[3].split(",")) if start[3] else frozenset())


def parse_upload(message: bytes) -> UploadRequest:
    """Return the request that a number, a name and the content of a file state.

    Raises
    ------
    InvalidMessageError
        Where it does not begin with its number and a name.
    """
    header, line_break, content = message.partition(b"\n")
    start = _NUMBERED.match(header[:MAX_HEADER].decode("utf-8", "replace"))
    if not start or not line_break or len(header) >= MAX_HEADER:
        raise InvalidMessageError(f"message must begin with its number and a file's name, got {message[:20]!r}")
    return UploadRequest(int(start[1]), header.decode("utf-8", "replace").partition(" ")[2], content)
