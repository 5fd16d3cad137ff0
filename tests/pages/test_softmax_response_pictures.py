"""The response curves, the Jacobian, the formula and the remarks of the lesson "Softmax"."""

import numpy as np
import pytest
from scipy.special import softmax

from figures.theme import CLASSES
from pages.softmax import State
from tests.pages.softmax import WORDS, jacobian, numbers, show
from tests.pages.softmax_referee import STATES, jacobian_of, label, loss_of, probabilities, steps_of

each_state = pytest.mark.parametrize("state", STATES.values(), ids=STATES)


@each_state
def test_the_response_curves_are_softmax_of_every_value_of_the_logit_in_focus(state):
    figure = show(**vars(state)).figures["response"]
    curves = figure["data"][1 : len(state.z) + 1]
    x = np.asarray(curves[0]["x"], float)
    moved = np.tile(state.z, (len(x), 1))
    moved[:, state.focus] = x
    expected = softmax(moved / state.T, axis=1)
    for index, curve in enumerate(curves):
        np.testing.assert_array_equal(curve["x"], curves[0]["x"])
        np.testing.assert_allclose(curve["y"], expected[:, index], atol=1e-5)
        assert curve["line"]["color"] == CLASSES[index]
        assert curve["name"] == label(state, index)
    assert [x.min(), x.max()] == figure["layout"]["xaxis"]["range"] == [-10, 10]
    assert (np.diff(x) >= 0).all()
    assert (np.abs(np.diff(expected, axis=0)) < 0.15).all(), "no curve has visible corners"


@each_state
def test_the_tangents_of_the_response_curves_have_the_slopes_of_the_marked_column(state):
    shown = show(**vars(state))
    size, figure = len(state.z), shown.figures["response"]
    at, p = state.z[state.focus], probabilities(state)
    column = jacobian_of(state)[:, state.focus]
    for index, tangent in enumerate(figure["data"][1 + size : 1 + 2 * size]):
        (left, right), (first, last) = np.asarray(tangent["x"]), np.asarray(tangent["y"])
        assert left < at < right
        assert (last - first) / (right - left) == pytest.approx(column[index], abs=1e-8)
        assert (first + last) / 2 == pytest.approx(p[index])
        assert (left + right) / 2 == pytest.approx(at)
    [points] = [trace for trace in figure["data"] if trace["mode"] == "markers"]
    np.testing.assert_allclose(points["x"], [at] * size)
    np.testing.assert_allclose(points["y"], p)
    assert points["marker"]["color"] == list(CLASSES[:size])
    assert list(figure["data"][0]["x"]) == [at, at], "a line shows where the logit is"
    name = label(state, state.focus)
    assert figure["layout"]["title"]["text"] == WORDS("figures.response", name=name)
    assert figure["layout"]["xaxis"]["title"]["text"] == WORDS("figures.logit", name=name)
    [frame] = shown.figures["jacobian"]["layout"]["shapes"]
    assert (frame["x0"], frame["x1"]) == (state.focus - 0.5, state.focus + 0.5)
    assert (frame["y0"], frame["y1"]) == (-0.5, size - 0.5)
    assert frame["line"]["color"] == CLASSES[state.focus]
    np.testing.assert_allclose(jacobian(shown)[:, state.focus], column, atol=1e-8)


@each_state
def test_a_cell_of_the_jacobian_has_the_derivative_of_its_row_by_its_column(state):
    [cells] = show(**vars(state)).figures["jacobian"]["data"]
    expected = jacobian_of(state)
    np.testing.assert_allclose(cells["z"], expected, atol=1e-8)
    if len(state.z) <= 5:
        np.testing.assert_allclose([numbers(row) for row in cells["text"]], expected, atol=6e-4)


@each_state
def test_the_formula_is_softmax_of_every_class_with_its_numbers(state):
    spans = show(**vars(state)).formula
    scaled, exponentials = steps_of(state)
    [names], [exponents], [shares] = ([span.text for span in spans if span.kind == k] for k in ("sub", "sup", "strong"))
    assert names == [label(state, k) for k in range(len(state.z))]
    assert shares == [f"{100 * p:.1f}%" for p in probabilities(state)]
    computed = [eval(text.replace("−", "-")) for text in exponents]  # "(3.0 + 3)/2"
    assert computed == pytest.approx(scaled, abs=1e-6 if len(state.z) < 10 else 1e-3)
    terms = [span for span in spans if span.index is not None]
    if terms:
        assert [span.index for span in terms] == list(range(len(state.z)))
        assert numbers([span.text for span in terms]) == pytest.approx(exponentials, abs=6e-3)
    whole = "".join(span.text if isinstance(span.text, str) else span.text[0] for span in spans if span.kind != "apart")
    sums = " + ".join(f"{e:.2f}" for e in exponentials)
    divisor = f"({sums})" if terms else f"{exponentials.sum():.2f}"
    assert whole == f"p{names[0]} = e{exponents[0]} / {divisor} = {shares[0]}"


@each_state
def test_the_loss_stands_beside_the_formula_with_what_it_is_the_logarithm_of(state):
    formula = show(**vars(state)).formula
    [said] = [span.text for span in formula if span.kind == "apart"]
    [names] = [span.text for span in formula if span.kind == "sub"]
    loss = f"{loss_of(state):.3f}"
    if state.loss == "ce" and state.target == "class":
        assert said == WORDS("formula.loss", name=names[state.y], p=f"{probabilities(state)[state.y]:.4g}", loss=loss)
    else:
        assert said == WORDS("formula.other_loss", loss=loss)


def test_the_loss_of_a_smoothed_target_is_not_called_a_logarithm():
    [said] = [span.text for span in show(smoothing=0.2).formula if span.kind == "apart"]
    assert said == WORDS("formula.other_loss", loss=f"{loss_of(State(smoothing=0.2)):.3f}")


@pytest.mark.parametrize(
    ("state", "remark"),
    [
        (State(offset=800), "overflow"),
        (State(offset=-10), None),
        (State(offset=800, shift=True), None),
        (State(z=(10.0, 0.0), T=0.5), "certain"),
        (State(), None),
    ],
)
def test_what_float64_did_and_a_certain_softmax_are_said(state, remark):
    remarks = show(**vars(state)).remarks
    for key in ("overflow", "certain"):
        assert (WORDS(f"remarks.{key}") in remarks) == (key == remark)
