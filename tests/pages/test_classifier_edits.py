"""Weights that the reader gives, and points that the reader edits."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import softmax_core as core
from pages.classifier import LESSON, State
from stage import Edit
from tests.pages.classifier import GENERATED, PUBLISHED, WORDS, classifier, coordinates, is_whole, reading, rows, show


def test_a_run_from_given_weights_starts_exactly_there():
    given = (0.1, -2.0, 3.5, 0.0, 1e-3, -7.25, 1.0, 2.0, -3.0)
    state = State(weights=given)
    weights, bias, _ = classifier(state)
    assert (*weights.ravel(), *bias) == given
    assert show(state).updates["weights"].values == list(given)
    points, labels = core.spiral()
    expected = core.classifier_loss(points, labels, np.reshape(given[:6], (2, 3)), given[6:], l2=1e-3)
    assert float(reading(show(state), "loss")) == pytest.approx(expected.data + expected.regularization, abs=6e-7)


@pytest.mark.parametrize("given", [(1.0,), (1.0,) * 8, (1.0,) * 10, (1.0,) * 400])
def test_weights_of_another_model_are_ignored_and_the_reader_is_told(given):
    shown = show(weights=given)
    assert WORDS("remarks.weights", given=len(given), needed=9) in shown.remarks
    assert reading(shown, "loss") == PUBLISHED[0]


def test_the_sliders_show_the_weights_of_the_step_and_reach_beyond_them():
    weights, bias, _ = classifier(State(step=150))
    sliders = show(step=150).updates["weights"]
    np.testing.assert_allclose(sliders.values, [*weights.ravel(), *bias], atol=5.1e-5)
    assert sliders.min <= min(sliders.values) <= max(sliders.values) <= sliders.max
    assert len(sliders.labels) == len(sliders.values) == 9


def test_the_table_shows_every_weight_with_its_gradient():
    state = State(step=20)
    weights, bias, _ = classifier(state)
    points, labels = core.spiral()
    loss = core.classifier_loss(points, labels, weights, bias, l2=1e-3)
    found = [[float(cell.replace("−", "-")) for cell in row[1:]] for row in show(state).tables["weights"].rows]
    np.testing.assert_allclose(np.array(found)[:, ::2], np.vstack([weights, bias]), atol=6e-5)
    np.testing.assert_allclose(np.array(found)[:, 1::2], np.vstack([loss.wrt_weights, loss.wrt_bias]), atol=6e-5)


@settings(max_examples=40)
@given(
    st.sampled_from(["spiral", "xor", "rings"]),
    st.lists(
        st.builds(Edit, st.none() | st.integers(0, 350), st.floats(-3, 3), st.floats(-3, 3), st.integers(0, 9))
        | st.integers(0, 350).map(Edit),
        max_size=12,
    ).map(tuple),
)
def test_edits_change_exactly_the_rows_that_they_name(data, edits):
    state = State(data=data, points=edits, steps=10)
    points, labels = GENERATED[data]()
    left = {key: (*place, label) for key, (place, label) in enumerate(zip(points, labels, strict=True))}
    new = 0
    for edit in state.points:
        if edit.row is None:
            new += 1
            left[-new] = edit[1:]
        elif edit.x is None:
            left.pop(edit.row, None)
        elif edit.row in left:
            left[edit.row] = edit[1:]
    shown = show(state)
    assert shown.updates["points"].row_ids == tuple(left)
    expected = np.array(list(left.values()))
    np.testing.assert_allclose(coordinates(shown), expected[:, :2], rtol=1e-6)
    np.testing.assert_array_equal(rows(shown)["marker"]["color"], expected[:, 2])
    found = shown.readings[-1][1]
    assert found.endswith(WORDS("of", part=0, whole=len(left)).removeprefix("0"))


def test_a_new_point_of_a_new_class_makes_that_class():
    assert len(show(data="xor", points=(Edit(None, 0.0, 0.0, 2),), steps=10).updates["points"].class_names) == 3
    assert len(show(data="xor", points=(Edit(None, 0.0, 0.0, 9),), steps=10).updates["points"].class_names) == 10


def test_a_class_without_rows_is_still_a_class():
    removed = tuple(Edit(None, 0.0, 0.0, 1) for _ in range(2))
    counts = np.array(show(data="drawn", points=removed, steps=10).figures["confusion"]["data"][0]["text"])
    assert counts.sum(1).tolist() == [0, 2]
    last = np.flatnonzero(core.bands()[1] == 2).tolist()
    left = State(data="bands", points=tuple(Edit(row) for row in last), steps=10)
    counts = np.array(show(left).figures["confusion"]["data"][0]["text"])
    assert counts.sum(1).tolist() == [70, 71, 0]


@pytest.mark.parametrize(
    "points",
    [
        (),
        (Edit(None, 0.5, 0.5, 0),),
        (Edit(None, 0.5, 0.5, 3),),
        (Edit(None, 0.5, 0.5, 0), Edit(None, 0.5, 0.5, 1)),
        tuple(Edit(None, x / 10, 0.0, 1) for x in range(5)),
        (Edit(None, 1000.0, -1000.0, 0), Edit(None, -1000.0, 1000.0, 1)),
    ],
)
@pytest.mark.parametrize("optimizer", ["gradient_descent", "newton"])
@pytest.mark.parametrize("features", ["linear", "sines", "fourier"])
def test_any_few_drawn_points_are_shown(points, optimizer, features):
    shown = show(data="drawn", points=points, optimizer=optimizer, features=features, steps=10, step=5, arrows=True)
    is_whole(shown)
    assert len(rows(shown)["x"]) == len(points)
    assert (WORDS("remarks.draw") in shown.remarks) == (not points)


@pytest.mark.parametrize("name", LESSON.downloads)
def test_without_points_there_is_nothing_to_save(name):
    assert LESSON.downloads[name](State(data="drawn"), WORDS) is None
