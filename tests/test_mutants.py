"""The list of mutants that may live: each entry can be read, matches what it is meant for, and says why."""

import re

import pytest

from tests.mutants import ACCEPTED, explained

FOR_EXAMPLE = [
    ("softmax_core.losses.x_f__mutmut_1", "-    return cast(Floats, a)\n+    return cast(None, a)", True),
    ("softmax_core.losses.x_f__mutmut_2", "-    return cast(Floats, a)\n+    return cast(Floats, None)", False),
    ("figures.bars.x_f__mutmut_1", '-    {"size": 9, "y": 1}\n+    {"size": 10, "y": 1}', True),
    ("figures.bars.x_f__mutmut_2", '-    {"size": 9, "y": 1}\n+    {"size": 9, "y": 2}', False),
    ("pages.softmax.panels.x_f__mutmut_1", '-    {"size": 9}\n+    {"size": 10}', False),
    ("softmax_core.losses.x_f__mutmut_3", "-    p = a + b\n+    p = a - b", False),
]


@pytest.mark.parametrize("entry", ACCEPTED, ids=lambda entry: entry["reason"][:30])
def test_an_entry_has_a_pattern_that_can_be_read_and_a_reason(entry):
    assert re.compile(entry["change"])
    assert len(entry["reason"]) > 10
    assert set(entry) <= {"change", "where", "reason"}


@pytest.mark.parametrize(("name", "diff", "may_live"), FOR_EXAMPLE)
def test_only_the_mutants_that_are_meant_may_live(name, diff, may_live):
    assert (explained(name, diff, ACCEPTED) is not None) == may_live
