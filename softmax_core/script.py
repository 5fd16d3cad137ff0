"""A training run as a script to keep: NumPy and a screen of formulas that print the same losses as ``train``.

The text is put together from fragments, so that only what the run uses stands in it. Nothing of the arguments gets into
it but numbers: a name such as the loss only chooses a fragment.
"""

import operator
from textwrap import indent

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError, InvalidTrainingError, SoftmaxError
from .features import FeatureSet, expand
from .linear_classifier import LossName
from .training import OptimizerName, Trajectory, _classes, _whole, train

_WIDTH = 110  # of a line without data

_FEATURES = {
    "linear": "",
    "quadratic": """\
i, j = np.triu_indices(X.shape[1])
X = np.hstack([X, X[:, i] * X[:, j]])  # squares and products
""",
    "sines": """\
i, j = np.triu_indices(X.shape[1])
X = np.hstack([X, X[:, i] * X[:, j], np.sin(np.pi * X)])  # squares, products, sines
""",
    "fourier": """\
rng = np.random.default_rng({seed})  # of the random Fourier features
F = {scale} * rng.standard_normal((X.shape[1], {count}))
X = np.sqrt(2 / {count}) * np.cos(X @ F + rng.uniform(0, 2 * np.pi, {count}))
""",
}

_COLUMNS = """\
X = np.hstack([X, np.ones((len(X), 1))])  # a column of ones: the last row of W is the bias
Y = np.eye(W.shape[1])[y]  # one-hot
"""

_SCORES = """\
R = reg * np.vstack([W[:-1], np.zeros(W.shape[1])])  # slope of the penalty, none for the bias
S = X @ W  # scores
"""

# Each turns scores S (N, K) into the loss of all rows and dS, the slope of every row's own.
_LOSSES = {
    "cross_entropy": """\
S -= S.max(axis=1, keepdims=True)  # changes no probability, keeps exp from overflowing
log_P = S - np.log(np.exp(S).sum(axis=1, keepdims=True))
loss = -(Y * log_P).sum() / len(X) + 0.5 * (R * W).sum()  # cross-entropy + penalty
dS = np.exp(log_P) - Y
""",
    "one_vs_rest": """\
loss = (np.logaddexp(0, S) - Y * S).sum() / len(X) + 0.5 * (R * W).sum()  # log(1 + e^s) - s_y, + penalty
dS = np.exp(-np.logaddexp(0, -S)) - Y  # sigmoid(S) - Y, without overflow
""",
    "squared_error": """\
S -= S.max(axis=1, keepdims=True)  # changes no probability, keeps exp from overflowing
P = np.exp(S) / np.exp(S).sum(axis=1, keepdims=True)
loss = ((P - Y) ** 2).mean() + 0.5 * (R * W).sum()  # squared error + penalty
dS = 2 / W.shape[1] * P * (P - Y - (P * (P - Y)).sum(axis=1, keepdims=True))
""",
    "hinge": """\
M = (1 - Y) * (1 - (Y * S).sum(axis=1, keepdims=True) + S)  # margins 1 - s_y + s_j of the other classes
loss = np.maximum(M, 0).sum() / len(X) + 0.5 * (R * W).sum()  # hinge + penalty
dS = (M > 0) - Y * (M > 0).sum(axis=1, keepdims=True)
""",
}

_STEP = """\
if step == 0: limit = 1e6 * max(1, loss)
elif not loss < limit: break  # diverged
print(step, loss)
G = X.T @ dS / len(X) + R  # gradient
if step == steps or np.linalg.norm(G) <= tolerance: break
"""

_BATCH = """\
turn = step % (len(X) // batch_size)  # which batch of this pass
if turn == 0: order = rng.permutation(len(X))
rows = order[turn * batch_size :][:batch_size]
G = X[rows].T @ dS[rows] / batch_size + R
"""

_MEMORY = {"momentum": "V = 0.0  # velocity\n", "adam": "m = v = 0.0  # running means of G and G^2\n"}

_MOVES = {
    "gradient_descent": "W -= step_size * G\n",
    "momentum": """\
V = decay * V - step_size * G
W += V
""",
    "adam": """\
m = decay * m + (1 - decay) * G
v = 0.999 * v + (1 - 0.999) * G**2
W -= step_size * m / (1 - decay ** (step + 1)) / (np.sqrt(v / (1 - 0.999 ** (step + 1))) + 1e-8)
""",
    "newton": """\
A = P[:, :, None] * (np.eye(W.shape[1]) - P[:, None, :])  # diag(p) - p p^T, row by row
H = np.einsum("nd,nkl,ne->dkel", X, A, X, optimize=True).reshape(W.size, W.size) / len(X)  # Hessian
H += reg * np.diag(np.arange(W.size) < W.size - W.shape[1])
D = np.linalg.lstsq(H, G.ravel(), rcond=None)[0].reshape(W.shape)
for share in 0.5 ** np.arange(40):  # halved until the loss falls
    moved, gain = W - share * D, share * (D * G).sum()
    if evaluate(moved)[0] <= loss - 1e-4 * gain or gain < 1e-14 * max(loss, 1e-300):
        W = moved
        break
""",
}


