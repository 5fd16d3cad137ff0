"""What must hold of every state of the lesson on backpropagation."""

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from scipy.special import softmax

from pages.chain import LESSON, State
from tests.pages.chain import STATES, WORDS, column, drawn, gradient, gradient_of, measured, reading, show, terms

SOFTMAX = STATES.filter(lambda state: state.loss != "raw")


@given(SOFTMAX)
@settings(max_examples=60)
def test_every_row_of_cells_adds_up_to_the_sum_beside_it(state):
    shown = show(**vars(state))
    np.testing.assert_allclose(terms(shown).sum(-1), gradient(shown), atol=1e-15)
    assert (np.abs(terms(shown)) <= 1 + 1e-12).all(), "full colour is 1"
    factors = shown.figures["product"]["data"][0]["customdata"]
    np.testing.assert_allclose(factors.prod(-1), terms(shown), rtol=1e-12)


@given(SOFTMAX)
@settings(max_examples=60)
def test_the_numbers_shown_are_those_of_an_independent_library(state):
    shown, p, y = show(**vars(state)), softmax(state.z), np.eye(len(state.z))[state.y]
    np.testing.assert_allclose(drawn(shown, "forward", 1), p, rtol=1e-11)
    g = -y / p if state.loss == "ce" else 2 / len(p) * (p - y)
    np.testing.assert_allclose(drawn(shown, "forward", 2), g, rtol=1e-9, atol=1e-12)
    jacobian = np.diag(p) - np.outer(p, p)
    if state.terms == "diagonal":
        jacobian = np.diag(np.diag(jacobian))
    np.testing.assert_allclose(gradient(shown), jacobian @ g, atol=1e-11)
    np.testing.assert_allclose(column(shown, "p − y"), p - y, atol=6e-5)


@given(STATES.filter(lambda state: state.terms == "all"))
@settings(max_examples=60)
def test_with_all_terms_the_numerical_gradient_agrees(state):
    shown = show(**vars(state))
    note = shown.tables["product"].note
    if note != WORDS("table.too_small"):
        assert reading(shown, "error") < 1e-7
    if state.loss != "raw":
        np.testing.assert_allclose(measured(shown), gradient_of(state), atol=1e-7)
        assert set(shown.figures["product"]["data"][-1]["text"]) == {"\u00a0"}, "no sum is said to be different"


@given(STATES)
@settings(max_examples=40)
def test_plotly_accepts_every_figure_and_every_bar_is_inside_its_axis(state):
    shown = show(**vars(state))
    for figure in shown.figures.values():
        go.Figure(figure)
        for trace in figure["data"]:
            if trace["type"] == "bar":
                low, high = figure["layout"]["xaxis" + trace["xaxis"].removeprefix("x")]["range"]
                assert (low * (1 + 1e-12) <= trace["x"]).all()
                assert (trace["x"] <= high * (1 + 1e-12)).all()


@given(STATES)
@settings(max_examples=40)
def test_every_table_is_full_and_says_no_nan(state):
    for table in show(**vars(state)).tables.values():
        assert {len(row) for row in table.rows} == {len(table.head)}
        assert all("nan" not in text and text not in ("–", "∞", "−∞") for row in table.rows for text in row)


@given(STATES)
@settings(max_examples=60)
def test_the_factors_of_the_neuron_are_the_numerical_ones(state):
    shown = show(**vars(state))
    values, numerical = (np.array(column(shown, name, "neuron")) for name in ("value", "numerical"))
    np.testing.assert_allclose(values, numerical, rtol=1e-3, atol=3e-4)


@given(STATES)
@settings(max_examples=40)
def test_the_push_is_the_size_of_the_gradient_of_the_true_class_wherever_its_logit_is(state):
    shown, p = show(**vars(state)), softmax(state.z)
    y = state.y
    cross, squared = 1 - p[y], None
    assert reading(shown, "ce") == pytest.approx(cross, abs=6e-5)
    for at in (0, 30, 60):
        x = drawn(shown, "push", 0)[at]
        q = softmax([x if k == y else z for k, z in enumerate(state.z)])
        g = 2 / len(q) * (q - np.eye(len(q))[y])
        squared = abs(q[y] * (g[y] - (g * q).sum()))
        assert drawn(shown, "push", 0, "y")[at] == pytest.approx(1 - q[y], abs=1e-6)
        assert drawn(shown, "push", 1, "y")[at] == pytest.approx(squared, abs=1e-6)
    handle = shown.figures["push"]["data"][3]
    assert [k for k, height in enumerate(handle["y"]) if height is not None] == [y]
    chosen = reading(shown, "mse") if state.loss == "mse" else reading(shown, "ce")
    assert handle["y"][y] == pytest.approx(chosen, abs=6e-5)


@pytest.mark.parametrize("state", LESSON.presets.values(), ids=LESSON.presets)
def test_every_preset_has_something_to_say(state):
    assert show(**vars(state)).remarks


def test_a_confidently_wrong_class_gets_almost_no_push_from_the_squared_error():
    shown = show(**vars(LESSON.presets["stalled"]))
    assert reading(shown, "ce") > 0.99
    assert reading(shown, "mse") < 0.005
    assert "Confidently wrong" in shown.remarks[0]
    assert abs(gradient(shown)).max() < 0.02


def test_the_formula_writes_the_row_in_focus():
    shown = show("z=2,3,4&y=1&k=1")
    texts = [span.text if isinstance(span.text, str) else span.text[1] for span in shown.formula]
    assert "".join(texts[:-1]) == "∂L/∂z1 = 0 × (−0.022) + (−4.086) × 0.185 + 0 × (−0.163) = −0.755"
    assert texts[-1] == "= p − y = 0.245 − 1"
    # five classes: the terms without an error are left out, and where all have one, the cells show them
    five = show("z=1,2,3,0,1&y=3&k=3").formula
    assert "".join(s.text if isinstance(s.text, str) else s.text[3] for s in five[:-1]) == (
        "∂L/∂z3 = (−33.911) × 0.029 = −0.971"
    )
    assert WORDS("formula.sum") in [span.text for span in show("z=1,2,3,0,1&y=3&k=3&loss=mse").formula]


@pytest.mark.parametrize(
    ("z", "y", "words"),
    [
        ((3.0, 1.0, -3.0), 0, "hardest"),
        ((1.5, 0.0), 0, "hardest"),
        ((3.0, 5.0), 0, "lowers"),
        ((2.0, 2.5), 0, "lowers"),
        ((-3.0, 5.0), 0, "descent raises the score"),
        ((0.5, 5.0), 0, "descent raises the score"),
        ((1.0, 5.0), 0, "stays at 1"),
    ],
)
def test_what_is_said_of_raw_scores_is_what_descent_does(z, y, words):
    [said] = show(z=z, y=y, loss="raw").remarks
    assert words in said
    assert ("hardest" in said) == (words == "hardest")


def test_a_link_without_a_state_means_two_three_four():
    assert show().readings == show(**vars(State(z=(2.0, 3.0, 4.0), y=1))).readings
