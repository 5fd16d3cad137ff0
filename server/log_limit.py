"""The log limit: repeated records are counted instead of written, so that the log cannot fill a disk."""

import logging
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass

PERIOD = 60.0
"""Seconds after which a kind of record is written again."""
MAX_RECORDS = 20
"""Records of one kind that are written in a period."""
MAX_TRACEBACKS = 1
"""Records of one kind that are written in a period if each has a traceback."""
MAX_KINDS = 500
"""Kinds that are counted apart; beyond them, all others count as one kind."""
CLIENT_MISTAKES = (
    "Invalid UTF-8 sequence received from client.",
    "ASGI callable returned without completing handshake.",  # a websocket that was refused, with an answer
)
"""Records of uvicorn about what is only a client's mistake: never written."""

Kind = tuple[object, ...]


@dataclass
class Count:
    """How many records of one kind there were since a time."""

    since: float
    records: int = 0


class LogLimit(logging.Filter):
    """Lets a few records of each kind pass in a period; the first of the next period says how many were left out.

    Records are of one kind if their logger and text are the same before arguments are filled in and, for records with a
    traceback, the type of the exception and the line that raised it.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start without records."""
        super().__init__()
        self._clock = clock
        self._counts: dict[Kind, Count] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a record is written."""
        if record.msg in CLIENT_MISTAKES:
            return False
        limit = MAX_TRACEBACKS if has_traceback(record) else MAX_RECORDS
        count = self._count(kind_of(record))
        if self._clock() - count.since >= PERIOD:
            if count.records > limit:
                record.msg = f"{record.msg} (and {count.records - limit} more of this kind before)"
            count.since, count.records = self._clock(), 0
        count.records += 1
        return count.records <= limit

    def _count(self, kind: Kind) -> Count:
        if kind not in self._counts and len(self._counts) >= MAX_KINDS:
            kind = ()
        return self._counts.setdefault(kind, Count(self._clock()))


def has_traceback(record: logging.LogRecord) -> bool:
    """Return whether a record has an exception with it."""
    return bool(record.exc_info and record.exc_info[1])


def kind_of(record: logging.LogRecord) -> Kind:
    """Return what is the same in all records of one kind."""
    kind = (record.name, str(record.msg)[:200])
    if not record.exc_info or not record.exc_info[1]:
        return kind
    lines = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(record.exc_info[2])]
    return (*kind, type(record.exc_info[1]).__name__, *lines[-1:])


def limit_log() -> None:
    """Give every handler of the log the filter, and the handler of last resort too."""
    for handler in _handlers():
        if not any(isinstance(known, LogLimit) for known in handler.filters):
            handler.addFilter(LogLimit())


def _handlers() -> Iterator[logging.Handler]:
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in logging.root.manager.loggerDict)]
    for logger in loggers:
        yield from logger.handlers
    if logging.lastResort:
        yield logging.lastResort
