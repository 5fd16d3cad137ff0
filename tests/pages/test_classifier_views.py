"""Data of many columns, seen in a plane."""

import numpy as np
import pytest
from scipy.special import expit, softmax
from sklearn.datasets import load_iris
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

import softmax_core as core
from pages.classifier import State
from tests.pages.classifier import WORDS, classifier, coordinates, line, reading, show

LEVELS = 25
"""shades of a class"""


def test_iris_has_seven_views():
    options = show(data="iris", steps=10).updates["view"].options
    assert [at for at, _ in options] == list(range(7))
    assert options[0][1] == WORDS("components")
    assert options[1][1] == "sepal length (cm) × sepal width (cm)"


def test_the_first_view_of_iris_is_that_of_its_principal_components():
    shown = show(data="iris", steps=10)
    scaled = StandardScaler().fit_transform(load_iris().data)
    referee = PCA(2)
    expected = referee.fit_transform(scaled)
    np.testing.assert_allclose(np.abs(coordinates(shown)), np.abs(expected), atol=1e-5)
    assert f"{referee.explained_variance_ratio_.sum():.0%}" in " ".join(shown.remarks)


def test_the_views_of_two_columns_show_these_columns_in_their_units():
    iris = load_iris()
    pairs = [(i, j) for i in range(4) for j in range(i + 1, 4)]
    for view, pair in enumerate(pairs, start=1):
        shown = show(data="iris", view=view, steps=10)
        np.testing.assert_allclose(coordinates(shown), iris.data[:, pair], rtol=1e-6)
        axes = shown.figures["plane"]["layout"]
        assert [axes[name]["title"]["text"] for name in ("xaxis", "yaxis")] == [iris.feature_names[i] for i in pair]


def scores_at(state, view_pair, ends):
    """Return the scores at points of a pair view, computed from the units of the data."""
    weights, bias, found = classifier(state)
    raw = np.tile(found["shifted_by"], (len(ends), 1))  # the other columns are at their mean
    raw[:, view_pair] = ends
    return ((raw - found["shifted_by"]) / found["divided_by"]) @ weights + bias


@pytest.mark.parametrize("view", range(1, 7))
def test_on_a_boundary_of_a_pair_view_the_best_two_scores_are_equal(view):
    pair = [(i, j) for i in range(4) for j in range(i + 1, 4)][view - 1]
    state = State(data="iris", view=view, step=40, steps=40)
    ends = line(show(state), "decision")
    assert len(ends)
    scores = np.sort(scores_at(state, pair, ends.reshape(-1, 2)), axis=1)
    np.testing.assert_allclose(scores[:, -1], scores[:, -2], atol=1e-5)


def test_the_line_between_two_opposite_classes_is_drawn_whole():
    """Opposite weights: both scores are 0 along the line."""
    shown = show(data="xor", weights=(1.0, -1.0, 0.3, -0.3, 0.1, -0.1), features="linear")
    curved = (1.0, -1.0, 0.3, -0.3, 0.0, 0.0, 0.0, 0.0, 1.0, -1.0, 0.1, -0.1)
    for drawn in (shown, show(data="xor", weights=curved, features="quadratic")):
        assert len(line(drawn, "decision"))
        assert len(line(drawn, "dominated")) == 0


@pytest.mark.parametrize("loss", core.LOSSES)
def test_the_shade_of_a_region_is_the_confidence_and_of_separate_probabilities_their_margin(loss):
    state = State(data="blobs", loss=loss, steps=20, step=20)
    weights, bias, _ = classifier(state)
    regions = show(state).figures["plane"]["data"][0]
    scores = np.stack(np.meshgrid(regions["x"], regions["y"]), axis=-1) @ weights + bias
    p = expit(scores) if loss == "one_vs_rest" else softmax(scores, axis=-1)
    *_, second, largest = np.moveaxis(np.sort(p), -1, 0)
    shade = largest - second if loss == "one_vs_rest" else (3 * largest - 1) / 2
    np.testing.assert_allclose(regions["z"] % LEVELS / (LEVELS - 1), shade, atol=0.5001 / (LEVELS - 1))
    np.testing.assert_array_equal(regions["z"] // LEVELS, scores.argmax(-1))


@pytest.mark.parametrize(
    ("values", "is_said"),
    [({"batch_size": "32"}, True), ({}, False), ({"batch_size": "32", "optimizer": "adam"}, False)],
)
def test_newton_with_batches_is_said_to_converge_slowly_and_does(values, is_said):
    shown = show(State(**{"data": "moons", "optimizer": "newton", "steps": 30, "step": 30, "l2": 1e-3} | values))
    assert (WORDS("remarks.newton_batches") in shown.remarks) == is_said
    if values.get("optimizer") != "adam":
        assert (float(reading(shown, "norm").replace("−", "-")) > 1e-6) == is_said


@pytest.mark.parametrize(("arrows", "data"), [(True, "iris"), (True, "drawn"), (False, "iris"), (True, "penguins")])
def test_what_arrows_are_is_said_where_they_are_drawn(arrows, data):
    shown = show(State(data=data, arrows=arrows, steps=5))
    assert (WORDS("notes.arrows") in shown.notes) == (arrows and data != "drawn")
    thinned = WORDS("notes.thinned_arrows", shown=len(line(shown, "arrow")), count=342)
    assert (thinned in shown.notes) == (data == "penguins")
