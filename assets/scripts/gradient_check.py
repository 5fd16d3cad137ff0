import numpy as np

# if: softmax
from .log_softmax import softmax

# end
logits = np.array([1.0, 2.0, 3.0, 0.0, 1.0])
y = 3  #: true_class
temperature = 1.0
h = 1e-10  #: step
target = np.eye(len(logits))[y]


# if: softmax
def log_softmax(s):  #: complex_softmax
    top = (np.arange(len(s)), s.real.argmax(axis=1))
    s = s - s[top][:, None]
    e = np.exp(s)
    others = e.copy()
    others[top] = 0
    others = others.sum(axis=1, keepdims=True)
    return e / (1 + others), s - log1p(others)


# end
# if: logarithm
def log1p(w):  #: complex_log1p
    if not np.iscomplexobj(w):
        return np.log1p(w)
    return 0.5 * np.log1p(2 * w.real + w.real**2 + w.imag**2) + 1j * np.arctan2(w.imag, 1 + w.real)


# end
def loss(z):  #: loss_of_rows
    s = z / temperature
    # if: ce
    return -(target * log_softmax(s)[1]).sum(axis=1)  #: cross_entropy
    # end
    # if: mse
    p, log_p = log_softmax(s)
    difference = np.where(target > 0.5, np.expm1(log_p) + (1 - target), p - target)  #: difference
    return (difference * difference).mean(axis=1)  #: squared_error
    # end
    # if: hinge
    margins = s + (1 - (s * target).sum(axis=1, keepdims=True))
    return np.where((margins.real > 0) & (target < 0.5), margins, 0).sum(axis=1)  #: hinge
    # end
    # if: ovr
    s = np.where(target > 0.5, -s, s)
    small = np.exp(np.where(s.real > 0, -s, s))
    return (np.where(s.real > 0, s, 0) + log1p(small)).sum(axis=1)  #: one_vs_rest
    # end


# if: softmax
p, log_p = softmax(logits, temperature)
difference = np.where(target > 0.5, np.expm1(log_p) + (1 - target), p - target)  #: difference
# end
# if: ce
gradient = difference / temperature
# end
# if: mse
wrt_p = difference * 2 / len(logits)
shifted = wrt_p - wrt_p[p.argmax()]  #: constant
gradient = p * (shifted - (shifted * p).sum()) / temperature  #: vjp
# end
# if: hinge
s = logits / temperature
gradient = np.where(target > 0.5, 0.0, s + (1 - s[y]) > 0)
gradient[y] = -gradient.sum()
gradient /= temperature
# end
# if: ovr
s = logits / temperature
small = np.exp(-np.abs(s))
gradient = (np.where(s >= 0, 1, small) / (1 + small) - target) / temperature
# end
# if: sign
gradient = -gradient  #: fault
# end
# if: temperature
gradient = gradient * temperature  #: fault
# end
# if: diagonal_ce
gradient = np.where(target > 0.5, gradient, 0.0)  #: fault
# end
# if: diagonal_hinge
gradient = np.where(target > 0.5, 0.0, gradient)  #: fault
# end
# if: diagonal_mse
jacobian = -np.outer(p, p)
np.fill_diagonal(jacobian, 0)
gradient = -jacobian.sum(axis=1) / temperature * wrt_p  #: fault
# end

steps = np.unique([*(float(f"{step:.3g}") for step in np.geomspace(1e-16, 1, 161)), h])
moved = (steps[:, None, None] * np.eye(len(logits))).reshape(-1, len(logits))  #: moved
each = steps.repeat(len(logits))
above, below = loss(logits + moved), loss(logits - moved)
numerical = {
    "@formulas.forward": (above - loss(logits[None])) / each,
    "@formulas.central": (above / 2 - below / 2) / each,
    "@formulas.complex": loss(logits + 1j * moved).imag / each,
}


def relative_errors(rows, row):
    scale = np.maximum(np.abs(rows).max(axis=1), np.abs(row).max(axis=1))[:, None]
    scale[scale == 0] = 1
    rows, row = rows / scale, row / scale
    lengths = np.maximum(np.linalg.norm(rows, axis=1), np.linalg.norm(row, axis=1))
    return np.linalg.norm(rows - row, axis=1) / np.where(lengths > 0, lengths, 1)


numerical = {name: values.reshape(len(steps), -1) for name, values in numerical.items()}
errors = {name: relative_errors(rows, gradient[None]) for name, rows in numerical.items()}
formula = "central difference"
at, best = np.searchsorted(steps, h), errors[formula].argmin()
error = errors[formula][at]
grades = ["@grades.good", "@grades.unclear", "@grades.uncomfortable", "@grades.wrong"]
grade = grades[sum([error >= 1e-7, error >= 1e-4, error > 1e-2])]

#: printing
from .printing import column, table, text

table(
    [
        ["@readings.step", text(h, 2)],
        ["@readings.error", text(error, 2)],
        ["@readings.grade", grade],
        ["@readings.best_error", text(errors[formula][best], 2)],
        ["@readings.best_step", text(steps[best], 2)],
    ]
)
print()
head = ["class", "∂L/∂z", *numerical, "error"]
labels = ["class 0", "class 1", "class 2", "class 3", "class 4"]
columns = [
    labels,
    column(gradient, 8, "+"),
    *(column(rows[at], 8, "+") for rows in numerical.values()),
    column(relative_errors(numerical[formula][at][:, None], gradient[:, None]), 2),
]
together = [text(found[at], 2) for found in errors.values()]
table([head, *zip(*columns), ["@table.together", "", *together, text(error, 2)]])
