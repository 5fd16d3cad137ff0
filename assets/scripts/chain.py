import numpy as np

from .log_softmax import softmax
from .numerical_gradient import numerical_gradient, relative_error

logits = np.array([2.0, 3.0, 4.0])
y = 1  #: true_class
target = np.eye(len(logits))[y]


def difference(z):  #: difference_function
    p, log_p = softmax(z)
    return np.where(target > 0.5, np.expm1(log_p) + (1 - target), p - target)


def loss(z):
    # if: ce
    return -softmax(z)[1][y]  #: cross_entropy
    # end
    # if: mse
    return (difference(z) ** 2).mean()  #: squared_error
    # end
    # if: raw
    return ((z - target) ** 2).sum() / 2  #: score_squared_error
    # end


def times_jacobian(g):  #: vjp
    g = g - g[probabilities.argmax()]
    return probabilities * (g - (g * probabilities).sum())


probabilities, log_p = softmax(logits)
cross_entropy = difference(logits)
squared_error = times_jacobian(cross_entropy * 2 / len(logits))
jacobian = -np.outer(probabilities, probabilities)
np.fill_diagonal(jacobian, 0)
np.fill_diagonal(jacobian, -jacobian.sum(axis=1))  #: diagonal
# if: ce
upstream = -target / probabilities  #: upstream
# end
# if: mse
upstream = difference(logits) * 2 / len(logits)  #: upstream
# end
# if: raw
upstream = logits - target  #: upstream_raw
jacobian = np.eye(len(logits))
# end
# if: diagonal
jacobian = np.diag(np.diag(jacobian))  #: diagonal_only
# end
gradient = (jacobian.T * upstream).sum(axis=1)  #: product
numerical = numerical_gradient(loss, logits, np.cbrt(np.finfo(float).eps))

k = 1  #: focus
others = np.delete(logits, k)
level = others.max() - softmax(others)[1].max()  #: level
z_k = np.linspace(-10, 10, 61) + level
by_softmax = np.array([softmax(np.insert(others, k, z))[0][k] for z in z_k])
small = np.exp(-np.abs(z_k - level))
by_sigmoid = np.where(z_k >= level, 1, small) / (1 + small)  #: sigmoid

#: printing
from .printing import column, table, text

table(
    [
        ["@readings.loss", text(loss(logits))],
        ["@readings.ce", text(abs(cross_entropy[y]))],
        ["@readings.mse", text(abs(squared_error[y]))],
        ["@readings.sum", text(round(float(gradient.sum()), 4))],
        ["@readings.error", text(relative_error(gradient, numerical))],
        ["@readings.sigmoid", text(np.abs(by_softmax - by_sigmoid).max())],
    ]
)
print()
names = ["class 0", "class 1", "class 2"]
head = ["class", "z", "p", "y", "∂L/∂p", "∂L/∂z", "numerical", "p − y", "squared"]
digits = 2  #: digits
columns = [
    names,
    column(logits, digits),
    column(probabilities),
    column(target, 0),
    column(upstream, sign="+"),
    column(gradient, sign="+"),
    column(numerical, sign="+"),
    column(cross_entropy, sign="+"),
    column(squared_error, sign="+"),
]
table([head, *zip(*columns)])
