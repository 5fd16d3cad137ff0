"""Published runs and presets of the classifier lesson, compared with independent computations."""

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy.special import log_softmax
from sklearn.datasets import load_iris
from sklearn.metrics import confusion_matrix
from sklearn.preprocessing import StandardScaler

import datasets
import softmax_core as core
import stage
from pages.classifier import LESSON, State, evaluation, panels
from pages.classifier.training import run_of
from stage import write_query
from tests.pages.classifier import GENERATED, PUBLISHED, WORDS, classifier, encoded, is_whole, reading, rows, run, show


def test_the_run_that_is_shown_first_is_the_published_one():
    assert [reading(show(step=step), "loss") for step in range(0, 200, 10)] == PUBLISHED
    last = show(step=199)
    assert f"{run(State())['accuracy'][199]:.2f}" == "0.49"
    assert reading(last, "accuracy") == "49.3%"
    assert reading(last, "correct") == WORDS("of", part=148, whole=300)


def test_of_accuracies_only_that_of_the_step_that_is_shown_is_compared_with_a_source():
    state = State(step=30)
    given = evaluation.quantities(panels.compute(state, run_of(state), None, WORDS))
    assert given["loss_by_step"].tolist() == run(state)["loss"][:31].tolist()
    assert given["accuracy_by_step"].dtype == float
    assert np.isnan(given["accuracy_by_step"][:30]).all()
    assert given["accuracy_by_step"][30] == run(state)["accuracy"][30]


def test_the_presets_are_read_back_from_their_links():
    for state in LESSON.presets.values():
        assert stage.read_query(State, write_query(state)) == (state, ())
    assert LESSON.presets["spiral"] == State(), "published links leave out what is the default"


def penguins():
    """Return the penguins as scikit-learn standardizes them, and their species in the order of the alphabet."""
    with (Path(datasets.__file__).parents[1] / "assets" / "data" / "penguins.csv").open(encoding="utf-8") as file:
        _, *birds = [row for row in csv.reader(file) if "NA" not in row]
    _, labels = np.unique([bird[-1] for bird in birds], return_inverse=True)
    return StandardScaler().fit_transform(np.array([bird[:-1] for bird in birds], float)), labels


WHOLE = {name: state for name, state in LESSON.presets.items() if not state.held_out}
"""Those with held-out rows are compared in test_classifier_held_out.py."""


@pytest.mark.parametrize("state", WHOLE.values(), ids=WHOLE)
@pytest.mark.parametrize("share", [0, 0.5, 1])
def test_a_preset_shows_what_an_independent_computation_says(state, share):
    last = int(run(state)["step"][-1])
    state = State(**vars(state) | {"step": round(share * last)})
    shown = show(state)
    is_whole(shown)
    weights, bias, found = classifier(state)
    if state.data == "blobs":
        raw, labels = core.blobs(80, 3)
    elif state.data in GENERATED:
        raw, labels = GENERATED[state.data]()
    elif state.data == "iris":
        raw, labels = load_iris(return_X_y=True)
        raw = StandardScaler().fit_transform(raw)
    elif state.data == "drawn":
        raw, labels = (np.array([edit[part] for edit in state.points]) for part in (slice(1, 3), 3))
    elif state.data == "penguins":
        raw, labels = penguins()
    else:
        raise NotImplementedError(state.data)
    scores = core.FeatureMap(state.features, seed=0).transform(raw) @ weights + bias
    log_p = log_softmax(scores, axis=1)
    loss = -log_p[np.arange(len(labels)), labels].mean() + 0.5 * state.l2 * (weights**2).sum()
    assert float(reading(shown, "loss")) == pytest.approx(loss, abs=6e-7)
    right = int((scores.argmax(1) == labels).sum())
    assert reading(shown, "correct") == WORDS("of", part=right, whole=len(labels))
    assert reading(shown, "accuracy") == f"{right / len(labels):.1%}"
    counts = confusion_matrix(labels, scores.argmax(1), labels=range(len(bias)))
    np.testing.assert_array_equal(shown.figures["confusion"]["data"][0]["text"], counts)
    np.testing.assert_allclose(
        rows(shown)["customdata"][:, 0], np.exp(log_p)[np.arange(len(labels)), labels], atol=1e-6
    )
    np.testing.assert_array_equal(np.asarray(rows(shown)["marker"]["symbol"]) == 4, scores.argmax(1) != labels)
    assert found["loss"] == pytest.approx(loss, rel=1e-12)


def test_newton_is_at_the_optimum_of_iris_within_twelve_steps():
    state = State(**vars(LESSON.presets["newton"]) | {"step": 2000})
    numbers = run(state)
    assert len(numbers["step"]) <= 13
    assert numbers["gradient_norm"][-1] < 1e-10
    last = int(numbers["step"][-1])
    assert WORDS("remarks.tolerance", step=last, norm="1e-10") in show(state).remarks


def test_a_learning_rate_that_is_too_large_ends_the_run_and_is_reported():
    preset = LESSON.presets["diverging"]
    numbers = run(preset)
    last = int(numbers["step"][-1])
    assert last < preset.steps
    for step in (0, last // 2, last, 2000):
        shown = show(State(**vars(preset) | {"step": step}))
        assert WORDS("remarks.diverged", step=last) in shown.remarks
        is_whole(shown)
        assert "∞" not in {text for _, text in shown.readings}
        assert [name for name, text in shown.readings if text == "–"] == [WORDS("readings.change")] * (step == 0)
        assert "nan" not in encoded(shown).lower().replace("nance", "")


def test_playing_a_thousand_steps_back_and_forth_shows_the_same_frames():
    steps = [*range(0, 1000, 40), 1000]

    def frames(order):
        return {step: encoded(show(step=step, steps=1000)) for step in order}

    forth, back, again = frames(steps), frames(steps[::-1]), frames(steps)
    assert forth == back == again
    assert len(set(forth.values())) == len(steps)


def test_a_step_beyond_the_run_is_its_last():
    beyond, last = show(step=2000, steps=10), show(step=10, steps=10)
    assert encoded(beyond) == encoded(last)
    assert reading(beyond, "step") == WORDS("of", part=10, whole=10)
    assert beyond.updates["step"].max == 10
