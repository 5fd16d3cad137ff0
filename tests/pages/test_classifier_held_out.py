"""Held-out rows: the run is that of the other rows, and both are shown, saved, scripted and accounted for apart."""

import json
from dataclasses import replace

import numpy as np
import pytest
from scipy.special import log_softmax
from sklearn.metrics import confusion_matrix, log_loss

import softmax_core as core
from pages.classifier import LESSON, State
from pages.classifier.cost import expected_seconds
from pages.classifier.training import affordable, run_of
from stage import Edit, write_query
from tests.pages.classifier import (
    GENERATED,
    TABLE,
    WORDS,
    classifier,
    curve,
    download,
    is_whole,
    own,
    reading,
    rows,
    run,
    show,
)
from text import format_number

SPLIT = State(data="moons", held_out=30, steps=40, learning_rate=0.5, l2=0.01, seed=3)
STATES = {
    "moons": SPLIT,
    "fourier": replace(SPLIT, features="fourier", batch_size="16", optimizer="adam", learning_rate=0.1),
    "edited": replace(SPLIT, data="xor", points=(Edit(3), Edit(None, 0.5, 0.5, 2)), loss="squared_error"),
    "hinge": replace(SPLIT, data="penguins", loss="hinge", learning_rate=0.05),
    "one vs rest": replace(SPLIT, data="rings", loss="one_vs_rest", features="sines"),
    "newton": replace(SPLIT, data="iris", optimizer="newton", steps=10),
    "own": own(TABLE, steps=40, held_out=50),
}


def held_out(state):
    """Return which rows are held out, as the saved weights say it."""
    _, _, found = classifier(state)
    mask = np.zeros(len(rows(show(state))["x"]), bool)
    mask[found["held_out"]["rows"]] = True
    return mask


def test_the_run_is_that_of_the_other_rows_alone():
    points, labels = GENERATED["moons"]()
    mask = held_out(SPLIT)
    assert mask.sum() == 60
    config = core.TrainingConfig(learning_rate=0.5, l2=0.01, steps=40, seed=3)
    alone = core.train(
        points[~mask], labels[~mask], config, weights=core.initial_weights(2, 2, seed=3), bias=np.zeros(2)
    )
    np.testing.assert_array_equal(run(SPLIT)["loss"], alone.loss)
    np.testing.assert_array_equal(run(SPLIT)["gradient_norm"], alone.gradient_norm)


def test_loss_and_accuracy_of_both_parts_are_those_of_scikit_learn():
    points, labels = GENERATED["moons"]()
    mask = held_out(SPLIT)
    for step in (0, 7, 40):
        shown = show(replace(SPLIT, step=step))
        weights, bias, found = classifier(replace(SPLIT, step=step))
        scores = points @ weights + bias
        p = np.exp(log_softmax(scores, axis=1))
        right = scores.argmax(1) == labels
        assert reading(shown, "held_out_loss") == format_number(log_loss(labels[mask], p[mask]), 6)
        assert float(curve(shown, "held_out")[step]) == pytest.approx(log_loss(labels[mask], p[mask]), rel=1e-6)
        assert float(curve(shown, "data")[step]) == pytest.approx(log_loss(labels[~mask], p[~mask]), rel=1e-6)
        for key, part, name in (
            ("training_accuracy", ~mask, "accuracy"),
            ("held_out_accuracy", mask, "held_out_accuracy"),
        ):
            assert reading(shown, key) == f"{right[part].mean():.1%}"
            assert float(curve(shown, name)[step]) == pytest.approx(right[part].mean(), rel=1e-6)
        counts = confusion_matrix(labels[mask], scores[mask].argmax(1), labels=[0, 1])
        np.testing.assert_array_equal(shown.figures["confusion"]["data"][0]["text"], counts)
        assert found["held_out"]["data_loss"] == pytest.approx(log_loss(labels[mask], p[mask]), rel=1e-12)
        assert found["held_out"]["accuracy"] == right[mask].mean()


def test_the_gradient_in_the_table_is_of_the_rows_that_are_trained_on():
    points, labels = GENERATED["moons"]()
    weights, bias, _ = classifier(replace(SPLIT, step=5))
    mask = held_out(SPLIT)
    loss = core.classifier_loss(points[~mask], labels[~mask], weights, bias, l2=0.01)
    found = show(replace(SPLIT, step=5)).tables["weights"].rows[0][2]
    assert float(found.replace("−", "-")) == pytest.approx(loss.wrt_weights[0, 0], abs=1e-3)


def test_held_out_rows_are_hollow_wherever_rows_are_drawn_and_say_so():
    state = replace(SPLIT, data="iris")
    mask, shown = held_out(state), show(state)
    for figure in ("plane", "simplex"):
        drawn = rows(shown, figure)
        np.testing.assert_array_equal(np.asarray(drawn["marker"]["symbol"]) >= 100, mask)
        begins = WORDS("held_out", hover="")
        np.testing.assert_array_equal([text.startswith(begins) for text in drawn["hovertext"]], mask)
    assert WORDS("notes.held_out", held_out=45, count=150, training=105) in shown.notes
    assert shown.figures["confusion"]["layout"]["title"]["text"] == WORDS("figures.confusion_held_out")


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_the_script_prints_both_losses_of_the_run(state):
    space = {}
    lines = []
    text = download(state, "script").replace("print(", "report(")
    space["report"] = lambda *numbers: lines.append(numbers)
    exec(compile(text, "script", "exec"), space)
    steps, losses, others = np.array(lines).T
    numbers = run(state)
    np.testing.assert_array_equal(steps, numbers["step"])
    np.testing.assert_allclose(losses, numbers["loss"], rtol=1e-8)
    np.testing.assert_allclose(others, numbers["held_out_data_loss"], rtol=1e-7)


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_every_kind_of_run_is_shown_and_saved_with_the_same_numbers(state):
    shown, numbers = show(replace(state, step=6)), run(state)
    is_whole(shown)
    for name, column in (("held_out", "held_out_data_loss"), ("held_out_accuracy", "held_out_accuracy")):
        np.testing.assert_allclose(curve(shown, name), numbers[column], rtol=1e-6)
    np.testing.assert_allclose(curve(shown, "accuracy"), numbers["accuracy"], rtol=1e-6)
    saved = classifier(replace(state, step=6))[2]["held_out"]
    assert saved["data_loss"] == numbers["held_out_data_loss"][6]
    assert (saved["percent"], saved["seed"]) == (state.held_out, state.seed)


