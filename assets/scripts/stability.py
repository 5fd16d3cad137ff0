import decimal
from decimal import Decimal

import numpy as np


batch = np.array([[3.0, 0.0, -3.0], [2.0, 1.0, 0.0]])  #: batch
c = 89  #: added
labels = [0, 1]  #: labels
program = "naive"  #: program
formats = ["float16", "float32", "float64"]
np.seterr(all="ignore")  #: warnings


def add(e):  #: add_rounded
    total = e[..., :1]
    for k in range(1, e.shape[-1]):
        total = total + e[..., k : k + 1]
    return total


def softmax(z, program):
    m = z.max(axis=-1, keepdims=True)  #: row_maximum
    if program.startswith("batch"):
        m = m.max(axis=-2, keepdims=True)  #: batch_maximum
    x = z if program == "naive" else z - m
    if program == "log_sum_exp":
        return np.exp(z - (m + np.log(add(np.exp(x))))), np.ones_like(m)
    e = np.exp(x)
    total = add(e)
    if program == "batch_sum":
        total = total[..., :1, :] + total[..., 1:, :] + 0 * total  #: batch_sum
    return e / total, total


def relative_error(z, p):  #: relative_error
    decimal.getcontext().prec, found = 400, []
    for logits, row in zip(z.tolist(), p.tolist()):
        e = [(Decimal(x) - Decimal(max(logits))).exp() for x in logits]
        exact = [x / sum(e) for x in e]
        found += [abs(Decimal(q) - x) / max(x, Decimal("1e-290")) for q, x in zip(row, exact)]
    return float(max(found))


def short(error):
    mantissa, power = f"{error:.1e}".split("e")
    return f"{mantissa}e{int(power)}".replace("-", "−") if error < 0.01 else text(error, 2)


def outcome(z, program):
    p, total = softmax(z, program)
    for row in np.flatnonzero(np.isnan(p).any(axis=1)):
        return ("@tables.overflow" if total[row, 0] else "@tables.underflow").format(row=row + 1)
    return "@tables.error".format(error=short(relative_error(z, p)))


def first(name, program, sentence):  #: first
    offsets = np.array([[[1.0], [0.0]]]) * np.arange(10_001)[:, None, None]
    is_nan = np.isnan(softmax((batch + offsets).astype(name), program)[0]).any(axis=(1, 2))
    return sentence.format(c=is_nan.argmax()) if is_nan.any() else "@readings.never"


def mean_loss(log_p):
    return -(log_p[0, labels[0]] + log_p[1, labels[1]]) / 2


#: printing
from .printing import table, text

z = batch + np.array([[c], [0]])
shifted = z - z.max(axis=1, keepdims=True)
loss = mean_loss(np.log(softmax(z, program)[0]))
exact = mean_loss(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)))
firsts = [["@readings.first".format(name=name), first(name, program, "@readings.from")] for name in formats]
losses = [["@readings.loss", "@nan" if np.isnan(loss) else text(loss)], ["@readings.exact", text(exact)]]
table([*firsts, *losses])
print()
programs = {
    "naive": "@programs.naive",
    "row_maximum": "@programs.row_maximum",
    "log_sum_exp": "@programs.log_sum_exp",
    "batch_maximum": "@programs.batch_maximum",
    "batch_sum": "@programs.batch_sum",
}
head = ["program", "now", "first NaN", "now", "first NaN", "now", "first NaN"]
rows = []
for key, title in programs.items():
    rows.append([title])
    for name in formats:
        rows[-1] += [outcome(z.astype(name), key), first(name, key, "@readings.offset")]
table([head, *rows])
