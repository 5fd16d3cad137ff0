"""The log limit: every kind of record is written, but not without end."""

import logging

import pytest

from server.log_limit import MAX_KINDS, MAX_RECORDS, MAX_TRACEBACKS, PERIOD, LogLimit, limit_log
from tests.clock import Clock


@pytest.fixture
def clock():
    return Clock()


def record(text, name="uvicorn.error"):
    return logging.LogRecord(name, logging.ERROR, "", 0, text, None, None)


def test_a_few_records_of_a_kind_are_written_and_the_next_period_says_how_many_were_not(clock):
    limit = LogLimit(clock)
    assert sum(limit.filter(record("%s failed")) for _ in range(1000)) == MAX_RECORDS
    assert limit.filter(record("something else"))
    clock.now = PERIOD
    later = record("%s failed")
    assert limit.filter(later)
    assert later.getMessage() == f"%s failed (and {1000 - MAX_RECORDS} more of this kind before)"


def test_an_endless_number_of_kinds_fills_neither_the_log_nor_the_memory(clock):
    limit = LogLimit(clock)
    written = sum(limit.filter(record(f"kind {number}")) for number in range(100_000))
    assert written <= MAX_KINDS + MAX_RECORDS
    assert len(limit._counts) <= MAX_KINDS + 1


def failure(error, place=""):
    """Return the record of an exception, as the stage logs one; ``place`` is where a line was inserted above it."""
    try:
        exec(compile(f"{place}raise error", "lesson.py", "exec"), {"error": error})
    except Exception as cause:
        return logging.LogRecord(
            "stage", logging.ERROR, "", 0, "no answer to %r", ("1 ",), (type(cause), cause, cause.__traceback__)
        )


def test_a_traceback_is_written_once_in_a_period(clock):
    limit = LogLimit(clock)
    assert sum(limit.filter(failure(ZeroDivisionError())) for _ in range(1000)) == MAX_TRACEBACKS == 1
    clock.now = PERIOD
    later = failure(ZeroDivisionError())
    assert limit.filter(later)
    assert later.getMessage() == "no answer to '1 ' (and 999 more of this kind before)"


def test_a_repeated_failure_does_not_keep_another_failure_out_of_the_log(clock):
    limit = LogLimit(clock)
    assert limit.filter(failure(ZeroDivisionError()))
    assert limit.filter(failure(ValueError()))
    assert limit.filter(failure(ValueError(), "\n")), "raised at another line"
    assert not limit.filter(failure(ValueError("with another text")))


def test_every_handler_gets_the_filter_once():
    logger = logging.getLogger("tests.log_limit")
    handler = logging.StreamHandler()
    logger.addHandler(handler)
    try:
        limit_log()
        limit_log()
        assert sum(isinstance(known, LogLimit) for known in handler.filters) == 1
        assert any(isinstance(known, LogLimit) for known in logging.lastResort.filters)
    finally:
        logger.removeHandler(handler)
        for known in [*logging.getLogger().handlers, logging.lastResort]:
            known.filters[:] = [kept for kept in known.filters if not isinstance(kept, LogLimit)]
