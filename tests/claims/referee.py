"""What the tests of the claims compare with: derivatives by the complex step, and what the index shows of a claim."""

from functools import cache

import numpy as np

from pages.five_texts import State, frame
from softmax_core import claims
from text import translations

WORDS = translations("en").section("five-texts")


def softmax(z):
    """Softmax as its definition says it, of complex numbers too."""
    exponentials = np.exp(np.asarray(z))
    return exponentials / exponentials.sum()


def cross_entropy(z, target):
    return -np.log(softmax(z)[target])


def gradient(function, x):
    """Return df/dx by the complex step, which is exact to the last digits."""
    x = np.asarray(x, complex)
    steps = 1e-30j * np.eye(x.size).reshape(x.size, *x.shape)
    return np.array([function(x + step) for step in steps]).imag.T.reshape(-1, *x.shape).squeeze() / 1e-30


@cache
def cards():
    return {card.id: card for card in frame(State(), WORDS).cards}


def shown(claim, name):
    """Return what a card shows of one comparison: what is said, what is computed, and what is marked as different."""
    label = WORDS(f"claims.{claim}.{name}")
    comparison = next(each for each in cards()[claim].comparisons if each.label == label)
    return tuple(comparison.said), tuple(comparison.found), tuple(comparison.differing)


def check(claim, name, seed=0):
    """Return a check of a claim."""
    finding = claims.recompute(claim, seed)
    return next(each for each in (*finding.checks, *finding.also) if each.name == name)


def verdict(claim):
    """Return the verdict of a claim, which its card shows too."""
    found = claims.recompute(claim).verdict
    assert cards()[claim].verdict == found
    assert cards()[claim].verdict_label == WORDS(f"controls.options.{found}")
    return found
