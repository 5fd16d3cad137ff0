import numpy as np


names = ["cat", "dog", "owl"]
logits = np.array([3.0, 1.0, -3.0])
temperature = 1.0
# if: soft
q = np.array([0.7, 0.2, 0.1])  #: soft_target
target = q
# end
# if: class
y = 0  #: true_class
target = np.eye(len(logits))[y]
# end
# if: smoothing
smoothing = 0.1
target = (1 - smoothing) * target + smoothing / len(logits)  #: label_smoothing
# end
offset = 0  #: offset

exponents = (logits - logits.max()) / temperature  #: stable
e = np.exp(exponents)
others = np.delete(e, e.argmax()).sum()  #: others
probabilities = e / (1 + others)
log_p = exponents - np.log1p(others)

entropy = -(probabilities * log_p).sum()
jacobian = -np.outer(probabilities, probabilities)
np.fill_diagonal(jacobian, 0)
np.fill_diagonal(jacobian, -jacobian.sum(axis=1))  #: diagonal
jacobian /= temperature
difference = np.where(target > 0.5, np.expm1(log_p) + (1 - target), probabilities - target)  #: difference
# if: ce
loss = -(target * log_p).sum()
wrt_probabilities = -target / probabilities
wrt_logits = difference / temperature
# end
# if: mse
loss = (difference**2).mean()
wrt_probabilities = 2 * difference / len(logits)
wrt_logits = jacobian @ (wrt_probabilities - wrt_probabilities[e.argmax()])  #: constant
# end

# if: shift
scaled = (logits + offset - (logits + offset).max()) / temperature
# end
# if: not shift
scaled = (logits + offset) / temperature
# end
exponentials = np.exp(scaled)

#: printing
from .printing import column, table, text

table(
    [
        ["@readings.loss", text(loss)],
        ["@readings.entropy", text(entropy)],
        ["@readings.perplexity", text(np.exp(entropy))],
        ["@readings.largest", text(probabilities.max())],
        ["@readings.sum", text(probabilities.sum())],
    ]
)
print()
head = ["class", "z", "z/T", "exp(z/T)", "p", "y", "∂L/∂p", "∂L/∂z"]
digits = 2  #: digits
columns = [
    names,
    column(logits, digits),
    column(scaled, 2),
    column(exponentials, 3),
    column(probabilities),
    column(target),
    column(wrt_probabilities, sign="+"),
    column(wrt_logits, sign="+"),
]
foot = ["@table.sum", "", "", text(exponentials.sum(), 3), text(probabilities.sum()), text(target.sum()), ""]
table([head, *zip(*columns), [*foot, text(round(float(wrt_logits.sum()), 4))]])
print()
rows = [[f"∂p {name}", *column(row, sign="+")] for name, row in zip(names, jacobian)]
table([["", *(f"∂z {name}" for name in names)], *rows])
