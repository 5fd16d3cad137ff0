import numpy as np


song = [149.0, 84.0]  #: song
i, j = [0, 1]  #: pair

rng = np.random.default_rng(0)  #: songs
mean, unit = np.array([120.0, 76.0]), np.array([19.0, 7.5])
angles = np.deg2rad([-30.0, 90.0, 210.0])
centres = 1.8 * np.column_stack([np.cos(angles), np.sin(angles)])
one = np.eye(3, dtype=int)
kinds = [(centres[k], 0.5, one[k], 30) for k in range(3)]
kinds += [(1.1 * (centres[a] + centres[b]), 0.5, one[a] + one[b], 20) for a, b in [(0, 1), (1, 2), (0, 2)]]
# if: outside
kinds += [(np.zeros(2), 0.3, 0 * one[0], 30)]
# end
points, labels = [], []
for centre, spread, genres, size in kinds:
    points.append(mean + unit * (centre + spread * rng.standard_normal((size, 2))))
    # if: outside
    if not genres.any():
        labels.append(np.zeros((size, 3), int))
        continue
    # end
    # if: all
    rng.choice(np.flatnonzero(genres), size)  #: unused_draw
    labels.append(np.tile(genres, (size, 1)))
    # end
    # if: one
    labels.append(one[rng.choice(np.flatnonzero(genres), size)])  #: single_label
    # end
points, labels = np.concatenate(points), np.concatenate(labels)
mean, deviation = points.mean(axis=0), points.std(axis=0)
X = np.column_stack([(points - mean) / deviation, np.ones(len(points))])  #: standardized
l2 = 0.003 * np.array([1, 1, 0])[:, None]  #: l2


def softmax(s):
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def sigmoid(s):
    return 1 / (1 + np.exp(-s))


def fit(Y, probabilities, curvature):  #: newton
    W = np.zeros((3, Y.shape[1]))
    for _ in range(30):
        p = probabilities(X @ W)
        gradient = X.T @ (p - Y) / len(X) + l2 * W
        hessian = np.einsum("nd,nkl,ne->dkel", X, curvature(p), X).reshape(W.size, -1) / len(X)
        hessian += np.diag((l2 + 0 * W).ravel())
        W = W - np.linalg.lstsq(hessian, gradient.ravel(), rcond=None)[0].reshape(W.shape)
    return W


def softmax_curvature(p):
    return np.eye(p.shape[1]) * p[:, None] - p[:, :, None] * p[:, None]


def sigmoid_curvature(p):
    return np.eye(p.shape[1]) * (p * (1 - p))[:, None]


classes = labels
# if: outside
classes = np.column_stack([labels, labels.sum(axis=1) == 0]).astype(int)  #: other_class
# end
W = fit(classes / classes.sum(axis=1, keepdims=True), softmax, softmax_curvature)
V = fit(labels, sigmoid, sigmoid_curvature)
right_softmax = (np.eye(len(W[0]))[(X @ W).argmax(axis=1)] == classes).all(axis=1).mean()
right_sigmoids = ((X @ V > 0) == labels).all(axis=1).mean()

x = np.append((np.array(song) - mean) / deviation, 1)
p = softmax(x @ W)

#: printing
from .printing import column, table, text

table(
    [
        ["@readings.sum_softmax", text(p.sum(), 3)],
        ["@readings.sum_sigmoids", text(sigmoid(x @ V).sum(), 3)],
        ["@readings.right_softmax", f"{right_softmax:.0%}"],
        ["@readings.right_sigmoids", f"{right_sigmoids:.0%}"],
    ]
)
print()
terms = np.append(W[2, i] - W[2, j], (W[:2, i] - W[:2, j]) * x[:2])  #: odds
head = ["factor of", "value", "standardized", "part of exponent", "e to that power"]
names = ["@odds.average", "@odds.tempo", "@odds.loudness"]
values, standardized = ["", *column(song, 1)], ["", *column(x[:2], 3, "+")]
rows = zip(names, values, standardized, column(terms, sign="+"), column(np.exp(terms)))
table([head, *rows, ["@odds.product", "", "", text(terms.sum(), sign="+"), text(np.exp(terms.sum()))]])
