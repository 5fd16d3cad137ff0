import numpy as np


def numerical_gradient(f, x, h):  #: numerical
    gradient = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[i] += h
        below[i] -= h
        gradient[i] = (f(above) - f(below)) / (above[i] - below[i])
    return gradient


def relative_error(a, b):
    scale = max(np.abs(a).max(), np.abs(b).max()) or 1
    a, b = a / scale, b / scale
    return np.linalg.norm(a - b) / (max(np.linalg.norm(a), np.linalg.norm(b)) or 1)
