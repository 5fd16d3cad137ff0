"""Three faults that gradients of softmax are often programmed with: to be found by a gradient check."""

from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidGradientError
from .jacobian import softmax_jacobian
from .losses import Loss
from .overflow import limited, overflow_ignored

GradientFault = Literal["sign", "diagonal", "temperature"]
GRADIENT_FAULTS: tuple[GradientFault, ...] = get_args(GradientFault)


def faulty_gradient(loss: Loss, logits: ArrayLike, fault: GradientFault, temperature: float = 1.0) -> Floats:
    """Return the gradient of a loss by the logits as a program with a fault computes it.

    - "sign": -dL/dz, of a program that has y - p where p - y is right
    - "diagonal": (dp_i/dz_i) (dL/dp_i), which leaves out the other entries of the Jacobian ("the gradient of softmax
      is p (1 - p)")
    - "temperature": T dL/dz, which leaves out the division by T

    Parameters
    ----------
    loss : of these logits at this temperature
    logits : (..., K) array of finite scores
    fault : "sign", "diagonal" or "temperature"
    temperature : T > 0, in the unit of the logits

    Returns
    -------
    (..., K) float array, limited to the largest number

    Raises
    ------
    InvalidGradientError, InvalidLogitsError, InvalidTemperatureError, InvalidAxisError
    """
    checks.instance(loss, "loss", Loss, InvalidGradientError)
    kind = checks.choice(fault, "fault", GRADIENT_FAULTS, InvalidGradientError)
    jacobian = softmax_jacobian(logits, temperature)
    right = checks.finite(loss.wrt_logits, "loss.wrt_logits", InvalidGradientError)
    if right.shape != jacobian.shape[:-1]:
        raise InvalidGradientError(f"loss must be that of logits of shape {jacobian.shape[:-1]}, got {right.shape}")
    if kind == "sign":
        return -right
    with overflow_ignored():
        if kind == "temperature":
            faulty = right * checks.temperature(temperature)
        else:
            wrt_p = checks.finite(loss.wrt_probabilities, "loss.wrt_probabilities", InvalidGradientError)
            faulty = np.diagonal(jacobian, axis1=-2, axis2=-1) * wrt_p
        return limited(faulty, float(np.finfo(faulty.dtype).max))
