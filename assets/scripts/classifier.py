import numpy as np


# if: given
points, labels = [[[0.0, 1.0], [1.0, 0.0]], [0, 1]]  #: given
# end
# if: spiral
rng = np.random.RandomState(0)  #: spiral
points, labels = [], np.repeat(np.arange(3), 100)
for j in range(3):
    radius = np.linspace(0, 1, 100)
    angle = np.linspace(4 * j, 4 * (j + 1), 100) + 0.2 * rng.randn(100)
    points += np.column_stack([radius * np.sin(angle), radius * np.cos(angle)]).tolist()
# end
# if: blobs
classes = 3
rng = np.random.default_rng(0)  #: blobs
angle = 2 * np.pi * np.arange(classes) / classes + np.pi / 2
labels = np.repeat(np.arange(classes), 240 // classes)
centres = 1.5 * np.column_stack([np.cos(angle), np.sin(angle)])
points = centres[labels] + 0.35 * rng.standard_normal((len(labels), 2))
# end
# if: bands
points = np.random.default_rng(0).random((200, 2))  #: bands
x1, x2 = points.T
labels = (x2 > 0.434 - 0.132 * x1).astype(int) + (x2 > 0.616 + 0.295 * x1)
# end
# if: xor
points = np.random.default_rng(0).uniform(-1, 1, (200, 2))  #: xor
labels = (points[:, 0] * points[:, 1] < 0).astype(int)
# end
# if: rings
rng = np.random.default_rng(0)  #: rings
labels = np.repeat([0, 1], 100)
radius = (labels + 1) / 2 + 0.1 / 2 * rng.standard_normal(200)
angle = rng.uniform(0, 2 * np.pi, 200)
points = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
# end
# if: moons
rng = np.random.default_rng(0)  #: moons
angle = np.linspace(0, np.pi, 100)
upper = np.column_stack([np.cos(angle), np.sin(angle)])
points = np.concatenate([upper, [1, 0.5] - upper]) - [0.5, 0.25]
points, labels = points + 0.1 * rng.standard_normal(points.shape), np.repeat([0, 1], 100)
# end
class_names = ["class 0", "class 1", "class 2"]
X, y = np.array(points), np.array(labels)
# if: products
i, j = np.triu_indices(X.shape[1])
# end
# if: quadratic
X = np.hstack([X, X[:, i] * X[:, j]])  #: quadratic
# end
# if: sines
X = np.hstack([X, X[:, i] * X[:, j], np.sin(np.pi * X)])  #: sines
# end
# if: fourier
seed, count, scale = [0, 40, 2.0]
rng = np.random.default_rng(seed)  #: fourier
F = scale * rng.standard_normal((X.shape[1], count))
X = np.sqrt(2 / count) * np.cos(X @ F + rng.uniform(0, 2 * np.pi, count))
# end
X = np.hstack([X, np.ones((len(X), 1))])  #: ones
Y = np.eye(len(class_names))[y]  #: one_hot
# if: held_out
seed, share = [0, 0.5]  #: held_out
held_out = np.sort(np.random.default_rng(seed).random(len(X)).argsort(kind="stable")[: round(share * len(X))])
X_held_out, Y_held_out = X[held_out], Y[held_out]
X, Y = np.delete(X, held_out, axis=0), np.delete(Y, held_out, axis=0)
# end

# if: given_weights
W = np.array([[0.0, 0.0], [0.0, 0.0], [0.0, 0.0]])  #: given_weights
# end
# if: course_weights
init_scale = 0.01
rng = np.random.RandomState(0)
draws = rng.randn(300), *(rng.randn(2, 3) for _ in range(4))
W = np.vstack([init_scale * (0.01 * draws[-1] / 0.01), np.zeros(3)])  #: course_weights
# end
# if: drawn_weights
seed, init_scale = [0, 0.01]
W = init_scale * np.random.default_rng(seed).standard_normal((X.shape[1] - 1, Y.shape[1]))  #: drawn_weights
W = np.vstack([W, np.zeros(Y.shape[1])])
# end
l2, steps, tolerance = [0.001, 200, 0.0]
# if: not newton
learning_rate = 1.0
# end
step_shown = 0  #: step_shown


# if: softmax
def softmax(S):  #: columns
    top = S.max(axis=0) if np.abs(S).max() > 300 else 0.0
    P = np.exp(S - top)
    total = P.sum(axis=0)
    return P / total, np.log(total) + top


# end
def data_loss(W, X, Y):  #: data_loss
    S = W.T @ X.T
    # if: cross_entropy
    dS, log_sums = softmax(S)
    losses = log_sums.sum() - np.vdot(W, X.T @ Y)  #: sum_cross_entropy
    return max(losses / len(X), 0.0), ((dS @ X).T - X.T @ Y) / len(X)
    # end
    # if: one_vs_rest
    small = np.exp(-np.abs(S))
    losses = (np.maximum(S, 0) + np.log1p(small)).sum() - np.vdot(W, X.T @ Y)  #: sum_one_vs_rest
    dS = np.where(S >= 0, 1, small) / (1 + small)
    return max(losses / len(X), 0.0), ((dS @ X).T - X.T @ Y) / len(X)
    # end
    # if: squared_error
    P = softmax(S)[0]
    D = P - Y.T
    losses = np.vdot(D, D) / len(S)  #: sum_squared_error
    dS = P * (D - (D * P).sum(axis=0)) * (2 / len(S))
    return losses / len(X), (dS @ X).T / len(X)
    # end
    # if: hinge
    M = np.where(Y.T > 0, 0, S + (1 - (Y.T * S).sum(axis=0)))
    losses = np.maximum(M, 0).sum()  #: sum_hinge
    dS = (M > 0).astype(float)
    dS -= Y.T * dS.sum(axis=0)
    return losses / len(X), (dS @ X).T / len(X)
    # end


def loss_and_gradient(W, X, Y):  #: loss_and_gradient
    loss, G = data_loss(W, X, Y)
    G[:-1] += l2 * W[:-1]
    return loss + 0.5 * l2 * np.vdot(W[:-1], W[:-1]), G


# if: newton
def hessian(W):
    P = softmax(W.T @ X.T)[0]
    spread = (X[:, :, None] * P.T[:, None, :]).reshape(len(X), -1)
    H = -(spread.T @ spread).reshape(*W.shape, *W.shape)
    for k in range(len(P)):
        H[:, k, :, k] += (X * P[k][:, None]).T @ X
    return H.reshape(W.size, -1) / len(X) + l2 * np.diag(np.arange(W.size) < W[:-1].size)


# end
history, limit = [], np.inf
# if: momentum
velocity = 0.0
# end
# if: adam
mean = square = 0.0
# end
# if: batches
batch_size, seed = [32, 0]
rng, batches, order = np.random.default_rng(seed), len(X) // batch_size, []
# end
for step in range(steps + 1):
    loss, G = loss_and_gradient(W, X, Y)
    if not loss < limit:  #: diverged
        break
    limit = limit if step else 1e6 * max(1.0, loss)
    history.append((W, loss, G))
    if np.sqrt(np.vdot(G, G)) <= tolerance:
        break
    # if: batches
    order = order if step % batches else rng.permutation(len(X))
    rows = order[step % batches * batch_size :][:batch_size]
    G = loss_and_gradient(W, X[rows], Y[rows])[1]
    # end
    # if: gradient_descent
    W = W - learning_rate * G
    # end
    # if: momentum
    velocity = 0.9 * velocity - learning_rate * G
    W = W + velocity
    # end
    # if: adam
    mean, square = 0.9 * mean + (1 - 0.9) * G, 0.999 * square + (1 - 0.999) * G**2
    m, v = mean / (1 - 0.9 ** (step + 1)), square / (1 - 0.999 ** (step + 1))
    W = W - learning_rate * (m / (np.sqrt(v) + 1e-8))
    # end
    # if: newton
    direction = np.linalg.lstsq(hessian(W), G.ravel(), rcond=None)[0].reshape(W.shape)
    gain, share = np.vdot(direction, G), 1.0
    for _ in range(40):  #: halved
        moved = W - share * direction
        if loss_and_gradient(moved, X, Y)[0] <= loss - 1e-4 * share * gain or share * gain < 1e-14 * loss:
            W = moved
            break
        share /= 2
    # end

# if: all_rows
epoch_digits = 0  #: digits
# end
last = len(history) - 1
at = min(step_shown, last)
W, loss, G = history[at]
right = (X @ W).argmax(axis=1) == Y.argmax(axis=1)
# if: held_out
right_held_out = (X_held_out @ W).argmax(axis=1) == Y_held_out.argmax(axis=1)
# end

#: printing
from .printing import column, table, text

table(
    [
        ["@readings.step", "@of".format(part=at, whole=last)],
        # if: batches
        ["@readings.epochs", text(at / batches, 2)],
        # end
        # if: all_rows
        ["@readings.epochs", text(at, epoch_digits)],
        # end
        ["@readings.loss", text(loss, 6)],
        ["@readings.change", text(loss - history[at - 1][1], 6, "+") if at else "–"],
        ["@readings.norm", text(np.sqrt(np.vdot(G, G)), 6)],
        # if: whole
        ["@readings.accuracy", f"{right.mean():.1%}"],
        ["@readings.correct", "@of".format(part=right.sum(), whole=len(X))],
        # end
        # if: held_out
        ["@readings.training_accuracy", f"{right.mean():.1%}"],
        ["@readings.held_out_loss", text(data_loss(W, X_held_out, Y_held_out)[0], 6)],
        ["@readings.held_out_accuracy", f"{right_held_out.mean():.1%}"],
        # end
    ]
)
print()
head = ["column", "W", "∂L/∂W", "W", "∂L/∂W", "W", "∂L/∂W"]
columns = ["x1", "x2", "bias"]
pairs = np.stack([W, G], axis=-1).reshape(len(W), -1)
table([head, *([name, *column(row, sign="+")] for name, row in zip(columns, pairs))])
