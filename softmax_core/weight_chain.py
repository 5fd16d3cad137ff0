"""The chain rule from the loss to one weight of a softmax layer, and formulas that a lecture note prints for it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .checks import Floats
from .layer import LayerLoss, checked_layer, checked_weight, layer_loss
from .overflow import overflow_ignored
from .probabilities import logsumexp


@dataclass(frozen=True)
class WeightChain:
    """The factors of dL/dw_ij = dL/da_t da_t/dz_i dz_i/dw_ij, t the target."""

    wrt_probability: float
    """dL/da_t = -1 / a_t; infinite where a_t is below the smallest number"""
    probability_wrt_logit: float
    """da_t/dz_i: a_t (1 - a_t) where i = t, else -a_t a_i"""
    logit_wrt_weight: float
    """dz_i/dw_ij = o_j"""
    error: float
    """a_i - y_i, the product of the first two"""
    wrt_weight: float
    """(a_i - y_i) o_j, the product of all three"""


@dataclass(frozen=True)
class PrintedFormulas:
    """What formulas of a lecture note give that are not those of the loss -ln a_t, or only partly."""

    loss: float
    """ln a_t, without its sign"""
    diagonal: float
    """e^z_t (S - e^z_t) / S, S the sum of all e^z_k, without the square of S; limited to the largest number"""
    wrt_target_weight: float
    """(1 - a_t) o_j, with the opposite sign"""
    wrt_weights: Floats
    """(K,) a_i o_j, which is right for all i but t"""
    errors: Floats
    """(K,) 1 - a_t at t, a_i elsewhere: what is multiplied by o_j"""


def weight_chain(inputs: ArrayLike, weights: ArrayLike, target: int, row: int, column: int) -> WeightChain:
    """Return the factors of the gradient of one weight, dL/dw_ij = dL/da_t da_t/dz_i dz_i/dw_ij.

    Parameters
    ----------
    inputs, weights, target : see ``layer_loss``
    row, column : i, j of the weight w_ij

    Returns
    -------
    WeightChain

    Raises
    ------
    InvalidFeaturesError, InvalidTrainingError, InvalidTargetError

    References
    ----------
    Goodfellow, Bengio and Courville (2016), "Deep Learning", section 6.5.
    """
    o, w, t = checked_layer(inputs, weights, target)
    i, j = checked_weight(w, row, column)
    return chain_of(layer_loss(o, w, t), o, t, i, j)


def chain_of(layer: LayerLoss, o: Floats, t: int, i: int, j: int) -> WeightChain:
    """Return ``weight_chain`` of a loss that is known already."""
    a, error = layer.probabilities, layer.errors[i]
    with np.errstate(divide="ignore", over="ignore", under="ignore"):
        return WeightChain(
            wrt_probability=float(-1 / a[t]),
            probability_wrt_logit=float(-a[t] * error),  # a_i - y_i at i = t is a_t - 1, elsewhere a_i
            logit_wrt_weight=float(o[j]),
            error=float(error),
            wrt_weight=float(layer.wrt_weights[i, j]),
        )


def printed_formulas(inputs: ArrayLike, weights: ArrayLike, target: int, column: int) -> PrintedFormulas:
    """Return what four formulas of a lecture note on the softmax layer give, to be compared with the right ones.

    Parameters
    ----------
    inputs, weights, target : see ``layer_loss``
    column : j of the weights w_ij

    Returns
    -------
    PrintedFormulas

    Raises
    ------
    InvalidFeaturesError, InvalidTrainingError, InvalidTargetError

    Notes
    -----
    The right ones are -ln a_t, e^z_t (S - e^z_t) / S^2 = a_t (1 - a_t), (a_t - 1) o_j, and a_i o_j for i other than t.
    """
    o, w, t = checked_layer(inputs, weights, target)
    _, j = checked_weight(w, 0, column)
    return printed_for(layer_loss(o, w, t), o, t, j)


def printed_for(layer: LayerLoss, o: Floats, t: int, j: int) -> PrintedFormulas:
    """Return ``printed_formulas`` of a loss that is known already."""
    errors = layer.probabilities.copy()
    errors[t] = -layer.errors[t]
    z, others = layer.logits, np.delete(layer.logits, t)
    diagonal = 0.0
    if len(others):  # e^z_t (1 - a_t), of which one factor may be infinite and the other 0
        with overflow_ignored():
            diagonal = float(np.exp(z[t] + (logsumexp(others) - logsumexp(z))))
    return PrintedFormulas(
        loss=-layer.loss,
        diagonal=min(diagonal, float(np.finfo(float).max)),
        wrt_target_weight=-float(layer.wrt_weights[t, j]),
        wrt_weights=layer.probabilities * o[j],
        errors=errors,
    )