def test_the_point_that_is_explained_says_whether_it_is_held_out():
    mask = held_out(SPLIT)
    for row in (int(mask.argmax()), int(mask.argmin())):
        heading = show(replace(SPLIT, row=row + 1)).figures["point"]["layout"]["title"]["text"]
        name = WORDS("class", index=int(rows(show(SPLIT))["marker"]["color"][row]))
        assert heading == WORDS("point.heading_held_out" if mask[row] else "point.heading", number=row + 1, name=name)


def test_nothing_is_held_out_where_the_share_is_none_or_less_than_a_row():
    few = State(data="drawn", points=(Edit(None, 0.0, 0.0, 0), Edit(None, 1.0, 1.0, 1)), steps=10)
    for state in (State(steps=10), replace(few, held_out=20), State(data="drawn", held_out=50)):
        shown = show(state)
        assert len(shown.readings) == 7
        assert "yaxis2" not in shown.figures["loss"]["layout"]
        assert shown.figures["confusion"]["layout"]["title"]["text"] == WORDS("figures.confusion")
    assert "held_out" not in json.loads(download(few, "weights"))
    assert run_of(replace(few, held_out=20)).held_out is None


@pytest.mark.parametrize("count", range(1, 8))
def test_some_rows_are_always_left_to_train_on(count):
    points = tuple(Edit(None, 0.1 * index, 0.3, index % 2) for index in range(count))
    found = run_of(State(data="drawn", points=points, held_out=50, steps=10))
    assert len(found.training_rows) >= count / 2 - 0.5
    assert len(found.training_rows) >= 1


def test_the_seed_draws_the_rows():
    assert (held_out(SPLIT) != held_out(replace(SPLIT, seed=4))).any()
    np.testing.assert_array_equal(held_out(SPLIT), held_out(replace(SPLIT, features="sines", steps=20)))


def test_the_held_out_loss_of_a_pinned_run_is_drawn_beside_that_of_the_next():
    shown = show(replace(SPLIT, l2=0.1, pin=write_query(SPLIT)))
    np.testing.assert_array_equal(curve(shown, "pinned_held_out"), curve(show(SPLIT), "held_out"))
    assert not len(curve(show(replace(SPLIT, pin="data=moons&steps=20")), "pinned_held_out"))


def test_losses_of_held_out_rows_are_expected_to_take_time_until_the_run_is_cached():
    state = State(data="moons", features="fourier", seed=81, steps=2000)
    split = replace(state, held_out=50)
    assert 1.05 < expected_seconds(split) / expected_seconds(state) < 2
    show(split)
    assert expected_seconds(split) < expected_seconds(state) / 2


def test_a_large_run_is_shortened_for_the_evaluation_of_its_held_out_rows_too():
    config = core.TrainingConfig(steps=2000)
    whole, split = (affordable(config, 5_000, 250, 3, held_out).steps for held_out in (0, 2_500))
    assert split == pytest.approx(whole / 1.5, rel=0.01)
    newton = core.TrainingConfig(optimizer="newton", steps=10)
    optimizers = [affordable(newton, 5_000, 35, 4, held_out).optimizer for held_out in (0, 2_500)]
    assert optimizers == ["gradient_descent", "newton"], "its Hessian is of half the rows"


def test_a_long_run_of_few_rows_is_shortened_for_the_memory_that_it_takes():
    assert affordable(core.TrainingConfig(steps=90_000), rows=2, columns=4, classes=5, held_out=0).steps == 40_000
    assert affordable(core.TrainingConfig(steps=9), rows=10**9, columns=4, classes=5, held_out=0).steps == 1


def test_the_memory_of_a_cached_run_counts_the_split():
    whole, split = run_of(replace(SPLIT, held_out=0)), run_of(SPLIT)
    assert split.nbytes - whole.nbytes == 200 + 3 * 8 * 41


def both_losses(preset):
    state = LESSON.presets[preset]
    numbers = run(state)
    return numbers["data_loss"], numbers["held_out_data_loss"]


def test_the_first_example_overfits():
    training, others = both_losses("overfitting")
    assert training[-1] < 0.05
    assert others[-1] > 2 * others.min(), "it was better long before"
    assert run(LESSON.presets["overfitting"])["accuracy"][-1] == 1


def test_the_second_example_is_the_same_run_cured_by_l2_with_the_first_pinned():
    first, second = LESSON.presets["overfitting"], LESSON.presets["regularized"]
    assert replace(second, l2=first.l2, pin="", step=first.step) == first
    assert second.l2 > first.l2
    assert second.pin == write_query(replace(first, step=first.steps))
    (_, before), (training, others) = both_losses("overfitting"), both_losses("regularized")
    assert others[-1] < 0.5 * before[-1]
    assert others[-1] < 1.1 * others.min()
    accuracies = [run(state)["held_out_accuracy"][-1] for state in (first, second)]
    assert accuracies[1] > accuracies[0]
    assert training[-1] < np.log(2)