def training_script(
    points: ArrayLike,
    labels: ArrayLike,
    *,
    weights: ArrayLike,
    bias: ArrayLike,
    feature_set: FeatureSet = "linear",
    feature_count: int = 40,
    feature_scale: float = 2.0,
    feature_seed: int = 0,
    loss: LossName = "cross_entropy",
    optimizer: OptimizerName = "gradient_descent",
    step_size: float = 1.0,
    reg: float = 0.0,
    steps: int = 200,
    batch_size: int | None = None,
    decay: float = 0.9,
    tolerance: float = 0.0,
    seed: int = 0,
) -> str:
    """Return a Python script that needs only NumPy and prints ``step loss`` for every step of the run.

    Its losses are those of ``train(expand(points, ...), labels, weights=weights, bias=bias, ...).loss``, summed in a
    plainer order: they agree to rounding, which only a run that magnifies rounding (a step far too long) lets grow.

    Parameters
    ----------
    points : (N, D) array of finite numbers, before ``expand``
    labels : (N,) class indices
    weights, bias : (D', K), (K,) where to start, D' the columns after ``expand``
    feature_set, feature_count, feature_scale, feature_seed : see ``expand``
    loss, optimizer, step_size, reg, steps, batch_size, decay, tolerance, seed : see ``train``

    Returns
    -------
    The text of the script; every number in it reads back as exactly the one that was given

    Raises
    ------
    InvalidFeaturesError, InvalidTargetError, InvalidTrainingError
    """
    feature_scale = checks.number(feature_scale, "feature_scale", InvalidFeaturesError)
    feature_count = _index(feature_count, "feature_count", InvalidFeaturesError)
    feature_seed = _index(feature_seed, "feature_seed", InvalidFeaturesError)
    seed = _index(seed, "seed", InvalidTrainingError)
    decay = checks.number(decay, "decay", InvalidTrainingError)
    tolerance = checks.number(tolerance, "tolerance", InvalidTrainingError)
    start = checks.floating(weights, "weights", InvalidTrainingError)
    checked = train(
        expand(points, feature_set, count=feature_count, scale=feature_scale, seed=feature_seed), labels,
        classes=max(start.shape[-1] if start.ndim else 0, _classes(labels)), weights=weights, bias=bias, loss=loss,
        optimizer=optimizer, step_size=step_size, reg=reg, steps=0, batch_size=batch_size, decay=decay, seed=seed,
    )  # fmt: skip
    numbers: dict[str, float] = {
        "step_size": float(step_size), "decay": decay, "reg": float(reg), "steps": _whole(steps, "steps", 0),
        "tolerance": tolerance,
    }  # fmt: skip
    features = _FEATURES[feature_set].format(seed=feature_seed, scale=_number(feature_scale), count=feature_count)
    memory = _MEMORY.get(optimizer, "")
    batch = ""
    if batch_size is not None and batch_size < len(checked.labels):
        numbers["batch_size"], batch = int(batch_size), _BATCH
        memory += f"rng = np.random.default_rng({seed})  # shuffles the rows\n"
    loop = _loop(_SCORES + _LOSSES[loss], batch + _MOVES[optimizer], optimizer == "newton")
    return _data(points, checked) + features + _COLUMNS + _settings(numbers, loop) + memory + loop


def _data(points: ArrayLike, checked: Trajectory) -> str:
    x: Floats = checks.floating(points, "points", InvalidFeaturesError)
    precision = "" if x.dtype.itemsize == 8 else f", dtype=np.float{8 * x.dtype.itemsize}"  # products round in it
    return f"""\
# Softmax Lab: trains a linear classifier and prints every step with its loss.
import numpy as np

X = np.array({x.tolist()}{precision})
y = np.array({checked.labels.tolist()})
W = np.array({np.vstack([checked.weights[0], checked.bias[0]]).tolist()})
"""


def _settings(numbers: dict[str, float], loop: str) -> str:
    """Name those numbers that the loop asks for, in one line where they fit."""
    used = {name: _number(number) for name, number in numbers.items() if name in loop}
    line = f"{', '.join(used)} = {', '.join(used.values())}\n"
    return line if len(line) <= _WIDTH else "".join(f"{name} = {number}\n" for name, number in used.items())


def _loop(evaluation: str, move: str, tries: bool) -> str:
    """Put the evaluation into the loop, or into a function where a step tries several places."""
    function = ""
    if tries:
        body = evaluation + "return loss, dS, R, np.exp(log_P)\n"
        function, evaluation = f"\ndef evaluate(W):\n{indent(body, '    ')}", "loss, dS, R, P = evaluate(W)\n"
    return f"{function}\nfor step in range(steps + 1):\n{indent(evaluation + _STEP + move, '    ')}"


def _number(number: float) -> str:
    return repr(number).replace("inf", "np.inf").replace("nan", "np.nan")


def _index(value: int, name: str, error: type[SoftmaxError]) -> int:
    try:
        number = int(operator.index(value))
    except TypeError as cause:
        raise error(f"{name} must be a whole number, got {checks.short(value)}") from cause
    if number < 0:
        raise error(f"{name} must not be negative, got {number}")
    return number
