"""Numbers as readers type and paste them: decimal points, decimal commas, and lists in any notation."""

import pytest

from stage.browser_files import main_address

pytestmark = pytest.mark.browser

# Imported from where the page has it, and given to the page at once: every text costs no page of its own.
CALL = """async ([main, name, texts]) => {
  const module = await import(new URL("parse_numbers.js", new URL(main, location.href)));
  return texts.map((text) => module[name](text));
}"""
NUMBERS = {
    "2.5": 2.5,
    "2,5": 2.5,
    "−0,5": -0.5,
    ",5": 0.5,
    "0,125": 0.125,
    "12,3456": 12.3456,
    "1,5e-3": 0.0015,
    "1e3": 1000,
    "1000": 1000,
    "1,000": None,
    "12,500": None,
    "1,2,3": None,
    "1.234,5": None,
    "1,": None,
    ",": None,
    "2,5x": None,
    "－２．５": -2.5,
    "1，000": None,
}
LISTS = {
    "3, 1, -3": [3, 1, -3],
    "3,1,-3": [3, 1, -3],
    "1,5": [1, 5],
    "1.5,2.5": [1.5, 2.5],
    "1,5; 2,5; 3": [1.5, 2.5, 3],
    "1,5;2,5;3": [1.5, 2.5, 3],
    "(1,5; −2,5)": [1.5, -2.5],
    "1,5 2,5 3": [1.5, 2.5, 3],
    "1,5\t2,5\n": [1.5, 2.5],
    "1; 2; 3": [1, 2, 3],
    "1, 2; 3": [1, 2, 3],
    "[[1, 2], [3, 4]]": [1, 2, 3, 4],
    "z = np.array([1. 2.])": [1, 2],
    "1.5, 2, 3,5": [1.5, 2, 3, 5],
    "1,5, 2,5, 3": None,
    "1,5; 2, 5": None,
    "1,5; 2,-5": None,
    "1.5,2.5; 3": None,
    "1,000; 2,000": None,
    "1,2,3; 4": None,
    "1; two": None,
    "": None,
    "3，1，-3": [3, 1, -3],
    "（３、１、－３）": [3, 1, -3],
    "1,5；2,5": [1.5, 2.5],
    "１，０００": [1, 0],
}
AMBIGUOUS = ["1,000", "-12,500", "1,5, 2,5, 3", "1,5; 2, 5", "1,5; 2,-5", "1.5,2.5; 3"]


@pytest.fixture
def call(visit):
    stage = visit()
    return lambda name, texts: stage.page.evaluate(CALL, [main_address(), name, list(texts)])


def test_a_number_is_read_with_a_point_or_a_comma(call):
    found = [None if number != number else number for number in call("parseNumber", NUMBERS)]
    assert dict(zip(NUMBERS, found, strict=True)) == NUMBERS


def test_a_list_is_read_in_any_notation_that_has_one_meaning(call):
    assert dict(zip(LISTS, call("parseNumbers", LISTS), strict=True)) == LISTS


def test_what_can_be_read_in_two_ways_is_told_from_what_is_no_number(call):
    assert call("isAmbiguous", AMBIGUOUS) == [True] * len(AMBIGUOUS)
    clear = [text for text in [*NUMBERS, *LISTS] if text not in AMBIGUOUS and text not in ("12,500", "1,000")]
    assert [text for text, found in zip(clear, call("isAmbiguous", clear), strict=True) if found] == []
