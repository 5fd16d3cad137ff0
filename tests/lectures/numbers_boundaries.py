"""The numbers of "From logits to boundaries", computed anew: scene by scene, those of its English texts."""

from dataclasses import replace

import numpy as np

import softmax_core as core
from pages.classifier.training import run_of
from pages.sigmoids.results import compute

from .boundary import angle_of_boundary, count_right, parameters, turned
from .shipped import fixed, shortest


def points_of(state) -> int:
    return len(run_of(state).data.points)


def losses(scene):
    """Return the losses of the answer's run, up to the step that it shows."""
    return run_of(scene.answer).trajectory.loss[: scene.answer.step + 1]


def colours(scene):
    return {}


def first_curve(scene):
    loss, points = losses(scene), f"{points_of(scene.shown)}"
    steps = f"{len(loss) - 1}"
    assert count_right(scene.answer) == points_of(scene.answer)
    assert np.all(np.diff(loss) < 0)
    assert loss[0] - loss[100] > loss[100] - loss[200], "ever more slowly"
    return {
        "caption": [f"{count_right(scene.shown)}", points],
        "text": [*fixed(loss[0], 3), steps],
        "reveal": [*fixed(loss[-1], 3), f"{count_right(scene.answer)}"],
        "notes": [*fixed(loss[0], 3), *fixed(np.log(3), 3), steps, "0"],
    }


def play(scene):
    return {}


def moons(scene):
    return {"reveal": [f"{count_right(scene.answer)}", f"{points_of(scene.answer)}"], "notes": ["0"]}


def spiral(scene):
    loss, points = losses(scene), points_of(scene.shown)
    before, after = count_right(scene.shown), count_right(scene.answer)
    (arm,) = set(np.bincount(run_of(scene.shown).data.labels))
    assert after < before
    assert loss[-1] < loss[0]
    assert len(loss) == 201
    fall = fixed([loss[0], loss[-1]], 3)
    return {
        "caption": [f"{arm}", f"{before}", f"{points}"],
        "text": [f"{before}", f"{points}", "200"],
        "reveal": [f"{after}", *fall],
        "notes": ["200", "250", "300", f"{before}", *fall],
    }


def rings(scene):
    points, columns = points_of(scene.shown), run_of(scene.answer).features().shape[1]
    assert columns == 5
    assert count_right(scene.answer) == points
    assert scene.answer == replace(scene.shown, features="quadratic")
    return {"caption": [f"{count_right(scene.shown)}", f"{points}"], "reveal": [f"{points}"]}


def fourier(scene):
    steps, points = f"{scene.shown.step}", f"{points_of(scene.shown)}"
    assert scene.answer == replace(scene.shown, features="fourier"), "all else stays"
    return {
        "caption": [steps, f"{count_right(scene.shown)}", points],
        "reveal": [f"{count_right(scene.answer)}", points],
    }


def far_point(scene):
    points = points_of(scene.shown)
    (edit,) = scene.answer.points
    turn = turned(angle_of_boundary(scene.shown), angle_of_boundary(scene.answer))
    assert count_right(scene.shown) == points
    return {
        "caption": [f"{points}"],
        "text": [f"{points}", *shortest([edit.x, edit.y])],
        "reveal": fixed(turn),
        "notes": [f"{points - 1}"],
    }


def large_learning_rate(scene):
    loss, rate = losses(scene), shortest(scene.answer.learning_rate)
    other = run_of(replace(scene.answer, learning_rate=30 * (1 + 1e-13))).trajectory.loss
    assert abs(other[-1] - loss[-1]) > 0.01, "rounding errors grow, so only the first steps are the same everywhere"
    np.testing.assert_allclose(other[:9], loss[:9], rtol=1e-6)
    assert (loss[1], loss[8]) == (loss.min(), loss[:9].max())
    assert min(loss[9:].min(), other[9:].min()) > loss[0]
    assert type(scene.shown)().learning_rate == 1
    return {
        "caption": [*rate, "1"],
        "text": [*rate, f"{len(loss) - 1}"],
        "reveal": fixed([loss[1], loss[8], loss[0]], 2),
        "notes": [*fixed(loss[8], 2), "1"],
    }


def regularization(scene):
    def certainty(state):
        weights, bias, run = parameters(state)
        return core.softmax(run.features() @ weights + bias).max(axis=1).mean()

    pairs = ((0, 1), (0, 2), (1, 2))
    turns = [turned(angle_of_boundary(scene.shown, *pair), angle_of_boundary(scene.answer, *pair)) for pair in pairs]
    assert max(turns) <= 2
    fall = fixed([certainty(scene.shown), certainty(scene.answer)], 3)
    return {
        "caption": shortest(scene.shown.l2),
        "text": shortest(scene.answer.l2),
        "reveal": fall,
        "notes": [*fixed(max(turns)), *fall],
    }


def overfitting(scene):
    run = run_of(scene.answer)
    training, held_out = run.trajectory.loss, run.held_out.data_loss
    count, held = len(run.data.points), int(run.held_out.rows.sum())
    assert held_out.min() < held_out[0]
    assert held_out.argmin() < 20
    assert scene.answer.step == run.last_step
    return {
        "caption": [f"{count}", f"{count - held}", f"{held}"],
        "reveal": [*fixed(held_out[-1], 3), *fixed(training[-1], 3)],
        "notes": [
            f"{run.features().shape[1]}",
            *fixed(training[0], 3),
            *fixed(training[-1], 3),
            *fixed(held_out[-1], 3),
        ],
    }


def two_genres(scene):
    one, both = compute(scene.shown), compute(scene.answer)
    return {
        "reveal": [*fixed(both.p[:2], 2), *fixed(both.separate[:2], 2)],
        "notes": [*fixed(one.p[0], 3), *fixed(one.separate[0], 3), "1"],
    }


def exclusive(scene):
    results, readings = compute(scene.shown), dict(scene.frame(scene.shown).readings)
    models = results.models
    unclear = int((models.sigmoids.answers.sum(1) != 1).sum())
    right = [f"{readings[f'exactly right: {model}'].removesuffix('%')}" for model in ("softmax", "sigmoids")]
    return {
        "caption": right,
        "notes": [*fixed(results.separate[:2], 2), f"{unclear}", f"{len(models.sigmoids.answers)}"],
    }


def flowers(scene):
    run = run_of(scene.shown)
    right, count = count_right(scene.shown), len(run.data.points)
    assert count - right == 3
    assert run.features().shape[1] == 4
    return {"caption": [f"{right}", f"{count}"], "notes": [f"{run.last_step}"]}


TABLE = [
    colours,
    first_curve,
    play,
    moons,
    spiral,
    rings,
    fourier,
    far_point,
    large_learning_rate,
    regularization,
    overfitting,
    two_genres,
    exclusive,
    flowers,
]
