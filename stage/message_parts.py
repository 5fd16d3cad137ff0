"""Long messages in parts, so that no message is long: neither side keeps more than a part that the other does not read.

A part begins with ``+`` where another one follows, and the last one with ``.``; an answer that begins with neither is
whole. What the browser sends in parts are readers' files.
"""

from collections.abc import Iterator
from dataclasses import replace

from .byte_budget import ByteBudget
from .requests import MAX_HEADER, MAX_MESSAGE, InvalidMessageError, UploadRequest, parse_upload

PART = 60_000
"""Characters of a part of an answer."""


def split(message: str) -> Iterator[str]:
    """Yield a message whole, or in parts where it is longer than one."""
    if len(message) <= PART:
        yield message
        return
    for start in range(0, len(message), PART):
        is_last = start + PART >= len(message)
        yield ("." if is_last else "+") + message[start : start + PART]


class FileParts:
    """The file that a reader is sending, and the budget that it and the file kept before take up."""

    def __init__(self, budget: ByteBudget, address: str) -> None:
        """Start with no file."""
        self._budget = budget
        self._address = address
        self._counted = 0
        self._received = bytearray()
        self._size = 0

    def add(self, part: bytes) -> UploadRequest | None:
        """Add a part; return the request after the last one, without content where the budget has no room for it.

        Raises
        ------
        InvalidMessageError
            Where it is no part, or the parts are larger than any file that is accepted.
        """
        mark, data = part[:1], part[1:]
        if mark not in (b"+", b".") or not data:
            raise InvalidMessageError(f"binary message must be a part of a file, got {part[:20]!r}")
        self._size += len(data)
        if self._size > MAX_MESSAGE:
            raise InvalidMessageError("message must not be larger than a file may be")
        if self._budget.take(self._address, len(data)):
            self._counted += len(data)
            self._received += data
        elif not self._received:
            self._received += data[:MAX_HEADER]
        if mark == b"+":
            return None
        request, is_whole = parse_upload(bytes(self._received)), len(self._received) == self._size
        self._received, self._size = bytearray(), 0
        return request if is_whole else replace(request, content=None)

    def keep(self, size: int) -> None:
        """Count from now on only a file of that size; 0 for none."""
        self._budget.give_back(self._address, self._counted - size)
        self._counted = size
