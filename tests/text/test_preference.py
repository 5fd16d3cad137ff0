"""The reader's language: a link's, else the chosen one, else the browser's, else English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text import languages, preferred_language


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("zh-TW", "zh"),
        ("zh_Hans_CN", "zh"),
        ("ZH", "zh"),
        ("en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("en;q=0.5,zh;q=0.8", "zh"),
        ("fr-CH,fr;q=0.9,zh;q=0.2", "zh"),
        ("fr,de;q=0.5", "en"),
        ("zh;q=0,en;q=0.1", "en"),
        ("zh;q=0", "en"),
        ("*", "en"),
        ("", "en"),
        ("zh;q=banana", "en"),
        ("zh;q=nan", "en"),
        ("zh;q=7", "en"),
        (",;=q,,zh ; q=0.3", "zh"),
        ("zhx", "en"),
    ],
)
def test_a_browser_is_answered_in_the_first_language_that_there_is(accepted, language):
    assert preferred_language(None, None, accepted) == language


@pytest.mark.parametrize(
    ("pinned", "chosen", "language"),
    [
        ("zh", "en", "zh"),
        ("en", "zh", "en"),
        ("zh-CN", None, "zh"),
        (None, "zh", "zh"),
        ("", "zh", "zh"),
        ("xx", "zh", "zh"),
        ("xx", "yy", "en"),
        ("../zh", None, "en"),
    ],
)
def test_a_link_wins_over_the_choice_which_wins_over_the_browser(pinned, chosen, language):
    assert preferred_language(pinned, chosen, "en") == language
    assert preferred_language(pinned, chosen, "de") == language


@given(st.none() | st.text(), st.none() | st.text(), st.text())
def test_whatever_a_request_says_there_is_a_language(pinned, chosen, accepted):
    assert preferred_language(pinned, chosen, accepted) in languages()


def test_a_header_of_any_length_is_read_in_no_time():
    assert preferred_language(None, None, "fr;q=0.1," * 100_000 + "zh") == "en"
