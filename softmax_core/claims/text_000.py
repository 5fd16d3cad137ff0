"""The claims of text 000: what softmax does, its gradient, two update rules, and three programs."""

import numpy as np

from ..checks import Floats
from ..losses import cross_entropy_value
from ..overflow import overflow_ignored
from ..probabilities import sigmoid, softmax
from .examples import Numbers, derivatives, one_hot, slopes
from .finding import Finding, fact, formula, printed
from .update_rules import claim_8

EXAMPLE = (3.0, 1.0, -3.0)
"""The text's logits; class 0 is right."""


def claim_1(numbers: Numbers) -> Finding:
    """Check the printed probabilities of (3, 1, -3)."""
    z = np.array(EXAMPLE)
    return Finding((printed("softmax", ("0.88", "0.12", "0"), softmax(z)),), given=(("z", z),))


def claim_2(numbers: Numbers) -> Finding:
    """Check that raw scores fitted to (1, 0, 0) push the right class down hardest, where p - y pushes it up."""
    z, y = np.array(EXAMPLE), one_hot(0, 3)
    raw, through_softmax = z - y, softmax(z) - y
    return Finding(
        (printed("gap_of_right_class", ("2",), raw[0]), printed("pushed_down_hardest", ("0",), raw.argmax())),
        (fact("raw_gaps", raw), fact("softmax_gaps", through_softmax)),
        (("z", z), ("y", y)),
    )


def claim_3(numbers: Numbers) -> Finding:
    """Check that softmax of two classes is the sigmoid of z1 - z2."""
    z = numbers.several(1.5, -1)
    said = (1 / (1 + np.exp(z[1] - z[0])), 1 / (1 + np.exp(z[1]) * np.exp(-z[0])))
    return Finding(
        (formula("as_sigmoid", said, np.full(2, softmax(z)[0])),),
        (fact("sigmoid", sigmoid(z[0] - z[1])),),
        (("z", z),),
    )


def claim_4(numbers: Numbers) -> Finding:
    """Check "the gradient of softmax is a (1 - a)" against the whole Jacobian, and what it does to dL/dz."""
    z, t = numbers.several(2, 3, 4), numbers.index(1, 3)
    a, y, measured = softmax(z), one_hot(t, 3), derivatives(softmax, z)
    i, j = np.triu_indices(3, 1)
    return Finding(
        (
            formula("diagonal", a * (1 - a), measured.diagonal()),
            formula("off_diagonal", np.zeros(3), measured[i, j]),
        ),
        (formula("with_diagonal_only", -y / a * a * (1 - a), _cross_entropy_slopes(z, t)),),
        (("z", z), ("t", np.array([t]))),
    )


def claim_5(numbers: Numbers) -> Finding:
    """Check the chain of one sigmoid with the binary cross-entropy: dL/dA, dA/dZ, dL/dZ, dL/dW and dL/dB."""
    x, w, b, y = (
        numbers.several(1.5, -0.5),
        numbers.several(0.4, 0.8, within=1),
        numbers.several(0.2),
        numbers.index(1, 2),
    )
    a = np.asarray(sigmoid(w @ x + b))
    z = w @ x + b

    def loss(score: Floats) -> Floats:
        """Return the cross-entropy of the two classes, of which the other has the score 0."""
        return cross_entropy_value(np.stack([score, np.zeros_like(score)], 1), np.full(score.shape, 1 - y))

    wrt_a = slopes(lambda each: -(y * np.log(each) + (1 - y) * np.log(1 - each))[:, 0], a, float((a * (1 - a))[0]))
    return Finding(
        (
            formula("wrt_probability", (a - y) / (a * (1 - a)), wrt_a),
            formula("slope_of_sigmoid", a * (1 - a), slopes(lambda each: sigmoid(each)[:, 0], z)),
            formula("wrt_score", a - y, slopes(lambda each: loss(each[:, 0]), z)),
            formula("wrt_weights", (a - y) * x, slopes(lambda each: loss(each @ x + b), w)),
            formula("wrt_bias", a - y, slopes(lambda each: loss(w @ x + each[:, 0]), b)),
        ),
        given=(("x", x), ("w", w), ("b", b), ("y", np.array([y]))),
    )


def claim_6(numbers: Numbers) -> Finding:
    """Check dL/dZ = Y (A - 1) of many classes against central differences."""
    z, t = numbers.several(*EXAMPLE), numbers.index(0, 3)
    a, y = softmax(z), one_hot(t, 3)
    wrt_a = slopes(lambda each: -(y * np.log(each)).sum(1), a, a[t])
    measured = _cross_entropy_slopes(z, t)
    return Finding(
        (formula("wrt_logits", y * (a - 1), measured),),
        (formula("wrt_probabilities", -y / a, wrt_a), formula("true_rule", a - y, measured)),
        (("z", z), ("t", np.array([t]))),
    )


def claim_7(numbers: Numbers) -> Finding:
    """Check whether A - Y is the gradient of -sum(Y ln A + (1 - Y) ln(1 - A)) after softmax."""
    z, t = numbers.several(*EXAMPLE), numbers.index(0, 3)
    a, y = softmax(z), one_hot(t, 3)

    def loss(logits: Floats) -> Floats:
        p = softmax(logits)
        return np.asarray(-(y * np.log(p) + (1 - y) * np.log(1 - p)).sum(1))

    return Finding(
        (formula("gradient_of_its_loss", a - y, slopes(loss, z)),),
        (formula("gradient_of_cross_entropy", a - y, _cross_entropy_slopes(z, t)),),
        (("z", z), ("t", np.array([t]))),
    )


def claim_9(numbers: Numbers) -> Finding:
    """Check that one vector added to every row of W, and one number to B, changes no probability."""
    w, b = numbers.several(0.5, -0.2, 0.1, 0.4, -0.4, 0.2).reshape(3, 2), numbers.several(0.3, 0, -0.1)
    x, base, number = numbers.several(1, 2), numbers.several(10, -5), numbers.several(100)
    return Finding(
        (formula("same_probabilities", softmax((w + base) @ x + b + number), softmax(w @ x + b)),),
        (fact("score_shift", base @ x + number),),
        (("x", x), ("c", base)),
    )


def claim_10(numbers: Numbers) -> Finding:
    """Check the printed output of the plain and of the shifted program."""
    z, digits = np.array([3.0, 0.0, -3.0]), ("0.95033021", "0.04731416", "0.00235563")
    plain = np.exp(z) / np.sum(np.exp(z))
    return Finding(
        (printed("plain_program", digits, plain), printed("shifted_program", digits, softmax(z))), given=(("z", z),)
    )


def claim_11(numbers: Numbers) -> Finding:
    """Check the final program on a batch whose columns lie far apart: it subtracts the largest of all numbers."""
    z = np.array([[1000.0, 0.0], [999.0, -1.0]])
    with overflow_ignored():
        exponentials = np.exp(z - np.max(z))
        said = exponentials / np.sum(exponentials, axis=0)
    found = softmax(z, axis=0)
    return Finding(
        (formula("second_column", said[:, 1], found[:, 1]),),
        (formula("first_column", said[:, 0], found[:, 0]),),
        (("Z₁", z[:, 0]), ("Z₂", z[:, 1])),
    )


def _cross_entropy_slopes(z: Floats, target: int) -> Floats:
    """Return dL/dz of the cross-entropy of one row by central differences."""
    return slopes(lambda points: cross_entropy_value(points, np.full(len(points), target)), z)


CLAIMS = (*(claim_1, claim_2, claim_3, claim_4, claim_5, claim_6, claim_7, claim_8, claim_9, claim_10, claim_11),)
