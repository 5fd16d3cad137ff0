"""The numbers of the network lesson, compared with SciPy and with central differences written out here."""

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.special import log_softmax

from pages.network import LESSON, State
from pages.network.state import EDGES as PLACES
from tests.pages.network import EDGES, STATES, WORDS, Referee, number, reading, show, texts


def bars(shown):
    return [trace for trace in shown.figures["network"]["data"] if trace["type"] == "bar"]


def widths(shown):
    return np.array([trace["line"]["width"] for trace in shown.figures["network"]["data"][EDGES]])


@given(STATES)
@settings(max_examples=40)
def test_every_state_shows_the_network_of_scipy(state):
    shown, referee = show(**vars(state)), Referee(state)
    signals, probabilities, errors = bars(shown)
    np.testing.assert_array_equal(signals["x"], referee.o)
    np.testing.assert_allclose(probabilities["x"], referee.a, rtol=1e-6, atol=1e-12)
    np.testing.assert_allclose(errors["x"], referee.a - referee.y, rtol=1e-6, atol=1e-12)
    np.testing.assert_allclose(widths(shown), 1 + 6 * np.abs(referee.gradient).ravel(), rtol=1e-6)
    i, j = PLACES[state.edge]
    assert reading(shown, "loss") == pytest.approx(referee.loss, rel=0.06, abs=6e-5)
    assert reading(shown, "gradient") == pytest.approx(referee.gradient[i, j], rel=0.06, abs=6e-5)
    assert reading(shown, "numerical") == pytest.approx(referee.gradient[i, j], rel=0.06, abs=6e-5)


@pytest.mark.parametrize("edge", range(9))
def test_the_numerical_gradient_is_the_one_of_central_differences(edge):
    shown, referee = show(edge=edge), Referee(State())
    i, j = PLACES[edge]
    moved = np.zeros((3, 3))
    moved[i, j] = 1e-5
    up, down = (-log_softmax((referee.w + sign * moved) @ referee.o)[0] for sign in (1, -1))
    assert reading(shown, "numerical") == pytest.approx((up - down) / 2e-5, abs=6e-5)
    assert shown.tables["weights"].rows[i][7 + j] == f"{(up - down) / 2e-5:+.4f}".replace("-", "−")


@pytest.mark.parametrize("state", [State(), *LESSON.presets.values()])
def test_two_numbers_multiply_to_the_gradient_as_they_are_written(state):
    shown, referee = show(**vars(state)), Referee(state)
    i, j = PLACES[state.edge]
    error, signal, product, numerical, printed = map(number, texts(shown, "factors", -1))
    assert error == pytest.approx(referee.a[i] - referee.y[i], abs=6e-4)
    assert signal == pytest.approx(referee.o[j])
    assert product == numerical == pytest.approx(referee.gradient[i, j], abs=6e-4)
    assert printed == (-product if i == state.y else product)
    area, outline, *_ = shown.figures["factors"]["data"]
    assert area["x"][1] * area["y"][2] == pytest.approx(referee.gradient[i, j])
    assert outline["y"][2] == pytest.approx(-area["y"][2] if i == state.y else area["y"][2])


@pytest.mark.parametrize("edge", [0, 4, 8])
def test_the_formula_writes_the_three_factors_and_their_product(edge):
    shown, referee = show(y=1, edge=edge), Referee(State(y=1))
    i, j = PLACES[edge]
    written = "".join(span.text for span in shown.formula)
    name = f"{i + 4}{j + 1}"
    assert written.startswith(f"∂L/∂w{name} = ∂L/∂a5 · ∂a5/∂z{i + 4} · ∂z{i + 4}/∂w{name} = ")
    factors = [number(part.strip(" ()=")) for part in written.split(" = ")[2].split("·")]
    a = referee.a
    np.testing.assert_allclose(factors, [-1 / a[1], a[1] * ((i == 1) - a[i]), referee.o[j]], rtol=6e-4)
    assert number(written.split(" = ")[3]) == pytest.approx(np.prod(factors), abs=2e-3)


def test_the_curve_is_the_loss_with_only_the_followed_weight_moved():
    shown, referee = show(edge=5), Referee(State())
    _, line, stated, tangent, point = shown.figures["curve"]["data"]
    for x, loss in zip(line["x"][::10], line["y"][::10], strict=True):
        w = referee.w.copy()
        w[1, 2] = x
        assert loss == pytest.approx(-log_softmax(w @ referee.o)[0], rel=1e-6)
    assert (point["x"][0], point["y"][0]) == (pytest.approx(-0.4), pytest.approx(referee.loss))
    slope = np.diff(tangent["y"]) / np.diff(tangent["x"])
    assert slope == pytest.approx(referee.gradient[1, 2]) == np.diff(stated["y"]) / np.diff(stated["x"])


def test_the_note_has_a_second_tangent_for_a_weight_of_the_right_class():
    _, _, stated, tangent, _ = show(edge=0).figures["curve"]["data"]
    slope, wrong = (np.diff(line["y"]) / np.diff(line["x"]) for line in (tangent, stated))
    assert slope == pytest.approx(Referee(State()).gradient[0, 0])
    assert wrong == pytest.approx(-slope)


def test_the_weights_are_those_after_the_steps_and_a_reader_goes_on_from_them():
    shown, referee = show(steps=7, rate=0.3), Referee(State(steps=7, rate=0.3))
    [weights] = [trace["text"] for trace in shown.figures["network"]["data"] if len(trace.get("text", ())) == 9]
    np.testing.assert_allclose([number(text) for text in weights], referee.w.ravel(), atol=6e-3)
    update = shown.updates["weights"]
    np.testing.assert_allclose(update.values, referee.w.ravel(), rtol=1e-4)
    assert update.labels == ["w₄₁", "w₄₂", "w₄₃", "w₅₁", "w₅₂", "w₅₃", "w₆₁", "w₆₂", "w₆₃"]
    assert (update.min, update.max) == (-3, 3)


def test_the_axes_of_weights_reach_as_far_as_the_largest():
    shown = show(weights=(4.0, *[0.0] * 8))
    assert (shown.updates["weights"].min, shown.updates["weights"].max) == (-5, 5)
    assert shown.figures["curve"]["layout"]["xaxis"]["range"] == [-5, 5]


def test_steps_lower_the_loss_and_thin_every_edge():
    before, after = show(), show(steps=40)
    assert reading(after, "loss") < 0.1 * reading(before, "loss")
    assert (widths(after) <= widths(before) + 1e-9).all()
    assert [WORDS(f"presets.{name}") for name, state in LESSON.presets.items() if state == State(steps=40)]


def test_the_table_of_weights_has_every_gradient():
    shown, referee = show(steps=3), Referee(State(steps=3))
    written = np.array([[number(cell) for cell in row[1:]] for row in shown.tables["weights"].rows])
    np.testing.assert_allclose(written[:, :3], referee.w, atol=6e-5)
    np.testing.assert_allclose(written[:, 3:6], referee.gradient, atol=6e-5)
    np.testing.assert_allclose(written[:, 6:], referee.gradient, atol=6e-5)
    assert number(shown.tables["weights"].note.rpartition(": ")[2]) < 1e-7
