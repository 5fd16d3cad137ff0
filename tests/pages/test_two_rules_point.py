"""The gradients of one point: the claims 000.6 and 000.7 of the note, against differences and plain formulas."""

import numpy as np
import pytest

import softmax_core as core
from pages.two_rules import LESSON, State
from pages.two_rules.point import compute
from pages.two_rules.race import race_of, racers
from tests.pages.two_rules import WORDS, bands, by_the_notes_program, reading, show, texts

CLAIMS = LESSON.claims


def explained(state):
    race = race_of(state)
    return compute(state, race, racers(state, race)[0])


def scores_by_hand(state):
    path, _ = by_the_notes_program(*bands(), "A-Y", tolerance=1e-2)
    return np.append(bands()[0][state.row - 1], 1) @ path[state.epoch], int(bands()[1][state.row - 1])


def numerical(loss, z, step=1e-5):
    return np.array([(loss(z + step * unit) - loss(z - step * unit)) / (2 * step) for unit in np.eye(3)])


def probabilities(z):
    return np.exp(z) / np.exp(z).sum()


def test_claim_000_6_y_a_minus_1_is_wrong_off_the_label_and_a_minus_y_is_the_gradient():
    state = CLAIMS["000.6"]
    z, label = scores_by_hand(state)
    point, a, y = explained(state), probabilities(z), np.eye(3)[label]
    gradient = numerical(lambda at: -np.log(probabilities(at)[label]), z)
    np.testing.assert_allclose(point.difference.gradient, a - y, rtol=1e-9)
    np.testing.assert_allclose(point.target_only.gradient, y * (a - 1), rtol=1e-9)
    np.testing.assert_allclose(point.difference.gradient, gradient, atol=1e-9)
    assert point.target_only.gradient[label] == pytest.approx(gradient[label], abs=1e-9)
    others = np.arange(3) != label
    assert (gradient[others] > 0.2).all()
    assert (point.target_only.gradient[others] == 0).all()
    assert point.difference.agrees
    assert not point.target_only.agrees
    assert point.target_only.check.error == pytest.approx(
        np.linalg.norm(gradient[others]) / np.linalg.norm(gradient), rel=1e-6
    )


def test_claim_000_7_a_minus_y_does_not_belong_to_the_binary_loss():
    state = CLAIMS["000.7"]
    z, label = scores_by_hand(state)
    y = np.eye(3)[label]

    def loss(at):
        a = probabilities(at)
        return -(y * np.log(a) + (1 - y) * np.log(1 - a)).sum()

    point, gradient = explained(state), numerical(loss, z)
    np.testing.assert_allclose(point.binary.gradient, gradient, atol=1e-9)
    assert point.binary.agrees
    assert not point.binary_difference.agrees
    difference = probabilities(z) - y
    assert point.binary_difference.check.error == pytest.approx(
        np.linalg.norm(difference - gradient) / np.linalg.norm(gradient), rel=1e-6
    )
    assert point.binary_difference.check.error > 0.3


def test_the_pictures_write_the_gradients_and_which_of_them_are_right():
    shown = show(CLAIMS["000.6"])
    point = explained(CLAIMS["000.6"])
    names = list(WORDS.section("classes").entries().values())
    written = texts(shown.figures["gradients"])
    assert written[:3] == ["A − Y", "Y(A − 1)", "numerical"]
    assert written[3].startswith("✓ ")
    assert written[4] == f"✗ error {point.target_only.check.error:.2f}"
    columns = np.array([[float(text.replace("−", "-")) for text in written[6 + 3 * k : 9 + 3 * k]] for k in range(3)])
    np.testing.assert_allclose(columns[:, 0], point.difference.gradient, atol=5e-5)
    np.testing.assert_allclose(columns[:, 1], point.target_only.gradient, atol=5e-5)
    np.testing.assert_allclose(columns[:, 2], point.difference.gradient, atol=5e-5)
    title = shown.figures["gradients"]["layout"]["title"]["text"]
    assert title == WORDS("gradients.cross_entropy", number=108, name=names[0])
    binary = texts(shown.figures["binary"])
    assert [binary[3][0], binary[4][0]] == ["✗", "✓"]
    bars = [trace["x"] for trace in shown.figures["binary"]["data"] if trace["type"] == "bar"]
    np.testing.assert_allclose(bars[0], point.difference.gradient)
    np.testing.assert_allclose(bars[1], point.binary.gradient)
    np.testing.assert_allclose(bars[2], point.binary.gradient, atol=1e-8)


def test_the_angles_are_between_35_and_45_degrees_at_a_point_and_can_exceed_90_for_the_mean():
    race = race_of(State())
    for row in range(1, 201, 7):
        assert 35.2 <= float(reading(show(epoch=10, row=row), "angle_point")[:-1]) <= 45
    end = show(epoch=194)
    assert float(reading(end, "angle_mean")[:-1]) > 90
    run = race.runs[1]
    x, y = bands()
    a = core.softmax(x @ run.weights[194] + run.bias[194])
    columns, one_hot = np.column_stack([x, np.ones(200)]), np.eye(3)[y]
    steps = [(columns.T @ each).ravel() for each in (a - one_hot, one_hot * (a - 1))]
    cosine = steps[0] @ steps[1] / np.linalg.norm(steps[0]) / np.linalg.norm(steps[1])
    assert reading(end, "angle_mean") == f"{np.degrees(np.arccos(cosine)):.1f}°"


def test_a_gradient_that_rounding_hides_is_not_judged():
    weights = (1e6, 0.0, 0.0, 0.0, 1e6, 0.0, 0.0, 0.0, 1e6)
    shown = show(epoch=0, row=108, weights=weights)
    assert texts(shown.figures["gradients"])[3:5] == [WORDS("verdicts.too_flat")] * 2


def test_what_is_added_to_all_weights_changes_no_gradient():
    plain, shifted = explained(State(epoch=20)), explained(State(epoch=20, common=150))
    np.testing.assert_allclose(shifted.difference.gradient, plain.difference.gradient, atol=1e-10)
    assert shifted.difference.agrees
