from fractions import Fraction

import numpy as np


def add(e):  #: add_in_pairs
    e = list(e)
    while len(e) > 4:
        half = len(e) // 2
        e = [a + b for a, b in zip(e[:half], e[half : 2 * half])] + e[2 * half :]
    return np.array(e).sum()


def softmax(z, T=1.0):  #: accurate
    q = (z - z.max()) / T
    exact = [(Fraction(a) - Fraction(z.max())) / Fraction(T) for a in z]
    rest = np.array([float(a - Fraction(b)) for a, b in zip(exact, q)])  #: rest
    e = np.exp(q)
    e += e * rest
    log_p = q - np.log1p(add(np.where(np.arange(len(z)) == z.argmax(), 0, e))) + rest
    e = np.exp(z) if T == 1 else e
    return e / add(e), log_p
