"""Softmax one step at a time, as a textbook writes it: to be shown, not to compute with."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidLogitsError


@dataclass(frozen=True)
class Steps:
    """The intermediate results of softmax as a textbook computes it."""

    scaled: Floats
    """(..., K) z / T, or (z - max z) / T"""
    exponentials: Floats
    """(..., K) the exponentials of these; without the shift infinite above 709"""
    total: Floats
    """(...) the sum of the exponentials"""


def softmax_steps(logits: ArrayLike, temperature: float = 1.0, shifted: bool = False) -> Steps:
    """Return the steps of softmax as a textbook writes them: z / T, exp(z / T) and sum_k exp(z_k / T).

    Parameters
    ----------
    logits : (..., K) array of finite scores
    temperature : T > 0, in the unit of the logits
    shifted : subtract the largest logit first, so that no exponential is above 1

    Returns
    -------
    Steps, infinite where a textbook's formula overflows

    Raises
    ------
    InvalidLogitsError, InvalidTemperatureError, InvalidAxisError
    """
    z = checks.floating(logits, "logits")
    checks.class_axis(z, -1, "logits")
    checks.magnitude(z, "logits")
    temperature = checks.temperature(temperature)
    shifted = checks.flag(shifted, "shifted", InvalidLogitsError)
    with np.errstate(over="ignore", under="ignore"):
        differences = z - z.max(-1, keepdims=True) if shifted else z
        scaled = np.divide(differences, temperature, dtype=np.float64).astype(z.dtype, copy=False)
        exponentials = np.exp(scaled)
        return Steps(scaled, exponentials, exponentials.sum(-1))
