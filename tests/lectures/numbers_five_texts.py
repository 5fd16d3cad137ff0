"""The numbers of "Five texts, checked", computed anew: scene by scene, those of its English texts."""

import numpy as np

import softmax_core as core
from pages.classifier.training import run_of
from pages.network.results import compute
from pages.two_rules.race import race_of
from pages.two_rules.state import State as RaceState
from softmax_core.claims import CLAIMS, recompute

from .shipped import fixed, shortest

VERDICTS = [recompute(claim, 0).verdict for claim in CLAIMS]
WRONG, PART, HOLDS = (f"{VERDICTS.count(verdict)}" for verdict in ("wrong", "part", "holds"))


def printed(claim: str, check: str) -> list[str]:
    """Return digits as a source text prints them, where they are those that are computed."""
    (found,) = (one for one in recompute(claim, 0).checks if one.name == check)
    return [text.replace("-", "−") for text in found.printed]


def shares_of_one_sum(scene):
    p = core.softmax(scene.shown.z)
    (check,) = (one for one in recompute("000.1", 0).checks if one.name == "softmax")
    assert bool(check.agreeing.all())
    return {"caption": [*fixed(scene.shown.z), *check.printed], "notes": [*fixed(p, 3), f"{len(VERDICTS)}"]}


def five_probabilities(scene):
    z = fixed(scene.shown.z)
    p = core.softmax(scene.shown.z)
    return {"caption": z, "text": z, "reveal": fixed(p, 2), "notes": fixed(np.exp(1), 2)}


def eight_decimals(scene):
    digits = printed("001.4", "squared_error")
    gradient = core.mean_squared_error(scene.shown.z, scene.shown.y).wrt_logits
    assert fixed(gradient, 8) == [f"{float(digit.replace('−', '-')):.8f}".replace("-", "−") for digit in digits]
    return {"notes": [f"{scene.shown.y}", *digits]}


def step_of_differences(scene):
    z, y = np.array(scene.shown.z), scene.shown.y
    control = type(scene.shown).__annotations__["h"].__metadata__[0]
    steps = [scene.shown.h, 6e-6]
    gradients = [core.numerical_gradient(lambda x: core.mean_squared_error(x, y).loss, z, h) for h in steps]
    errors = core.gradient_errors(gradients, core.mean_squared_error(z, y).wrt_logits)
    assert errors[0] > 1e-6
    assert errors[1] < 1e-9
    assert (scene.shown.formula, scene.shown.loss) == ("central", "mse")
    assert (control.min, control.max, scene.shown.h) == (1e-16, 1, 1e-10)
    text_step = "1e−10"
    return {
        "caption": [text_step],
        "text": ["1e−16", "1"],
        "reveal": ["6e−6", "1e−9", text_step, "1e−6"],
    }


def diagonal(scene):
    z, y = scene.shown.z, scene.shown.y
    loss = core.cross_entropy(z, y)
    kept = core.diagonal_only(core.softmax_jacobian(z)).T @ loss.wrt_probabilities
    others = [k for k in range(len(z)) if k != y]
    assert np.isclose(kept[y], loss.wrt_logits[y])
    assert not kept[others].any()
    lost = ["0", *fixed(loss.wrt_logits[others], 3)]
    return {"reveal": lost, "notes": lost}


def race(scene):
    difference, target_only = race_of(scene.answer).last_epochs
    assert scene.answer.epoch == difference
    assert scene.shown.epoch == 0
    assert target_only < difference
    return {"reveal": [f"{target_only}", f"{difference}"], "notes": printed_iterations()}


def printed_iterations() -> list[str]:
    """Return how many iterations the text counted, the shorter run first; what is computed is in the same order."""
    (check,) = (one for one in recompute("000.8", 0).checks if one.name == "iterations")
    return sorted(check.printed, key=int)


def two_gradients(scene):
    race, state = race_of(scene.shown), scene.shown
    parameters = np.vstack([race.runs[0].weights[state.epoch], race.runs[0].bias[state.epoch]])
    x, label = race.points[state.row - 1], race.labels[state.row - 1]
    scores = x @ parameters[:2] + parameters[2]
    numerical = core.numerical_gradient(lambda z: core.cross_entropy(z, label).loss, scores)
    right, wrong = (core.score_updates([scores], [label], rule)[0] for rule in core.UPDATE_RULES)
    assert np.allclose(right, numerical, atol=1e-8)
    assert not np.allclose(wrong, numerical, atol=1e-2)
    assert not np.delete(wrong, label).any()
    return {"notes": ["0", *fixed(largest_angle())]}


