"""The numbers of "Why cross-entropy", computed anew: scene by scene, those of its English texts."""

import numpy as np

import softmax_core as core
from pages.classifier.training import run_of

from .boundary import angle_of_boundary, parameters, turned
from .shipped import fixed, shortest

Z, Y = (2.0, 3.0, 4.0), 1
P = core.softmax(Z)
ERROR = core.cross_entropy(Z, Y).wrt_probabilities[Y]
SLOPE = core.softmax_jacobian(Z)[Y, Y]
GRADIENT = core.cross_entropy(Z, Y).wrt_logits[Y]


def how_wrong(scene):
    assert (scene.shown.z, scene.shown.y) == (Z, Y)
    loss = core.cross_entropy(Z, Y).loss
    return {
        "caption": [f"{Y}", *fixed(P[Y], 3)],
        "notes": [*shortest([Z[Y], max(Z)]), f"{P.argmax()}", "1", *fixed(loss, 3)],
    }


def raw_scores(scene):
    z, y = scene.shown.z, scene.shown.y
    gradient = core.score_squared_error(z, y).wrt_logits
    assert gradient.argmax() == y == np.argmax(z), "the right class leads, and is lowered most"
    target = np.eye(len(z))[y]
    return {
        "text": [*fixed(z), *fixed(target)],
        "reveal": [*fixed(gradient), *fixed(gradient.max())],
        "notes": [f"{y}", f"{np.argsort(z)[-2]}", *fixed(target.max()), *fixed(z[y])],
    }


def both_gradients(scene):
    z, y = scene.shown.z, scene.shown.y
    raw, behind_softmax = core.score_squared_error(z, y).wrt_logits, core.cross_entropy(z, y).wrt_logits
    assert raw[y] > 0 > behind_softmax[y]
    return {"notes": [*fixed(raw), *fixed(behind_softmax[:2], 2), *fixed(behind_softmax[2], 3)]}


def exploding_error(scene):
    (z, y), after = (scene.answer.z, scene.answer.y), core.cross_entropy(scene.answer.z, scene.answer.y)
    slope = core.softmax_jacobian(z)[y, y]
    assert np.isclose(after.wrt_probabilities[y] * slope, after.wrt_logits[y])
    return {
        "text": fixed([scene.shown.z[y], z[y]]),
        "reveal": [*fixed(after.wrt_probabilities[y]), *fixed(slope, 4), *fixed(after.wrt_logits[y], 3)],
        "notes": [*fixed(ERROR, 3), "0"],
    }


def plain_error(scene):
    assert np.isclose(ERROR * SLOPE, GRADIENT)
    return {"notes": [*fixed([ERROR, SLOPE, GRADIENT, P[Y]], 3), "1", "0"]}


def certain_and_wrong(scene):
    z, y = scene.shown.z, scene.shown.y
    cross, squared = (loss(z, y).wrt_logits for loss in (core.cross_entropy, core.mean_squared_error))
    assert (scene.shown.loss, scene.answer.loss, scene.answer.z) == ("ce", "mse", z)
    return {
        "caption": fixed(core.softmax(z)[y], 4),
        "reveal": fixed(squared, 3),
        "notes": fixed(cross, 3),
    }


def push(scene):
    z, y = scene.shown.z, scene.shown.y
    cross, squared = core.cross_entropy(z, y), core.mean_squared_error(z, y)
    most = 2 / len(z)
    return {
        "reveal": [*fixed(z[y]), *fixed(cross.wrt_logits[y] / squared.wrt_logits[y])],
        "notes": [*fixed([squared.loss, most], 3), "1", *fixed(cross.loss, 3)],
    }


def curve_of_cross_entropy(scene):
    run = run_of(scene.answer)
    loss, right = run.trajectory.loss, np.rint(run.accuracies() * len(run.data.points)).astype(int)
    points = len(run.data.points)
    assert right[0] == 0
    assert run_of(scene.shown).trajectory.loss[0] == loss[0]
    all_right = int(np.argmax(right == points))
    assert right[all_right:].min() == points, "and stay right"
    steps = f"{run.last_step}"
    said = [f"{all_right}", f"{points}"]
    return {
        "caption": [f"{points}"],
        "text": [*fixed(loss[0], 2), steps],
        "reveal": [*fixed(loss[-1], 2), *said],
        "notes": [steps, "1", "0", *said],
    }


