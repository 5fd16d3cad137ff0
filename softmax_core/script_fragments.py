"""The fragments of Python from which ``training_script`` assembles a script: features, losses and update rules."""

FEATURES = {
    "linear": "",
    "quadratic": """\
i, j = np.triu_indices(X.shape[1])
X = np.hstack([X, X[:, i] * X[:, j]])  # squares and products
""",
    "sines": """\
i, j = np.triu_indices(X.shape[1])
X = np.hstack([X, X[:, i] * X[:, j], np.sin(np.pi * X)])  # squares, products, sines
""",
    "fourier": """\
rng = np.random.default_rng({seed})  # draws the random Fourier features
F = {scale} * rng.standard_normal((X.shape[1], {count}))
X = np.sqrt(2 / {count}) * np.cos(X @ F + rng.uniform(0, 2 * np.pi, {count}))
""",
}

COLUMNS = """\
X = np.hstack([X, np.ones((len(X), 1))])  # a column of ones: the last row of W is the bias
Y = np.eye(W.shape[1])[y]  # one-hot
"""

SCORES = """\
R = l2 * np.vstack([W[:-1], np.zeros(W.shape[1])])  # gradient of the regularization, none for the bias
S = X @ W  # scores
"""

# Each computes from scores S (N, K) the mean loss and dS, the gradient of each row's own loss.
LOSSES = {
    "cross_entropy": """\
S -= S.max(axis=1, keepdims=True)  # changes no probability, keeps exp from overflowing
log_P = S - np.log(np.exp(S).sum(axis=1, keepdims=True))
loss = -(Y * log_P).sum() / len(X) + 0.5 * (R * W).sum()  # cross-entropy + regularization
dS = np.exp(log_P) - Y
""",
    "one_vs_rest": """\
loss = (np.logaddexp(0, S) - Y * S).sum() / len(X) + 0.5 * (R * W).sum()  # one-vs-rest + regularization
dS = np.exp(-np.logaddexp(0, -S)) - Y  # sigmoid(S) - Y, without overflow
""",
    "squared_error": """\
S -= S.max(axis=1, keepdims=True)  # changes no probability, keeps exp from overflowing
P = np.exp(S) / np.exp(S).sum(axis=1, keepdims=True)
loss = ((P - Y) ** 2).mean() + 0.5 * (R * W).sum()  # squared error + regularization
dS = 2 / W.shape[1] * P * (P - Y - (P * (P - Y)).sum(axis=1, keepdims=True))
""",
    "hinge": """\
M = (1 - Y) * (1 - (Y * S).sum(axis=1, keepdims=True) + S)  # margins 1 - s_y + s_j of the other classes
loss = np.maximum(M, 0).sum() / len(X) + 0.5 * (R * W).sum()  # hinge + regularization
dS = (M > 0) - Y * (M > 0).sum(axis=1, keepdims=True)
""",
}

SPLIT = """\
held_out = {rows}  # rows not trained on
X_held_out, Y_held_out = X[held_out], Y[held_out]
X, Y = np.delete(X, held_out, axis=0), np.delete(Y, held_out, axis=0)
"""

# Each computes the mean loss of the held-out rows, without regularization.
HELD_OUT_LOSSES = {
    "cross_entropy": """\
S = X_held_out @ W
S -= S.max(axis=1, keepdims=True)
held_out_loss = (np.log(np.exp(S).sum(axis=1)) - (Y_held_out * S).sum(axis=1)).mean()
""",
    "one_vs_rest": """\
S = X_held_out @ W
held_out_loss = (np.logaddexp(0, S) - Y_held_out * S).sum() / len(S)
""",
    "squared_error": """\
S = X_held_out @ W
S -= S.max(axis=1, keepdims=True)
held_out_loss = ((np.exp(S) / np.exp(S).sum(axis=1, keepdims=True) - Y_held_out) ** 2).mean()
""",
    "hinge": """\
S = X_held_out @ W
M = (1 - Y_held_out) * (1 - (Y_held_out * S).sum(axis=1, keepdims=True) + S)
held_out_loss = np.maximum(M, 0).sum() / len(S)
""",
}

CHECK = """\
if step == 0: limit = 1e6 * max(1, loss)
elif not loss < limit: break  # diverged
"""

PRINT = "print(step, loss)\n"
PRINT_BOTH = "print(step, loss, held_out_loss)\n"

GRADIENT = """\
G = X.T @ dS / len(X) + R  # gradient
if step == steps or np.linalg.norm(G) <= tolerance: break
"""

BATCH = """\
index = step % (len(X) // batch_size)  # of the batch in its pass
if index == 0: order = rng.permutation(len(X))
rows = order[index * batch_size :][:batch_size]
G = X[rows].T @ dS[rows] / batch_size + R
"""

STATE = {"momentum": "V = 0.0  # velocity\n", "adam": "m = v = 0.0  # running means of G and G^2\n"}

UPDATES = {
    "gradient_descent": "W -= learning_rate * G\n",
    "momentum": """\
V = momentum * V - learning_rate * G
W += V
""",
    "adam": """\
m = momentum * m + (1 - momentum) * G
v = 0.999 * v + (1 - 0.999) * G**2
W -= learning_rate * m / (1 - momentum ** (step + 1)) / (np.sqrt(v / (1 - 0.999 ** (step + 1))) + 1e-8)
""",
    "newton": """\
A = P[:, :, None] * (np.eye(W.shape[1]) - P[:, None, :])  # diag(p) - p p^T, row by row
H = np.einsum("nd,nkl,ne->dkel", X, A, X, optimize=True).reshape(W.size, W.size) / len(X)  # Hessian
H += l2 * np.diag(np.arange(W.size) < W.size - W.shape[1])
D = np.linalg.lstsq(H, G.ravel(), rcond=None)[0].reshape(W.shape)
for share in 0.5 ** np.arange(40):  # halved until the loss decreases
    moved, gain = W - share * D, share * (D * G).sum()
    if evaluate(moved)[0] <= loss - 1e-4 * gain or gain < 1e-14 * max(loss, 1e-300):
        W = moved
        break
""",
}
