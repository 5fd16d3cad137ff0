"""The log: everything is said, but not for ever."""

import logging

import pytest

from door.log import EVERY, KINDS, MOST, Seldom, seldom
from tests.clock import Clock


@pytest.fixture
def clock():
    return Clock()


def record(text, name="uvicorn.error"):
    return logging.LogRecord(name, logging.ERROR, "", 0, text, None, None)


def test_a_few_of_a_kind_are_written_and_the_next_minute_says_how_many_were_not(clock):
    log = Seldom(clock)
    assert sum(log.filter(record("%s failed")) for _ in range(1000)) == MOST
    assert log.filter(record("something else"))
    clock.now = EVERY
    later = record("%s failed")
    assert log.filter(later)
    assert later.getMessage() == f"%s failed (and {1000 - MOST} more of this kind before)"


def test_ever_new_kinds_do_not_fill_the_log_or_the_memory(clock):
    log = Seldom(clock)
    written = sum(log.filter(record(f"kind {number}")) for number in range(100_000))
    assert written <= KINDS + MOST
    assert len(log._seen) <= KINDS + 1


def test_every_handler_gets_the_filter_once():
    logger = logging.getLogger("tests.of.the.log")
    handler = logging.StreamHandler()
    logger.addHandler(handler)
    try:
        seldom()
        seldom()
        assert sum(isinstance(known, Seldom) for known in handler.filters) == 1
        assert any(isinstance(known, Seldom) for known in logging.lastResort.filters)
    finally:
        logger.removeHandler(handler)
        for known in [*logging.getLogger().handlers, logging.lastResort]:
            known.filters[:] = [kept for kept in known.filters if not isinstance(kept, Seldom)]