def curve_of_squared_error(scene):
    run, other = run_of(scene.answer), run_of(scene.read("t=200&data=blobs&reg=0&rate=0.5&scale=5&seed=1"))
    assert np.array_equal(run.trajectory.weights[0], other.trajectory.weights[0]), "the same start"
    assert np.array_equal(run.data.points, other.data.points)
    assert run.config.learning_rate == other.config.learning_rate
    loss, right = run.trajectory.loss, np.rint(run.accuracies() * len(run.data.points)).astype(int)
    assert right[:101].max() == 0
    assert loss[0] - loss[100] < 0.06, "hardly anything happens for 100 steps"
    steps = f"{run.last_step}"
    return {
        "text": [*fixed(loss[0], 3), steps],
        "reveal": ["100", *fixed(loss[-1], 3), f"{right[-1]}", f"{len(run.data.points)}"],
        "notes": [*fixed(loss[0], 3), *fixed(2 / 3, 3), "100", "0"],
    }


def far_point(scene):
    without = scene.read("t=200&data=blobs&classes=2")
    turn = turned(angle_of_boundary(scene.shown), angle_of_boundary(without))
    assert turned(angle_of_boundary(scene.answer), angle_of_boundary(without)) < 1
    (edit,) = scene.shown.points
    assert scene.answer.points == scene.shown.points
    weights, bias, run = parameters(scene.shown)
    loss = core.cross_entropy(run.features() @ weights + bias, run.data.labels).loss
    rest = np.delete(loss, edit.row)
    shares = [*fixed(loss[edit.row], 2), f"{len(rest)}", *fixed(rest.sum(), 2)]
    most = core.mean_squared_error([1000, 0], 1).loss
    return {"reveal": ["1"], "notes": ["0", *shortest([edit.x, edit.y]), *shares, *fixed(turn), *fixed(most)]}


def soft_target(scene):
    state = scene.answer
    loss = core.cross_entropy(state.z, state.q)
    assert np.abs(loss.wrt_logits).max() < 1e-4 < np.abs(core.cross_entropy(scene.shown.z, state.q).wrt_logits).max()
    assert np.isclose(loss.loss, core.entropy(np.array(state.q)))
    q, least = shortest(state.q), fixed(loss.loss, 3)
    return {"caption": q, "text": q, "reveal": least, "notes": [*least, "0"]}


def smoothing(scene):
    state = scene.answer
    target = core.smooth_labels(np.eye(3)[state.y], state.smoothing)
    before, after = (core.cross_entropy(state.z, y).wrt_logits[state.y] for y in (state.y, target))
    assert before < 0 < after
    share = shortest(state.smoothing)
    return {
        "caption": fixed(core.softmax(state.z)[state.y], 4),
        "text": share,
        "reveal": fixed(after, 3),
        "notes": ["1", f"{state.y}", *fixed(before, 4), "0", *share, *fixed(target.max(), 1)],
    }


def network(scene):
    from pages.network.results import compute

    results = compute(scene.shown)
    error, signal = results.layer.errors[results.row], results.inputs[results.column]
    gradient = results.layer.wrt_weights[results.row, results.column]
    assert np.isclose(error * signal, gradient)
    assert results.numerical < 0
    assert np.isclose(results.numerical, gradient)
    return {"notes": ["4", *fixed(error, 3), *fixed(signal), *fixed(gradient, 3), "0"]}


def summary(scene):
    return {}


TABLE = [
    how_wrong,
    raw_scores,
    both_gradients,
    exploding_error,
    plain_error,
    certain_and_wrong,
    push,
    curve_of_cross_entropy,
    curve_of_squared_error,
    far_point,
    soft_target,
    smoothing,
    network,
    summary,
]
