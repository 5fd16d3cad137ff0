"""A training run as a Python script of NumPy formulas that prints the same losses as ``train``.

The text is assembled from fragments, so that it contains only what the run uses. Numbers are the only part of the
arguments that enters it: a name such as the loss only selects a fragment.
"""

from textwrap import indent

import numpy as np
from numpy.typing import ArrayLike

from . import checks, script_fragments
from .checks import Floats
from .errors import InvalidFeaturesError, InvalidTrainingError
from .features import FeatureMap
from .objective import Objective
from .overflow import overflow_ignored
from .training_config import TrainingConfig

_MAX_WIDTH = 110  # of a line without data


def training_script(
    points: ArrayLike,
    labels: ArrayLike,
    feature_map: FeatureMap,
    config: TrainingConfig,
    weights: ArrayLike,
    bias: ArrayLike,
    held_out: ArrayLike = (),
) -> str:
    """Return a training script: Python that needs only NumPy and prints ``step loss`` for every step of a run.

    Its losses are those of ``train(feature_map.transform(points), labels, config, weights=weights, bias=bias).loss``,
    added in a simpler order: they agree to rounding, which grows only in a run that amplifies rounding errors (one
    whose learning rate is far too large). With rows held out it trains on the others, and prints
    ``step loss held_out_loss``, the last of which is that of ``data_losses``.

    Parameters
    ----------
    points : (N, D) array of finite numbers, N > 0, to which the script applies the feature map
    labels : (N,) class indices
    feature_map : from D columns to D'
    config : loss, optimizer and their hyperparameters
    weights, bias : (D', K), (K,) initial parameters
    held_out : (M,) indices of the rows that are held out, M < N

    Returns
    -------
    The text of the script; every number in it is read back as exactly the one that was given

    Raises
    ------
    InvalidFeaturesError, InvalidTargetError, InvalidTrainingError
    """
    checks.instance(feature_map, "feature_map", FeatureMap, InvalidFeaturesError)
    checks.instance(config, "config", TrainingConfig, InvalidTrainingError)
    x = checks.finite(points, "points", InvalidFeaturesError)
    w = checks.floating(weights, "weights", InvalidTrainingError)
    classes = min(w.shape[-1] if w.ndim else 0, checks.MAX_CLASSES)
    classes = max(classes, checks.inferred_classes(labels))
    with overflow_ignored():
        features = feature_map.transform(x)
        owner = "the features of points"
        objective = Objective(features, labels, classes, config.loss, config.l2, owner=owner, classes_from="weights")
        parameters = objective.parameters(w, bias)
    rows = _row_indices(held_out, len(x))
    split = script_fragments.SPLIT.format(rows=rows) if rows else ""
    state, batch = script_fragments.STATE.get(config.optimizer, ""), ""
    if config.batch_size is not None and config.batch_size < len(x) - len(rows):
        batch = script_fragments.BATCH
        state += f"rng = np.random.default_rng({config.seed})  # shuffles the rows\n"
    evaluation = script_fragments.SCORES + script_fragments.LOSSES[config.loss]
    update = _report(config, bool(rows)) + batch + script_fragments.UPDATES[config.optimizer]
    loop = _loop(evaluation, update, config.optimizer == "newton")
    data = _data(x, objective.labels.tolist(), parameters)
    columns = _features(feature_map) + script_fragments.COLUMNS + split
    return data + columns + _settings(config, loop) + state + loop


def _row_indices(value: ArrayLike, count: int) -> list[int]:
    """Return the rows that are held out, each once and in ascending order; some of ``count`` rows must be left."""
    rows = np.unique(checks.finite(value, "held_out", InvalidTrainingError, "(M,)"))
    are_whole = not len(rows) or np.asarray(value).dtype.kind in "iu"
    if not are_whole or len(rows) >= count or (len(rows) and not (rows[0] >= 0 and rows[-1] < count)):
        raise InvalidTrainingError(
            f"held_out must be row indices in 0..{count - 1}, fewer than there are rows, got {checks.short(value)}"
        )
    return [int(row) for row in rows]


def _report(config: TrainingConfig, split: bool) -> str:
    """Print the losses, and compute the gradient."""
    fragments = script_fragments
    losses = fragments.HELD_OUT_LOSSES[config.loss] + fragments.PRINT_BOTH if split else fragments.PRINT
    return fragments.CHECK + losses + fragments.GRADIENT


def _data(x: Floats, labels: list[int], parameters: Floats) -> str:
    precision = "" if x.dtype.itemsize == 8 else f", dtype=np.float{8 * x.dtype.itemsize}"  # products round in it
    return f"""\
# Softmax Lab: trains a linear classifier and prints every step with its loss.
import numpy as np

X = np.array({x.tolist()}{precision})
y = np.array({labels})
W = np.array({parameters.tolist()})
"""


def _features(feature_map: FeatureMap) -> str:
    fragment = script_fragments.FEATURES[feature_map.kind]
    return fragment.format(seed=feature_map.seed, scale=_number(feature_map.scale), count=feature_map.count)


def _settings(config: TrainingConfig, loop: str) -> str:
    """Assign the hyperparameters that the loop uses, in one line where they fit."""
    names = ("learning_rate", "momentum", "l2", "steps", "tolerance", "batch_size")
    used = {name: _number(getattr(config, name)) for name in names if name in loop}
    line = f"{', '.join(used)} = {', '.join(used.values())}\n"
    return line if len(line) <= _MAX_WIDTH else "".join(f"{name} = {number}\n" for name, number in used.items())


def _loop(evaluation: str, update: str, searches: bool) -> str:
    """Put the evaluation into the loop, or into a function where a step evaluates several places."""
    function = ""
    if searches:
        body = evaluation + "return loss, dS, R, np.exp(log_P)\n"
        function, evaluation = f"\ndef evaluate(W):\n{indent(body, '    ')}", "loss, dS, R, P = evaluate(W)\n"
    return f"{function}\nfor step in range(steps + 1):\n{indent(evaluation + update, '    ')}"


def _number(number: float) -> str:
    return repr(number).replace("inf", "np.inf")
