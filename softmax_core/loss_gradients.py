"""The gradients of all losses by the logits, as they are and with faults that gradients are often programmed with."""

from typing import Literal, cast, get_args

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidGradientError, InvalidLogitsError
from .jacobian import per_temperature, softmax_jacobian
from .losses import cross_entropy, mean_squared_error
from .overflow import limited, overflow_ignored
from .per_sample_gradients import score_gradients
from .training_losses import LOSSES, LossName

GradientFault = Literal["sign", "diagonal", "temperature"]
GRADIENT_FAULTS: tuple[GradientFault, ...] = get_args(GradientFault)


def loss_gradients(
    logits: ArrayLike, labels: ArrayLike, loss: LossName = "cross_entropy", temperature: float = 1.0
) -> Floats:
    """Return the gradients by the logits, dL_n / dz_nk, of losses of the scores z / T.

    Parameters
    ----------
    logits : (N, K) array of finite scores, K > 0
    labels : (N,) class indices in 0..K-1
    loss : see ``classifier_loss``
    temperature : T > 0, in the unit of the logits

    Returns
    -------
    (N, K) float64 array, limited to the largest number

    Raises
    ------
    InvalidLogitsError, InvalidTargetError, InvalidGradientError, InvalidTemperatureError, InvalidAxisError

    References
    ----------
    CS231n, "Linear classification", https://cs231n.github.io/linear-classify/.
    """
    z = checks.finite(logits, "logits", InvalidLogitsError, "(N, K)").astype(np.float64, copy=False)
    checks.class_axis(z, 1, "logits")
    classes = checks.class_indices(labels, "labels", "logits", len(z), z.shape[1], "logits")
    chosen = checks.choice(loss, "loss", LOSSES, InvalidGradientError)
    T = checks.temperature(temperature)
    if chosen == "cross_entropy":
        return cross_entropy(z, classes, T).wrt_logits
    if chosen == "squared_error":
        return mean_squared_error(z, classes, T).wrt_logits
    with overflow_ignored():
        # differences of the scores are added and compared, so that these stay below the largest number
        scores = limited(z / T, float(np.finfo(float).max) / 16)
        return per_temperature(score_gradients(scores, classes, chosen), T)


def faulty_gradients(
    logits: ArrayLike,
    labels: ArrayLike,
    fault: GradientFault,
    loss: LossName = "cross_entropy",
    temperature: float = 1.0,
) -> Floats:
    """Return the gradients of ``loss_gradients`` as a program with a fault computes them.

    - "sign": -dL/dz, of a program that has y - p where p - y is right
    - "diagonal": leaves out how the score of one class changes the terms of another: the entries of softmax's Jacobian
      off the diagonal ("the gradient of softmax is p (1 - p)"), or in the hinge loss that the score of the true class
      is in every term; in one-vs-rest there is nothing to leave out
    - "temperature": T dL/dz, which leaves out the division by T

    Parameters
    ----------
    logits, labels, loss, temperature : as for ``loss_gradients``
    fault : "sign", "diagonal" or "temperature"

    Returns
    -------
    (N, K) float64 array, limited to the largest number

    Raises
    ------
    InvalidLogitsError, InvalidTargetError, InvalidGradientError, InvalidTemperatureError, InvalidAxisError
    """
    kind = checks.choice(fault, "fault", GRADIENT_FAULTS, InvalidGradientError)
    right = loss_gradients(logits, labels, loss, temperature)
    if kind == "sign":
        return -right
    if kind == "temperature":
        with overflow_ignored():
            return limited(right * checks.temperature(temperature), float(np.finfo(float).max))
    is_true = np.arange(right.shape[1]) == np.asarray(labels)[:, np.newaxis]
    if loss == "cross_entropy":  # dp_y/dz_y (-1 / p_y) is right, and of the other classes dL/dp is 0
        return np.where(is_true, right, 0.0)
    if loss == "hinge":
        return np.where(is_true, 0.0, right)
    if loss == "one_vs_rest":
        return right
    z = np.asarray(logits, np.float64)
    jacobian = softmax_jacobian(z, temperature)
    wrt_p = mean_squared_error(z, np.asarray(labels), temperature).wrt_probabilities
    return cast(Floats, np.diagonal(jacobian, axis1=-2, axis2=-1) * wrt_p)
