"""The pages say what ``shown/`` holds, which ``python -m tests.pages.shown`` writes anew."""

import pytest

import pages
from tests.pages import shown

LESSONS = pages.lessons()
WRITTEN = {name: shown.read(lesson) for name, lesson in LESSONS.items()}
EXAMPLES = [
    pytest.param(lesson, name, state, id=f"{lesson.name}-{name}")
    for lesson in LESSONS.values()
    for name, state in shown.examples(lesson).items()
]


@pytest.mark.parametrize(("lesson", "name", "state"), EXAMPLES)
def test_every_key_number_and_sign_of_an_example_is_as_it_was(lesson, name, state):
    expected, found = WRITTEN[lesson.name][name], shown.lines(lesson, state)
    assert expected.keys() == found.keys()
    assert [place for place in found if not shown.agree(expected[place], found[place])] == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_what_is_written_is_shown(lesson):
    assert list(WRITTEN[lesson]) == list(shown.examples(LESSONS[lesson]))


@pytest.mark.parametrize(
    ("expected", "found", "agrees"),
    [
        ("‹a› n=0.123", "‹a› n=0.124", True),
        ("‹a› n=0.123", "‹a› n=0.126", False),
        ("‹a› n=0.123", "‹a› n=0.1230", False),
        ("‹a› n=0.123", "‹b› n=0.123", False),
        ("+0.500 | −0.500", "0.500 | −0.500", False),
        ("−0.500", "+0.500", False),
        ("9.8e-12", "3.1e-13", True),
        ("9.8e−3", "3.1e−3", False),
        ("1.2e30", "1.3e30", True),
        ("[2] -1 1", "[2] -2 2", False),
        ("None", "1", False),
    ],
)
def test_lines_agree_but_for_the_last_digits_of_numbers(expected, found, agrees):
    assert shown.agree(expected, found) is agrees
