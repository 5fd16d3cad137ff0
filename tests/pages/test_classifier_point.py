"""One point explained: its scores, exponentials, probabilities and loss, computed anew from the downloaded weights."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import expit, log_softmax, softmax
from sklearn.datasets import load_iris

import softmax_core as core
import stage
from figures.theme import CLASSES
from pages import softmax as first_lesson
from pages.classifier import State
from stage import Edit
from tests.pages.classifier import WORDS, classifier, line, rows, show

SPIRAL = State(step=60, row=120)
STATES = {
    "spiral": SPIRAL,
    "quadratic": State(data="rings", features="quadratic", step=30, row=7),
    "Fourier": State(features="fourier", step=30, steps=40, row=250),
    "five classes": State(data="blobs", classes=5, step=20, row=77),
    "one against the rest": State(data="blobs", classes=4, loss="one_vs_rest", step=15, row=9),
    "hinge": State(data="blobs", loss="hinge", step=15, row=200),
    "squared error": State(data="blobs", loss="squared_error", step=5, row=100),
}
each_state = pytest.mark.parametrize("state", STATES.values(), ids=STATES)


def explained(state):
    """Return features, weights, bias and scores of the point, and its label."""
    weights, bias, _ = classifier(state)
    drawn = rows(show(state))
    at = np.array([[drawn["x"][state.row - 1], drawn["y"][state.row - 1]]], dtype=float)
    features = core.FeatureMap(state.features, seed=state.seed).transform(at)[0]
    return features, weights, bias, features @ weights + bias, int(drawn["marker"]["color"][state.row - 1])


def probabilities_of(state, scores):
    return expit(scores) if state.loss == "one_vs_rest" else softmax(scores)


def bars(shown, figure="point"):
    return [trace for trace in shown.figures[figure]["data"] if trace["type"] == "bar"]


def written(shown):
    return [text for trace in shown.figures["point"]["data"] if trace.get("mode") == "text" for text in trace["text"]]


@each_state
def test_the_bars_are_the_scores_their_exponentials_the_probabilities_and_the_gradient(state):
    *_, scores, label = explained(state)
    shown = show(state)
    score, exponential, p, gradient = bars(shown)[:4]
    np.testing.assert_allclose(score["x"], scores, rtol=1e-5, atol=1e-6)
    shares = np.asarray(exponential["x"])
    np.testing.assert_allclose(shares / shares.max(), np.exp(scores - scores.max()), rtol=1e-5)
    assert 0.2 < shares.max() <= 1, "a share of an axis that ends at the next round number"
    np.testing.assert_allclose(p["x"], probabilities_of(state, scores), rtol=1e-5)
    if state.loss in ("cross_entropy", "one_vs_rest"):
        np.testing.assert_allclose(gradient["x"], p["x"] - np.eye(len(scores))[label], rtol=1e-9)
    assert score["marker"]["color"] == list(CLASSES[: len(scores)])
    [mark] = [trace for trace in shown.figures["point"]["data"] if trace.get("mode") == "markers"]
    assert np.argmax(mark["x"]) == label
    assert mark["xaxis"] == p["xaxis"], "the label is marked beside p"


@pytest.mark.parametrize("loss", core.LOSSES)
def test_the_gradient_is_that_of_the_loss_by_the_scores_and_stays_on_its_axis(loss):
    state = State(data="blobs", loss=loss, step=4, row=30)
    *_, scores, label = explained(state)

    def value(s):
        if loss == "cross_entropy":
            return -log_softmax(s)[label]
        if loss == "one_vs_rest":
            return np.logaddexp(0, s).sum() - s[label]
        if loss == "squared_error":
            return ((softmax(s) - np.eye(3)[label]) ** 2).mean()
        return np.maximum(0, np.delete(s, label) - s[label] + 1).sum()

    steps = 1e-5 * np.eye(3)
    expected = [(value(scores + step) - value(scores - step)) / 2e-5 for step in steps]
    shown = show(state)
    gradient = bars(shown)[3]
    np.testing.assert_allclose(gradient["x"], expected, atol=1e-5)
    low, high = shown.figures["point"]["layout"]["xaxis" + gradient["xaxis"][1:]]["range"]
    assert low <= min(gradient["x"]) <= max(gradient["x"]) <= high
    assert any(f"{value(scores):.3f}" in text for text in written(shown)), "its loss is written"


@each_state
def test_every_product_is_written_and_their_sums_are_the_scores(state):
    features, weights, bias, scores, _ = explained(state)
    table = show(state).tables["products"]
    assert table.folded
    assert table.groups_by_class
    assert len(table.rows) == len(features) + 1
    for row, feature, each in zip(table.rows, features, weights, strict=False):
        for cell, weight in zip(row[2:], each, strict=True):
            product = cell.rpartition("= ")[2].replace("−", "-")
            assert float(product) == pytest.approx(feature * weight, abs=6e-4, rel=0.06)
    assert [float(text.replace("−", "-")) for text in table.rows[-1][2:]] == pytest.approx(bias, abs=6e-4, rel=0.06)
    assert [float(text.replace("−", "-")) for text in table.foot[2:]] == pytest.approx(scores, abs=6e-4, rel=0.06)


@each_state
def test_the_link_opens_the_scores_in_the_first_lesson(state):
    *_, scores, label = explained(state)
    [link] = show(state).links
    opened, corrections = stage.read_query(first_lesson.State, link.query)
    assert not corrections
    assert link.lesson == ""
    assert opened.y == opened.focus == label
    np.testing.assert_allclose(softmax(np.array(opened.z) / opened.T), softmax(scores), atol=2e-3)
    assert opened.loss == ("mse" if state.loss == "squared_error" else "ce")


def test_scores_beyond_the_first_lesson_are_shifted_and_scaled_with_a_temperature_and_names_go_along():
    state = State(data="iris", optimizer="newton", step=12, steps=12, row=1)
    [link] = show(state).links
    opened, corrections = stage.read_query(first_lesson.State, link.query)
    assert not corrections
    assert opened.names == tuple(load_iris().target_names)
    assert opened.T < 1
    assert np.abs(opened.z).max() == pytest.approx(10, abs=0.01)
    p = bars(show(state))[2]["x"]
    np.testing.assert_allclose(softmax(np.array(opened.z) / opened.T), p, atol=2e-3)


@pytest.mark.parametrize(("classes", "picture"), [(2, "probabilities"), (3, "simplex"), (4, "probabilities")])
def test_with_other_than_three_classes_the_points_probabilities_stand_where_the_triangle_stood(classes, picture):
    state = State(data="blobs", classes=classes, step=10, row=5)
    shown = show(state)
    assert list(shown.figures) == ["plane", "loss", "point", picture, "confusion"]
    if picture == "probabilities":
        [drawn] = bars(shown, "probabilities")
        *_, scores, _ = explained(state)
        np.testing.assert_allclose(drawn["y"], softmax(scores), rtol=1e-5)


def test_adding_a_class_leaves_the_figures_as_they_are():
    three, four = (list(show(State(data="blobs", classes=classes)).figures) for classes in (3, 4))
    assert [name for name in three if name != "simplex"] == [name for name in four if name != "probabilities"]
    assert three.index("simplex") == four.index("probabilities")


def test_a_row_that_is_not_there_is_the_last_one_and_without_rows_nothing_is_explained():
    few = State(data="drawn", points=(Edit(None, 0.5, 0.5, 0), Edit(None, -0.5, 0.5, 1)), row=1_000)
    shown = show(few)
    assert shown.figures["point"]["layout"]["title"]["text"].startswith(WORDS("point.heading", number=2, name="")[:7])
    assert shown.updates["row"].max == 2
    empty = show(State(data="drawn"))
    assert "point" not in empty.figures
    assert "products" not in empty.tables
    assert empty.links == []
    assert empty.updates["row"].hidden


def test_the_lines_that_do_not_decide_can_be_hidden():
    shown, hidden = show(SPIRAL), show(replace(SPIRAL, dominated=False))
    assert len(line(shown, "dominated"))
    assert len(line(hidden, "dominated")) == 0
    np.testing.assert_array_equal(line(shown, "decision"), line(hidden, "decision"))


@pytest.mark.parametrize(("classes", "is_offered"), [(2, False), (3, True), (4, True), (5, False)])
def test_hiding_them_is_offered_where_there_are_any(classes, is_offered):
    shown = show(State(data="blobs", classes=classes, step=20))
    assert shown.updates["dominated"].hidden != is_offered
    assert bool(len(line(shown, "dominated"))) == is_offered


def test_a_row_carries_its_prediction_and_the_figures_say_what_its_choice_sets():
    shown = show(SPIRAL)
    drawn = rows(shown)
    weights, bias, _ = classifier(SPIRAL)
    predicted = (core.spiral()[0] @ weights + bias).argmax(1)
    np.testing.assert_array_equal(drawn["customdata"][:, 1], predicted)
    for figure in ("plane", "simplex"):
        assert shown.figures[figure]["layout"]["meta"]["row_choice"] == "row"
        assert shown.figures[figure]["layout"]["meta"]["classes"] == 3
    assert shown.figures["confusion"]["layout"]["meta"]["class_axes"] == "xy"
    assert shown.figures["confusion"]["data"][0]["meta"] == "classes"
    assert shown.tables["weights"].groups_by_class
