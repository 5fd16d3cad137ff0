"""A log that cannot fill a disk: what happens very often is said now and then."""

import logging
import time
from collections.abc import Callable, Iterator

MOST, EVERY = 20, 60.0
"""Records of one kind that are written, in so many seconds."""
STRANGERS = (
    "Invalid UTF-8 sequence received from client.",
    "ASGI callable returned without completing handshake.",  # a socket that was refused, with an answer
)
"""Records of uvicorn's of what is only a stranger's mistake: never written."""
KINDS = 500
"""Kinds that are told apart; beyond them, all count as one."""


class Seldom(logging.Filter):
    """Lets a few records of each kind pass a minute; the first of the next minute says how many did not."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with nothing written."""
        super().__init__()
        self._clock = clock
        self._seen: dict[tuple[str, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether a record is written."""
        if record.msg in STRANGERS:
            return False
        kind = (record.name, str(record.msg)[:200])
        if kind not in self._seen and len(self._seen) >= KINDS:
            kind = ("", "")
        since, count = self._seen.get(kind, (self._clock(), 0))
        if self._clock() - since >= EVERY:
            if count > MOST:
                record.msg = f"{record.msg} (and {count - MOST} more of this kind before)"
            since, count = self._clock(), 0
        self._seen[kind] = (since, count + 1)
        return count < MOST


def seldom() -> None:
    """Give every handler of the log that filter, and what is written without any handler too."""
    for handler in _handlers():
        if not any(isinstance(known, Seldom) for known in handler.filters):
            handler.addFilter(Seldom())


def _handlers() -> Iterator[logging.Handler]:
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in logging.root.manager.loggerDict)]
    for logger in loggers:
        yield from logger.handlers
    if logging.lastResort:
        yield logging.lastResort
