"""Held-out rows: how they are drawn, their losses at every step, and the script of a run that has some."""

import contextlib
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import softmax_core as core
from softmax_core import FeatureMap, TrainingConfig, held_out_rows
from tests.core.test_script import FOURIER, LABELS, POINTS, start

SHARES = st.floats(0, 1)
SEEDS = st.integers(0, 10**6)


@given(st.integers(0, 200), SHARES, SEEDS)
def test_as_many_different_rows_are_held_out_as_the_share_says(count, share, seed):
    rows = held_out_rows(count, share, seed)
    assert len(rows) == round(share * count)
    assert (np.diff(rows) > 0).all()
    assert set(rows.tolist()) <= set(range(count))


@given(st.integers(0, 200), SHARES, SHARES, SEEDS)
def test_a_larger_share_holds_out_the_same_rows_and_more(count, one, other, seed):
    few, many = (set(held_out_rows(count, share, seed).tolist()) for share in sorted((one, other)))
    assert few <= many


@given(st.integers(1, 200), SHARES, SEEDS)
def test_a_row_that_is_added_changes_the_split_of_at_most_one_other(count, share, seed):
    before, after = (set(held_out_rows(rows, share, seed).tolist()) for rows in (count, count + 1))
    assert len((before ^ after) - {count}) <= 1


def test_every_row_is_held_out_equally_often_over_the_seeds():
    counts = np.bincount(np.concatenate([held_out_rows(20, 0.3, seed) for seed in range(2_000)]), minlength=20)
    np.testing.assert_allclose(counts / 2_000, 0.3, atol=0.05)


def run(kind="linear", held_out=(), **hyperparameters):
    """Return the script of a run, its trajectory, and features and labels of its held-out rows."""
    feature_map, config = FeatureMap(kind, **FOURIER), TrainingConfig(**hyperparameters)
    parameters = start(kind)
    features, labels = feature_map.transform(POINTS), np.asarray(LABELS)
    mask = np.isin(np.arange(len(POINTS)), held_out)
    trajectory = core.train(features[~mask], labels[~mask], config, **parameters)
    text = core.training_script(POINTS, LABELS, feature_map, config, **parameters, held_out=held_out)
    return text, trajectory, features[mask], labels[mask]


def printed(text):
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(text, "script", "exec"), {})
    return np.array([[float(number) for number in line.split(" ")] for line in output.getvalue().splitlines()])


@pytest.mark.parametrize("loss", core.LOSSES)
def test_the_losses_of_the_last_step_are_those_of_classifier_loss(loss):
    _, trajectory, x, y = run(held_out=range(0, 60, 3), loss=loss, l2=0.1, steps=9)
    losses = core.data_losses(trajectory, x, y, loss)
    last = core.classifier_loss(x, y, trajectory.weights[-1], trajectory.bias[-1], loss=loss)
    assert losses.shape == (10,)
    assert losses[-1] == last.data


def test_the_losses_of_the_rows_that_were_trained_on_are_those_of_the_run():
    trajectory = core.train(POINTS, LABELS, TrainingConfig(l2=0.1, steps=9), **start())
    np.testing.assert_allclose(core.data_losses(trajectory, POINTS, LABELS), trajectory.data_loss, rtol=1e-14)


def test_a_loss_that_overflows_is_the_largest_number():
    trajectory = core.untrained([[1e300, -1e300]], [0.0, 0.0])
    assert core.data_losses(trajectory, [[-1e300]], [0]).tolist() == [np.finfo(float).max]
    with pytest.raises(core.InvalidTargetError, match="from trajectory"):
        core.data_losses(trajectory, [[1.0]], [9])


@pytest.mark.parametrize("kind", core.FEATURE_KINDS)
@pytest.mark.parametrize("loss", core.LOSSES)
def test_the_script_prints_the_losses_of_training_and_of_held_out_rows(loss, kind):
    for more in ({}, {"batch_size": 16, "optimizer": "adam", "learning_rate": 0.05}):
        text, trajectory, x, y = run(kind, held_out=[3, 59, 20, 21], loss=loss, l2=1e-2, steps=20, seed=3, **more)
        steps, losses, held_out = printed(text).T
        assert steps.tolist() == list(range(21))
        np.testing.assert_allclose(losses, trajectory.loss, rtol=1e-12)
        np.testing.assert_allclose(held_out, core.data_losses(trajectory, x, y, loss), rtol=1e-12)
        assert max(len(line) for line in text.splitlines() if "np.array(" not in line) <= 110


def test_the_script_of_newton_prints_both_losses():
    text, trajectory, x, y = run("quadratic", held_out=range(0, 60, 2), optimizer="newton", l2=1e-2, steps=8)
    _, losses, held_out = printed(text).T
    np.testing.assert_allclose(losses, trajectory.loss, rtol=1e-9)
    np.testing.assert_allclose(held_out, core.data_losses(trajectory, x, y), rtol=1e-7)


def test_a_batch_of_all_rows_that_are_left_is_no_batch():
    text, trajectory, _, _ = run(held_out=range(20), batch_size=40, steps=5)
    assert "rng" not in text
    np.testing.assert_allclose(printed(text)[:, 1], trajectory.loss, rtol=1e-12)


def test_a_script_without_held_out_rows_does_not_mention_them():
    assert "held" not in run()[0]


def test_more_than_all_rows_cannot_be_held_out():
    with pytest.raises(core.InvalidTrainingError, match=r"^share must be from 0 to 1, got 1.5"):
        held_out_rows(10, 1.5)


@pytest.mark.parametrize("rows", [range(60), [60], [-1], [0.0], [True] * 60, [[1]], None, "1"])
def test_held_out_rows_that_do_not_exist_or_leave_none_are_rejected(rows):
    with pytest.raises(core.InvalidTrainingError, match=r"^held_out must"):
        core.training_script(POINTS, LABELS, FeatureMap(), TrainingConfig(), **start(), held_out=rows)
