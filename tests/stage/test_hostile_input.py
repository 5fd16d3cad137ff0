"""Hostile input: it costs little, is not kept, and changes nothing for others."""

import time

import pytest

import pages
import stage
from stage.controls import UnreadableValueError
from text import translations
from text.translations import _load

SOFTMAX = pages.lessons()["softmax"]


@pytest.mark.parametrize("text", ["1" * 7_900 + "x", "1." * 3_000, "1e" * 3_000, "inf" * 2_000])
def test_a_long_text_that_is_almost_a_number_is_refused_at_once(text):
    control = stage.controls(SOFTMAX.state)["T"]
    start = time.process_time()
    with pytest.raises(UnreadableValueError):
        control.parse(text)
    assert time.process_time() - start < 0.1  # a backtracking pattern took 1.5 s


@pytest.mark.parametrize("query", ["z=1,2&" + "x" * 9_000, "&".join(f"a{i}=1" for i in range(300)) + "&z=1,2"])
def test_a_query_that_no_link_of_ours_has_is_reported_and_not_half_read(query):
    state, corrections = stage.read_query(SOFTMAX.state, query)
    assert state == SOFTMAX.state()
    assert {correction.parameter for correction in corrections} == {"z", "T", "y"}


def test_languages_that_do_not_exist_are_not_remembered():
    translations("en")
    before = _load.cache_info().currsize
    for number in range(50):
        assert translations(f"x{number}")("app.name") == translations("en")("app.name")
    assert _load.cache_info().currsize == before
