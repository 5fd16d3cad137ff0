"""The claims of text 002, on overflow, the shift by a constant, and cross-entropy for a batch."""

import numpy as np

from ..checks import Floats, Integers
from ..losses import cross_entropy, cross_entropy_value
from ..overflow import overflow_ignored
from ..probabilities import softmax
from .examples import Numbers, derivatives, one_hot, slopes
from .finding import Finding, fact, formula, printed


def exponentials_over_their_sum(x: Floats) -> Floats:
    """Return what the text's ``softmax`` does: exp(x) / sum(exp(x)), over everything that it is given."""
    with overflow_ignored():
        exponentials = np.exp(x)
        return np.asarray(exponentials / exponentials.sum())


def claim_1(numbers: Numbers) -> Finding:
    """Check where float64 ends, and that the plain program returns NaN beyond."""
    large = np.array([1000.0, 999.0, 998.0])
    with overflow_ignored():
        ends = np.exp([709.0, 710.0])
    return Finding(
        (
            printed("largest_power", ("308",), np.floor(np.log10(np.finfo(float).max))),
            formula("plain_program", np.full(3, np.nan), exponentials_over_their_sum(large)),
        ),
        (fact("last_exponentials", ends), fact("softmax", softmax(large))),
        (("z", large),),
    )


def claim_2(numbers: Numbers) -> Finding:
    """Check that a constant factor C above and below the line changes no probability, and that log C = -max is one."""
    z = numbers.several(3, 0, -3)
    shift = numbers.several(5)[0]
    exact = softmax(z)
    shifted, largest = (np.exp(z + log_c) / np.exp(z + log_c).sum() for log_c in (shift, -z.max()))
    return Finding(
        (formula("with_constant", shifted, exact), formula("with_largest", largest, exact)),
        given=(("z", z), ("log C", np.array([shift]))),
    )


def claim_3(numbers: Numbers) -> Finding:
    """Check dp_i/dz_j by cases, p_i (1 - p_j) where i = j and -p_j p_i elsewhere, against central differences."""
    z = numbers.several(3, 1, -3)
    p = softmax(z)
    cases = np.where(np.eye(3) == 1, np.multiply.outer(p, 1 - p), -np.multiply.outer(p, p))
    measured = derivatives(softmax, z)
    i, j = np.triu_indices(3, 1)
    return Finding(
        (
            formula("diagonal", cases.diagonal(), measured.diagonal()),
            formula("off_diagonal", cases[j, i], measured[j, i]),
        ),
        given=(("z", z),),
    )


def claim_4(numbers: Numbers) -> Finding:
    """Check the text's cross-entropy of a batch, whose softmax sums over the whole matrix."""
    z, y = numbers.several(3, 0, -3, 2, 1, 0).reshape(2, 3), np.array([0, 1])
    said = -np.log(exponentials_over_their_sum(z)[[0, 1], y]).sum() / 2
    alone = -np.log(exponentials_over_their_sum(z[:1])[0, y[0]])
    found = cross_entropy(z, y).loss
    return Finding((formula("batch_loss", said, found.mean()),), (formula("row_loss", alone, found[0]),), _batch(z, y))


def claim_5(numbers: Numbers) -> Finding:
    """Check dL/do_i = p_i - y_i, and the program that computes it for a batch with the same softmax."""
    z, y = numbers.several(1, 0.5, -1, 2, 0, 2, 1, -1).reshape(2, 4), np.array([2, 1])
    single = slopes(lambda points: cross_entropy_value(points, np.full(len(points), y[0])), z[0])
    program = exponentials_over_their_sum(z)
    program[[0, 1], y] -= 1
    batch = slopes(lambda points: cross_entropy_value(points, np.tile(y, (len(points), 1))).mean(1), z)
    return Finding(
        (
            formula("wrt_logits", softmax(z[0]) - one_hot(y[0], 4), single),
            formula("batch_program", program[0] / 2, batch[0]),
        ),
        given=_batch(z, y),
    )


def _batch(z: Floats, y: Integers) -> tuple[tuple[str, Floats], ...]:
    """Return the two rows of a batch and their targets, as they are shown."""
    return (("z₁", z[0]), ("z₂", z[1]), ("targets", y.astype(float)))


CLAIMS = (claim_1, claim_2, claim_3, claim_4, claim_5)
