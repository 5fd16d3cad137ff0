"""Numbers of one width: their digits, their powers of ten, and how many characters two of them share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.digits import DigitFormat, digit_format, same_beginning


@pytest.mark.parametrize(
    ("value", "power", "text"),
    [
        (0.0496988965741, 0, "+0.049698896574"),
        (-0.5, 0, "−0.500000000000"),
        (-12.5, 0, "−12.50000000000"),
        (3.5e-7, -7, "+3.500000000000"),
        (0.0, 0, "\u00a00.000000000000"),
        (1e20, 0, "+1.0000000e+20\u00a0"),
    ],
)
def test_a_number_is_written_with_all_characters_of_its_width(value, power, text):
    assert DigitFormat(power, 15).write(value) == text


def test_numbers_that_are_not_finite_are_aligned_at_the_right():
    texts = [DigitFormat(0, 5).write(value) for value in (float("inf"), -float("inf"), float("nan"))]
    assert [text.replace("\u00a0", " ") for text in texts] == ["    ∞", "   −∞", "    –"]


@given(st.floats(allow_nan=False), st.floats(0, 1e308))
def test_every_number_has_the_same_width(value, largest):
    assert len(digit_format(largest).write(value)) == 15


@given(st.floats(-99, 99))
def test_what_is_written_is_the_number(value):
    text = digit_format(99.0).write(value)
    assert float(text.replace("−", "-")) == pytest.approx(value, abs=1e-11)


@given(st.floats(1e-300, 9.9e-4))
def test_a_small_number_is_written_in_units_of_its_power_of_ten(value):
    form = digit_format(value)
    assert 0.99 < float(form.write(value)) < 10.01
    assert float(form.write(value)) * 10.0**form.power == pytest.approx(value, rel=1e-11)


def test_numbers_from_a_thousandth_on_are_written_plain():
    assert [digit_format(largest).power for largest in (0.0, 1e-3, 0.5, 1e9, 9.9e-4)] == [0, 0, 0, 0, -4]


def test_the_characters_that_two_texts_share_are_counted_from_the_left():
    pairs = [("+0.123", "+0.124"), ("+0.1", "−0.1"), ("+0.1", "+0.1"), ("", "+"), ("+0.912", "+0.812")]
    assert [same_beginning(*pair) for pair in pairs] == [5, 0, 4, 0, 3]
