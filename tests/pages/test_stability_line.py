"""The number line of the stability lesson: what is crossed, coloured and rounded."""

import numpy as np
import pytest

import figures
from pages.stability.panels import written
from tests.pages.stability import CELLS, DOTS, FORMATS, WORDS, powers, show


def symbols(shown):
    return [*shown.figures["line"]["data"][DOTS]["marker"]["symbol"]]


def mark(shown, row, number_format):
    return np.asarray(shown.figures["line"]["data"][CELLS]["z"])[row, FORMATS.index(number_format)]


def test_exponentials_that_are_infinite_or_0_are_crosses():
    assert symbols(show()) == ["x", "x", "circle", "circle", "circle", "circle"]
    assert symbols(show(c=150, program="batch_maximum")) == ["circle"] * 3 + ["x"] * 3
    assert symbols(show(a=(0.0, -2.0), b=(1.0, -1.0), c=0)) == ["circle"] * 4


def test_a_probability_that_is_stored_as_0_and_one_that_is_wrong_have_colours_of_their_own():
    shown = show(a=(10.0, -10.0), b=(0.0, 0.0), c=0, program="row_maximum")
    assert mark(shown, 0, "float16") == figures.RIGHT
    assert mark(shown, 1, "float16") == figures.UNDERFLOWN
    assert mark(shown, 1, "float64") == figures.RIGHT
    assert mark(show(c=9), 0, "float16") == figures.WRONG


def test_an_exponent_has_two_decimals_where_it_needs_them_and_no_power_of_ten():
    assert powers(show(a=(0.001, 0.25), b=(0.5, 1.0), c=0, number_format="float64")) == [
        "e^0",
        "e^0.25",
        "e^0.5",
        "e^1",
    ]


@pytest.mark.parametrize(("p", "text"), [(0.62, "0.62"), (0.005, "0.01"), (0.0049, "5e−3"), (3e-8, "3e−8")])
def test_a_wrong_probability_has_two_decimals_or_one_digit(p, text):
    assert written(p, True, WORDS) == WORDS("line.wrong", p=text)
