"""How the lesson "Softmax" writes: titles, decimals, fractions that are no numbers, and brackets."""

import re

import pytest

from pages.softmax import State
from pages.softmax.formula import MAX_TERMS
from tests.pages.softmax import WORDS, show


def spans(kind, **values):
    return [span.text for span in show(**values).formula if span.kind == kind]


def test_the_bars_have_their_titles_and_are_called_p():
    shown = show()
    for name in ("probabilities", "gradient"):
        assert shown.figures[name]["layout"]["title"]["text"] == WORDS(f"figures.{name}")
    assert shown.figures["probabilities"]["data"][0]["name"] == "p"
    assert shown.figures["probabilities"]["data"][1]["name"] == WORDS("figures.target")


@pytest.mark.parametrize("name", ["probabilities", "gradient"])
def test_the_numbers_above_the_bars_have_three_decimals(name):
    [numbers] = [trace for trace in show().figures[name]["data"] if trace.get("mode") == "text"]
    assert {len(text.partition(".")[2]) for text in numbers["text"]} == {3}


def test_the_sum_of_the_exponentials_has_the_decimals_of_the_exponentials():
    pipeline = show().tables["pipeline"]
    column = pipeline.head.index("exp(z/T)")
    decimals = {len(row[column].partition(".")[2]) for row in [*pipeline.rows, pipeline.foot]}
    assert decimals == {3}


@pytest.mark.parametrize("count", [2, MAX_TERMS, MAX_TERMS + 1])
def test_the_sum_of_few_classes_is_written_term_by_term(count):
    terms = [span for span in show(z=(0.5,) * count).formula if span.index is not None]
    assert len(terms) == (count if count <= MAX_TERMS else 0)


@pytest.mark.parametrize(
    ("values", "exponent"),
    [
        ({"offset": 0}, "3.0/2"),
        ({"offset": 4}, "(3.0 + 4)/2"),
        ({"offset": -4}, "(3.0 − 4)/2"),
        ({"shift": True}, "(3.0 − 3.0)/2"),
        ({"shift": True, "offset": 4}, "((3.0 + 4) − 7.0)/2"),
    ],
)
def test_an_exponent_is_written_with_the_brackets_that_it_needs(values, exponent):
    assert spans("sup", T=2.0, **values)[0][0] == exponent


def test_a_quotient_of_infinities_is_said_to_be_no_number():
    [shares] = spans("strong", offset=800)
    assert any("∞/∞" in share for share in shares)


def test_the_axis_of_the_gradient_in_the_flow_ends_where_that_of_the_bars_does():
    for state in (
        State(),
        State(z=(0.5, 1.5, -0.5), T=0.8, y=2, loss="mse"),
        State(z=(4.0, 0.0, -4.0), y=2, loss="mse"),
    ):
        shown = show(**vars(state))
        low, high = shown.figures["flow"]["layout"]["xaxis5"]["range"]
        assert (low, high) == pytest.approx((-high, shown.figures["gradient"]["layout"]["yaxis"]["tickvals"][-1]))


@pytest.mark.parametrize("values", [{"z": (2.0, 1.0, -2.5), "T": 1.5}, {"z": (10.0, -10.0), "T": 0.5}])
def test_each_column_of_the_flow_has_numbers_of_its_own_form_that_never_change_their_width(values):
    texts = show(**values).figures["flow"]["data"][9]["text"]
    count = len(values["z"])
    forms = (r"−?\d+\.\d", r"−?\d+\.\d\d", r"\d+\.\d\d|\d\.\de−?\d+", r"[<>] \d+\.\d%|\d+\.\d%", r"[+−]?\d\.\d{3}")
    for column, form in enumerate(forms):
        for text in texts[column * count : (column + 1) * count]:
            assert re.fullmatch(form, text), (column, text)


def test_small_numbers_in_cells_and_above_bars_are_written_without_powers_and_slopes_with_a_sign():
    figures = show(z=(10.0, -10.0, 0.0), T=1.0).figures
    cells = [text for row in figures["jacobian"]["data"][0]["text"] for text in row]
    bars = figures["gradient"]["data"][1]["text"]
    for text in [*cells, *bars, *figures["probabilities"]["data"][2]["text"]]:
        assert re.fullmatch(r"[+−]?\d\.\d{3}", text)
    assert show(z=(1.0, 0.0)).figures["gradient"]["data"][1]["text"] == ["−0.269", "+0.269"]
    assert "∂L/∂z" in figures["gradient"]["data"][0]["hovertemplate"]


def test_the_sum_in_the_flow_has_two_decimals():
    head = show(z=(1.0, 0.0, -1.0)).figures["flow"]["data"][11]["text"][0]
    assert head == WORDS("flow.total").format(total="4.09")
