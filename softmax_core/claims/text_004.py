"""The claims of text 004, on a layer of weights below softmax: inputs o1 to o3, nodes 4 to 6, and their gradients."""

import numpy as np

from ..checks import Floats
from ..losses import cross_entropy, cross_entropy_value
from ..probabilities import softmax
from .examples import Numbers, derivatives, slopes
from .finding import Finding, formula, printed

WEIGHTS = (0.4, -0.6, 0.2, 0.7, 0.3, -0.4, -0.2, 0.5, 0.6)
"""w41 to w63, row by row; the text leaves them open."""
INPUTS = (2.0, 1.0, -0.5)


class Net:
    """The text's net with numbers: a weight for each edge, an input for each column; node 4 is the target."""

    def __init__(self, numbers: Numbers) -> None:
        """Take or draw the numbers."""
        self.w, self.o = numbers.several(*WEIGHTS, within=1).reshape(3, 3), numbers.several(*INPUTS, within=1)
        self.z: Floats = self.w @ self.o
        self.a = softmax(self.z)

    @property
    def given(self) -> tuple[tuple[str, Floats], ...]:
        """The numbers that are shown."""
        return (("z", self.z), ("o", self.o))

    def slopes(self) -> Floats:
        """Return dLoss/dw_ij by central differences."""
        return slopes(lambda weights: cross_entropy_value(weights @ self.o, np.zeros(len(weights), int)), self.w)


def claim_1(numbers: Numbers) -> Finding:
    """Check z = W o, softmax and cross-entropy as the text writes them out."""
    net = Net(numbers)
    (w41, w42, w43), (w51, w52, w53), (w61, w62, w63) = net.w
    o1, o2, o3 = net.o
    z4, z5, z6 = w41 * o1 + w42 * o2 + w43 * o3, w51 * o1 + w52 * o2 + w53 * o3, w61 * o1 + w62 * o2 + w63 * o3
    e4, e5, e6 = np.exp([z4, z5, z6])
    a = np.array([e4, e5, e6]) / (e4 + e5 + e6)
    return Finding(
        (
            formula("scores", (z4, z5, z6), net.z),
            formula("outputs", a, net.a),
            formula("loss", -(np.array([1, 0, 0]) * np.log(a)).sum(), cross_entropy(net.z, 0).loss),
        ),
        given=(("o", net.o), ("w₄", net.w[0]), ("w₅", net.w[1]), ("w₆", net.w[2])),
    )


def claim_2(numbers: Numbers) -> Finding:
    """Check Loss = y_j ln a_j."""
    net = Net(numbers)
    return Finding((formula("loss", 1 * np.log(net.a[0]), cross_entropy(net.z, 0).loss),), given=net.given[:1])


def claim_3(numbers: Numbers) -> Finding:
    """Check da4/dz4, as the fraction without the square, and as a4 (1 - a4)."""
    net = Net(numbers)
    e4, e5, e6 = np.exp(net.z)
    measured = derivatives(softmax, net.z)[0, 0]
    return Finding(
        (
            formula("fraction", e4 * (e5 + e6) / (e4 + e5 + e6), measured),
            formula("product", net.a[0] * (1 - net.a[0]), measured),
        ),
        given=net.given[:1],
    )


def claim_4(numbers: Numbers) -> Finding:
    """Check dLoss/dw41 = (1 - a4) o1."""
    net = Net(numbers)
    check = formula("wrt_w41", (1 - net.a[0]) * net.o[0], net.slopes()[0, 0])
    return Finding((check,), given=net.given)


def claim_5(numbers: Numbers) -> Finding:
    """Check dLoss/dw51 = a5 o1."""
    net = Net(numbers)
    return Finding((formula("wrt_w51", net.a[1] * net.o[0], net.slopes()[1, 0]),), given=net.given)


def claim_6(numbers: Numbers) -> Finding:
    """Check the printed probabilities of (2, 3, 4), and the derivative that is printed from them."""
    z = np.array([2.0, 3.0, 4.0])
    return Finding(
        (
            printed("softmax", ("0.0903", "0.2447", "0.665"), softmax(z)),
            printed("wrt_logits", ("0.0903", "-0.7553", "0.665"), cross_entropy(z, 1).wrt_logits),
        ),
        given=(("z", z), ("t", np.array([1.0]))),
    )


CLAIMS = (claim_1, claim_2, claim_3, claim_4, claim_5, claim_6)
