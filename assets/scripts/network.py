import numpy as np

from .log_softmax import softmax
from .numerical_gradient import numerical_gradient, relative_error

o = np.array([2.0, 1.0, -0.5])  #: signals
W = np.array([[0.4, -0.6, 0.2], [0.7, 0.3, -0.4], [-0.2, 0.5, 0.6]])  #: network_weights
t = 0  #: network_target
y = np.eye(3)[t]
# if: steps
learning_rate = 0.05
steps = 40
for _ in range(steps):  #: descent
    errors = np.exp(W @ o - (W @ o).max())
    errors /= errors.sum()
    errors[t] = 0
    errors[t] = -errors.sum()  #: error_of_target
    W = W - learning_rate * np.outer(errors, o)
# end


def loss(W):
    return -softmax(W @ o)[1][t]  #: log_a


a, log_a = softmax(W @ o)
errors = np.where(y > 0.5, np.expm1(log_a), a - y)  #: errors
gradient = np.outer(errors, o)  #: outer
h = np.cbrt(np.finfo(float).eps) * (1 / max(1.0, np.abs(o).max()))
numerical = numerical_gradient(loss, W, h)

i, j = [0, 0]  #: followed
# if: target
printed = -gradient[i, j]  #: printed
# end
# if: other
printed = a[i] * o[j]  #: printed
# end

#: printing
from .printing import column, table, text

table(
    [
        ["@readings.loss", text(loss(W))],
        ["@readings.gradient", text(gradient[i, j], sign="+")],
        ["@readings.numerical", text(numerical[i, j], sign="+")],
        ["@readings.printed", text(printed, sign="+")],
        # if: measured
        ["@readings.error", text(relative_error(gradient, numerical))],
        # end
        # if: flat
        ["@readings.error", "@readings.flat"],  #: flat
        # end
    ]
)
print()
head = ["leads to", "o₁", "o₂", "o₃", "o₁", "o₂", "o₃", "o₁", "o₂", "o₃"]
outputs = ["a₄", "a₅", "a₆"]
rows = [
    [name, *(cell for matrix in (W, gradient, numerical) for cell in column(matrix[i], sign="+"))]
    for i, name in enumerate(outputs)
]
table([head, *rows])