def largest_angle() -> float:
    """Return the largest angle in degrees between both rules at a point, over many scores of three classes."""
    scores = np.random.default_rng(0).uniform(-15, 15, (5000, 3))
    right, wrong = (core.score_updates(scores, np.zeros(5000, int), rule) for rule in core.UPDATE_RULES)
    cosines = (right * wrong).sum(1) / np.linalg.norm(right, axis=1) / np.linalg.norm(wrong, axis=1)
    return float(np.degrees(np.arccos(cosines.min())))


def sums(scene):
    race, epoch = race_of(scene.shown), scene.shown.epoch
    right, wrong = race.runs
    assert np.abs(np.vstack([right.weights[epoch], right.bias[epoch]]).sum(1)).max() < 1e-12
    assert np.all(np.diff(wrong.bias.sum(1)) > 0)
    return {"reveal": ["0", *fixed(wrong.bias[epoch].sum(), 1)], "notes": ["0"]}


def base_value(scene):
    state = scene.answer
    run = race_of(state).runs[0]
    weights, bias = run.weights[state.epoch], run.bias[state.epoch]
    points = race_of(state).points
    before, after = (core.softmax(points @ (weights + c) + bias + c) for c in (0, state.common))
    assert np.abs(after - before).max() < 1e-12
    assert RaceState(epoch=194, common=-140) == state
    c = shortest(state.common)
    return {"text": c, "reveal": ["1e−12"], "notes": [*c, *fixed((bias + state.common).sum())]}


def batch_maximum(scene):
    state = scene.answer
    rows = np.array([np.array(state.a) + state.c, state.b])
    result = core.run_softmax_program(rows, "float64", state.program)
    p = np.asarray(result.probabilities)
    assert np.isfinite(p[0]).all()
    assert np.isnan(p[1]).all()
    assert not np.exp(rows[1] - rows.max()).any(), "both exponentials are 0"
    row = [*fixed(rows[0]), "1", *fixed(rows[1]), "2"]
    return {"caption": row, "reveal": ["2", "0"], "notes": ["1", "1", "2", *fixed(rows.max() - rows[1].max()), "0"]}


def batch_sum(scene):
    state = scene.answer
    rows, labels = [state.a, state.b], [state.y, state.y2]
    right, wrong = (core.softmax_program_loss(rows, labels, "float64", by) for by in ("row_maximum", "batch_sum"))
    p = np.asarray(core.run_softmax_program(rows, "float64", "batch_sum").probabilities)
    assert scene.shown.program == "row_maximum"
    assert round(wrong / right, 1) == 2.0
    sums = fixed(p.sum(1), 3)
    return {
        "caption": fixed(right, 3),
        "reveal": [*fixed(wrong, 3), *sums, "1"],
        "notes": ["1", sums[0], "2", sums[1]],
    }


def published_run(scene):
    loss = run_of(scene.answer).trajectory.loss
    course = printed("001.8", "course_losses")
    at = [0, 10, 90, 190]
    assert {fixed(loss[step], 6)[0] for step in (0, 10, 100, 190)} == set(course)
    assert abs(loss[-1] - loss[150]) < 1e-3
    return {
        "text": [*fixed(loss[0], 3), "200"],
        "reveal": fixed(loss[190], 3),
        "notes": [text for step in at for text in (*fixed(loss[step], 6), f"{step}")] + ["0"],
    }


def sign(scene):
    results = compute(scene.shown)
    gradient, said = fixed(results.numerical, 3), fixed(results.printed_gradient, 3)
    return {
        "caption": said,
        "text": said,
        "reveal": gradient,
        "notes": ["4", *fixed(results.layer.probabilities[0], 3), *fixed(results.inputs[0])],
    }


def verdicts(scene):
    counts = [f"{len(VERDICTS)}", HOLDS, PART, WRONG]
    return {
        "caption": [*fixed(compute(scene.shown).numerical, 3), *counts],
        "notes": [HOLDS, f"{len(VERDICTS)}", WRONG],
    }


TABLE = [
    shares_of_one_sum,
    five_probabilities,
    eight_decimals,
    step_of_differences,
    diagonal,
    race,
    two_gradients,
    sums,
    base_value,
    batch_maximum,
    batch_sum,
    published_run,
    sign,
    verdicts,
]
