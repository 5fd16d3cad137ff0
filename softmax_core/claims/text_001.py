"""The claims of text 001, on the derivatives of softmax, its squared error and its cross-entropy."""

from functools import lru_cache

import numpy as np

from ..checks import Floats
from ..generated_data import spiral, spiral_initial_weights
from ..linear_classifier import predict
from ..losses import cross_entropy, cross_entropy_value, mean_squared_error
from ..probabilities import softmax
from ..training import train
from ..training_config import TrainingConfig
from .examples import Numbers, derivatives, one_hot, slopes
from .finding import Finding, fact, formula, printed

STEP = 1e-10
"""Of the text's numerical gradient."""
FIVE = (1.0, 2.0, 3.0, 0.0, 1.0)
"""The logits of its program; the target is class 3."""
ANALYTIC = ("-0.00969502", "-0.01434905", "0.0496989", "-0.01595981", "-0.00969502")
NUMERICAL = ("-0.0096953", "-0.01434908", "0.04969886", "-0.01596001", "-0.00969502")
COURSE_LOSSES = {0: "1.096956", 10: "0.917265", 100: "0.787938", 190: "0.786302"}
"""By iteration, as CS231n prints them."""


def claim_1(numbers: Numbers) -> Finding:
    """Check the example (2, 3, 4): its fractions, with their misprinted exponents, and the values that follow."""
    z = np.array([2.0, 3.0, 4.0])
    tops, denominators = np.exp(z), [np.exp([2, 3, 5]).sum(), np.exp([2, 3, 5]).sum(), np.exp([2, 3, 3]).sum()]
    p = softmax(z)
    return Finding(
        (formula("fractions", tops / denominators, p), printed("softmax", ("0.0900", "0.2447", "0.6652"), p)),
        given=(("z", z),),
    )


def claim_2(numbers: Numbers) -> Finding:
    """Check da_k/dz_k = a_k (1 - a_k) and da_i/dz_j = -a_i a_j against central differences."""
    z = numbers.several(2, 3, 4)
    a, measured = softmax(z), derivatives(softmax, z)
    i, j = np.triu_indices(3, 1)
    return Finding(
        (formula("diagonal", a * (1 - a), measured.diagonal()), formula("off_diagonal", -a[i] * a[j], measured[i, j])),
        given=(("z", z),),
    )


def claim_3(numbers: Numbers) -> Finding:
    """Check dL/dz_i = a_i (dL/da_i - sum_k a_k dL/da_k) for the loss sum_k c_k a_k^2, of which dL/da_k = 2 c_k a_k."""
    z, c = numbers.several(2, 3, 4), numbers.several(1, -2, 3)
    a = softmax(z)
    g = 2 * c * a
    measured = slopes(lambda points: (c * softmax(points) ** 2).sum(1), z)
    return Finding((formula("wrt_logits", a * (g - (a * g).sum()), measured),), given=(("z", z), ("c", c)))


def claim_4(numbers: Numbers) -> Finding:
    """Check the printed gradient of the squared error."""
    z = np.array(FIVE)
    found = mean_squared_error(z, 3).wrt_logits
    return Finding((printed("squared_error", ANALYTIC, found),), given=(("z", z), ("t", np.array([3.0]))))


def claim_5(numbers: Numbers) -> Finding:
    """Check the printed numerical gradient by its own program, and measure how far it is from the exact one."""
    z, exact = np.array(FIVE), mean_squared_error(np.array(FIVE), 3).wrt_logits
    found = differences(z, 3, STEP)
    noise = float(np.finfo(float).eps) / (2 * STEP)  # the last bit of the loss, divided by the text's 2 h
    best = differences(z, 3, float(np.cbrt(np.finfo(float).eps)))
    errors = [np.abs(each / exact - 1).max() for each in (found, best)]
    return Finding(
        (printed("numerical", NUMERICAL, found, noise),),
        (fact("error_of_step", errors[0]), fact("error_of_best_step", errors[1])),
        (("z", z), ("t", np.array([3.0])), ("h", np.array([STEP]))),
    )


def differences(z: Floats, target: int, step: float) -> Floats:
    """Return the text's numerical gradient, (L(z + h e_i) - L(z - h e_i)) / 2h, of its squared error."""
    moved = step * np.eye(len(z))
    losses = [
        mean_squared_error_of_text(z + each, target) - mean_squared_error_of_text(z - each, target) for each in moved
    ]
    return np.array(losses) / (2 * step)


def mean_squared_error_of_text(z: Floats, target: int) -> float:
    """Return the loss as the text's program does, rounding error for rounding error."""
    exponentials = np.exp(z - z.max())
    p = exponentials / exponentials.sum()
    return float((np.abs(p - one_hot(target, len(z))) ** 2).mean())


def claim_6(numbers: Numbers) -> Finding:
    """Check dL/da_t = -1/a_t, dL/dz_t = a_t - 1 and dL/dz_k = a_k of the cross-entropy."""
    z, t = numbers.several(2, 3, 4), numbers.index(1, 3)
    a, others = softmax(z), np.arange(3) != t
    measured = slopes(lambda points: cross_entropy_value(points, np.full(len(points), t)), z)
    wrt_a = slopes(lambda points: -np.log(points[:, 0]), a[[t]], a[t])
    return Finding(
        (
            formula("wrt_target_probability", -1 / a[t], wrt_a),
            formula("wrt_target_logit", a[t] - 1, measured[t]),
            formula("wrt_other_logits", a[others], measured[others]),
        ),
        given=(("z", z), ("t", np.array([t]))),
    )


def claim_7(numbers: Numbers) -> Finding:
    """Check the printed probabilities, loss and gradient of (2, 3, 4) with the target 1."""
    z = np.array([2.0, 3.0, 4.0])
    loss = cross_entropy(z, 1)
    return Finding(
        (
            printed("softmax", ("0.0900", "0.2447", "0.6652"), softmax(z)),
            printed("loss", ("1.4076",), loss.loss),
            printed("wrt_logits", ("0.0900", "-0.7553", "0.6652"), loss.wrt_logits),
        ),
        given=(("z", z), ("t", np.array([1.0]))),
    )


def claim_8(numbers: Numbers) -> Finding:
    """Check the text's classifier against the losses and the accuracy that the course prints for it."""
    losses, accuracy = course_run()
    found = [losses[iteration] for iteration in COURSE_LOSSES]
    return Finding(
        (printed("course_losses", tuple(COURSE_LOSSES.values()), found), printed("accuracy", ("0.49",), accuracy))
    )


@lru_cache(maxsize=1)
def course_run() -> tuple[Floats, float]:
    """Return the loss at the start of each iteration and the accuracy after the last: 200 steps on the spiral."""
    points, labels = spiral()
    run = train(points, labels, TrainingConfig(l2=1e-3, steps=200), weights=spiral_initial_weights())
    predicted = predict(points, run.weights[-1], run.bias[-1])
    return run.loss[:-1], float((predicted == labels).mean())


CLAIMS = (claim_1, claim_2, claim_3, claim_4, claim_5, claim_6, claim_7, claim_8)
