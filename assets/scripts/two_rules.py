import math

import numpy as np


learning_rate = 0.5  #: learning_rate
tolerance = 1e-4  #: tolerance
epochs = 4  #: epochs
common = 0  #: common
row = 107  #: row
start = np.zeros((3, 3))  #: start

seed = 0  #: bands
rng = np.random.default_rng(seed)
points = rng.random((200, 2))
x1, x2 = points.T
labels = (x2 > 0.434 - 0.132 * x1).astype(int) + (x2 > 0.616 + 0.295 * x1)
X = np.column_stack([points, np.ones(200)])  #: ones
Y = np.eye(3)[labels]


def softmax(s):
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def loss(W):
    s = X @ W
    s = s - s.max(axis=1, keepdims=True)
    return (np.log(np.exp(s).sum(axis=1)) - (Y * s).sum(axis=1)).mean()  #: mean_cross_entropy


def update(s, y, rule):  #: update
    p = softmax(s)
    others = p * (1 - y)
    return (others if rule == "A-Y" else 0) - y * others.sum(axis=-1, keepdims=True)


def train(rule):
    keep = 1.0 if rule == "A-Y" else 0.0
    (u0, u1, u2), (v0, v1, v2), (b0, b1, b2) = start.tolist()
    W, before = start, loss(start)
    for _ in range(epochs):
        for (p, q), label in zip(points.tolist(), labels.tolist()):  #: sample
            z0, z1, z2 = u0 * p + v0 * q + b0, u1 * p + v1 * q + b1, u2 * p + v2 * q + b2
            m = max(z0, z1, z2)
            e0, e1, e2 = math.exp(z0 - m), math.exp(z1 - m), math.exp(z2 - m)
            share = learning_rate / (e0 + e1 + e2)
            rest = keep * share
            g0 = share * (e1 + e2) if label == 0 else -rest * e0  #: rule_step
            g1 = share * (e0 + e2) if label == 1 else -rest * e1
            g2 = share * (e0 + e1) if label == 2 else -rest * e2
            u0, u1, u2 = u0 + g0 * p, u1 + g1 * p, u2 + g2 * p
            v0, v1, v2 = v0 + g0 * q, v1 + g1 * q, v2 + g2 * q
            b0, b1, b2 = b0 + g0, b1 + g1, b2 + g2
        W = np.array([[u0, u1, u2], [v0, v1, v2], [b0, b1, b2]])
        now = loss(W)
        if abs(now - before) < tolerance:
            break
        before = now
    return W


def angle(a, b):
    a, b = a.ravel() / (np.linalg.norm(a) or 1), b.ravel() / (np.linalg.norm(b) or 1)
    return math.degrees(2 * math.atan2(np.linalg.norm(a - b), np.linalg.norm(a + b)))


A, B = train("A-Y"), train("Y(A-1)")
first, second = A + common, B + common
s = X[row] @ first
at_point = angle(update(s, Y[row], "A-Y"), update(s, Y[row], "Y(A-1)"))
of_means = angle(X.T @ update(X @ second, Y, "A-Y"), X.T @ update(X @ second, Y, "Y(A-1)"))

#: printing
from .printing import column, table, text

table(
    [
        ["@readings.loss_difference", text(loss(A))],
        ["@readings.loss_target_only", text(loss(B))],
        ["@readings.sums_difference", text(np.abs(first.sum(axis=1)).max(), 1)],
        ["@readings.sums_target_only", text(np.abs(second.sum(axis=1)).max(), 1)],
        ["@readings.angle_point", "@degrees".format(angle=text(at_point, 1))],
        ["@readings.angle_mean", "@degrees".format(angle=text(of_means, 1))],
    ]
)
print()
head = ["", "class 0", "class 1", "class 2", "sum", "class 0", "class 1", "class 2", "sum"]
names = ["x1", "x2", "bias"]
rows = [[*a, sum(a), *b, sum(b)] for a, b in zip(first, second)]
table([head, *([name, *column(row, 3)] for name, row in zip(names, rows))])
