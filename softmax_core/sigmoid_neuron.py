"""One neuron with a sigmoid: each factor of backpropagation through it, and each from differences."""

from dataclasses import dataclass, replace

import numpy as np

from . import checks
from .checks import Floats
from .errors import InvalidLogitsError, InvalidTargetError
from .gradient_check import numerical_gradient
from .probabilities import logistic, sigmoid

_STEP = 1e-5
_MAX_SCORE, _MAX_FEATURE = 25.0, 1e3


@dataclass(frozen=True)
class SigmoidChain:
    """The factors of backpropagation through one neuron, Z = W X + B, A = sigmoid(Z), and its cross-entropy."""

    probability: float
    """A"""
    loss: float
    """L = -(Y ln A + (1 - Y) ln(1 - A)), in nats"""
    wrt_probability: float
    """dL/dA = (A - Y) / (A (1 - A)); infinite where A or 1 - A is below the smallest number, and the label differs"""
    slope: float
    """dA/dZ = A (1 - A)"""
    wrt_score: float
    """dL/dZ = A - Y"""
    wrt_weight: float
    """dL/dW = (A - Y) X"""
    wrt_bias: float
    """dL/dB = A - Y"""


def sigmoid_chain(score: float, label: float, feature: float = 1.0) -> SigmoidChain:
    """Return each factor of backpropagation through a sigmoid and its cross-entropy, and their products.

    Parameters
    ----------
    score : Z = W X + B, finite
    label : Y from 0 to 1
    feature : X, finite

    Returns
    -------
    SigmoidChain

    Raises
    ------
    InvalidLogitsError, InvalidTargetError

    Notes
    -----
    1 - A is computed as sigmoid(-Z), and A - Y as (1 - Y) A - Y (1 - A), which keep every digit where A is near Y.

    References
    ----------
    Bishop (2006), "Pattern Recognition and Machine Learning", section 4.3.2.
    """
    z = _finite_number(score, "score")
    y = checks.between(label, "label", InvalidTargetError, 0, 1)
    x = _finite_number(feature, "feature")
    a, others = (float(logistic(np.asarray(signed))) for signed in (z, -z))
    error = (1 - y) * a - y * others
    return SigmoidChain(
        probability=a,
        loss=float(y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)),
        wrt_probability=_quotient(1 - y, others) - _quotient(y, a),
        slope=a * others,
        wrt_score=error,
        wrt_weight=error * x,
        wrt_bias=error,
    )


def numerical_sigmoid_chain(score: float, label: float, feature: float = 1.0) -> SigmoidChain:
    """Return the same factors by central differences; the probability and the loss are those of ``sigmoid_chain``.

    Parameters
    ----------
    score : Z = W X + B, from -25 to 25: beyond, A (1 - A) leaves no room for a difference
    label : Y from 0 to 1
    feature : X, from -1000 to 1000

    Returns
    -------
    SigmoidChain

    Raises
    ------
    InvalidLogitsError, InvalidTargetError

    Notes
    -----
    The step is 1e-5 in the score, the weight and the bias, and 1e-5 A (1 - A) in the probability.
    """
    checks.between(score, "score", InvalidLogitsError, -_MAX_SCORE, _MAX_SCORE)
    checks.between(feature, "feature", InvalidLogitsError, -_MAX_FEATURE, _MAX_FEATURE)
    chain = sigmoid_chain(score, label)
    a = chain.probability

    def loss(number: Floats) -> float:
        return sigmoid_chain(float(number), label).loss

    def loss_of_probability(number: Floats) -> float:
        outcomes = ((label, float(number)), (1 - label, 1 - float(number)))
        return -sum(share * float(np.log(probability)) for share, probability in outcomes if share)

    def along(factor: float) -> float:
        return float(numerical_gradient(lambda change: loss(score + change * factor), 0.0, _STEP))

    return replace(
        chain,
        wrt_probability=float(numerical_gradient(loss_of_probability, a, _STEP * a * (1 - a))),
        slope=float(numerical_gradient(sigmoid, score, _STEP)),
        wrt_score=float(numerical_gradient(loss, score, _STEP)),
        wrt_weight=along(feature),
        wrt_bias=along(1.0),
    )


def _quotient(numerator: float, probability: float) -> float:
    """Return numerator / probability, 0 where the numerator is."""
    with np.errstate(divide="ignore", over="ignore"):
        return float(np.divide(numerator, probability)) if numerator else 0.0


def _finite_number(value: float, name: str) -> float:
    largest = float(np.finfo(float).max)
    return checks.between(value, name, InvalidLogitsError, -largest, largest)
