"""Data of many columns, seen in a plane."""

import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

from pages.classifier import State
from tests.pages.classifier import WORDS, classifier, coordinates, line, show


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
