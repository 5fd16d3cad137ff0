"""Numbers written out: readable, true, and always as wide as before."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text import format_column, format_number


@pytest.mark.parametrize(
    ("value", "digits", "signed", "text"),
    [
        (0.0, 4, False, "0.0000"),
        (-0.0, 4, True, "0.0000"),
        (0.12345678, 4, False, "0.1235"),
        (0.5, 4, True, "+0.5000"),
        (-0.5, 4, True, "−0.5000"),
        (-3.0, 2, False, "−3.00"),
        (1e-10, 4, False, "1.0e−10"),
        (-1e-10, 4, True, "−1.0e−10"),
        (1e-10, 4, True, "+1.0e−10"),
        (7.2e86, 3, False, "7.2e86"),
        (99_999, 2, False, "99999.00"),
        (100_000, 2, False, "1.0e5"),
        (math.inf, 4, False, "∞"),
        (-math.inf, 4, False, "−∞"),
        (math.nan, 4, False, "–"),
    ],
)
def test_a_number_is_written_like_this(value, digits, signed, text):
    assert format_number(value, digits, signed) == text


@given(st.floats(-1e308, 1e308), st.integers(0, 6), st.booleans())
def test_what_is_written_is_the_number_to_its_last_digit(value, digits, signed):
    text = format_number(value, digits, signed)
    assert re.fullmatch(r"[+−]?\d+(\.\d+)?(e−?\d+)?", text)
    told = float(text.replace("−", "-"))
    assert told == pytest.approx(value, abs=0.5001 * 10**-digits) or told == pytest.approx(value, rel=0.0501)


@given(st.floats(-99_999, 99_999).filter(lambda x: x == 0 or abs(x) >= 1e-4), st.booleans())
def test_numbers_of_ordinary_size_always_have_the_same_decimals(value, signed):
    assert re.fullmatch(r"[+−]?\d+\.\d{4}", format_number(value, 4, signed))


@given(st.floats(1e-300, 1e300))
def test_a_number_and_its_opposite_are_written_equally_wide(value):
    assert len(format_number(value, 3, signed=True)) == len(format_number(-value, 3, signed=True))


def test_a_number_other_than_zero_never_looks_like_zero():
    for exponent in range(-320, 300, 3):
        assert float(format_number(float(f"3e{exponent}"), 4).replace("−", "-")) != 0


def test_a_column_is_its_numbers():
    assert format_column([1, -2.5, 0], 1, signed=True) == ["+1.0", "−2.5", "0.0"]
