"""Which cases of a test CI runs; the others are slow, and a command of the Makefile (``make slow``)."""

import pytest


def slow_but(quick, cases):
    """Return the cases of a parametrized test, of which all but those in ``quick`` are slow."""
    return [case if case in quick else _slow(case) for case in cases]


def _slow(case):
    return pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.slow)
