"""The numbers with which claims are checked: those of the texts, and others where a text has none or any will do."""

import numpy as np
import pytest

import softmax_core as core
from softmax_core import claims
from softmax_core.claims.examples import Numbers

THREE, FIVE = [2, 3, 4], [1, 2, 3, 0, 1]
OF_THE_TEXTS = {
    "000.1": {"z": [3, 1, -3]},
    "000.2": {"z": [3, 1, -3], "y": [1, 0, 0]},
    "000.8": {},
    "000.10": {"z": [3, 0, -3]},
    "000.11": {"Z₁": [1000, 999], "Z₂": [0, -1]},
    "001.1": {"z": THREE},
    "001.4": {"z": FIVE, "t": [3]},
    "001.5": {"z": FIVE, "t": [3], "h": [1e-10]},
    "001.7": {"z": THREE, "t": [1]},
    "001.8": {},
    "002.1": {"z": [1000, 999, 998]},
    "003.4": {},
    "004.6": {"z": THREE, "t": [1]},
}
ANY = {
    "000.3": {"z": [1.5, -1]},
    "000.4": {"z": THREE, "t": [1]},
    "000.5": {"x": [1.5, -0.5], "w": [0.4, 0.8], "b": [0.2], "y": [1]},
    "000.6": {"z": [3, 1, -3], "t": [0]},
    "000.7": {"z": [3, 1, -3], "t": [0]},
    "000.9": {"x": [1, 2], "c": [10, -5]},
    "001.2": {"z": THREE},
    "001.3": {"z": THREE, "c": [1, -2, 3]},
    "001.6": {"z": THREE, "t": [1]},
    "002.2": {"z": [3, 0, -3], "log C": [5]},
    "002.3": {"z": [3, 1, -3]},
    "002.4": {"z₁": [3, 0, -3], "z₂": [2, 1, 0], "targets": [0, 1]},
    "002.5": {"z₁": [1, 0.5, -1, 2], "z₂": [0, 2, 1, -1], "targets": [2, 1]},
    "003.1": {"z": [3, 1, -1]},
    "003.2": {"z": [3, 1, -1]},
    "003.3": {"z": [0.5, 2, -0.5], "t": [2]},
    "004.1": {"o": [2, 1, -0.5], "w₄": [0.4, -0.6, 0.2], "w₅": [0.7, 0.3, -0.4], "w₆": [-0.2, 0.5, 0.6]},
    "004.2": {"z": [0.1, 1.9, -0.2]},
    "004.3": {"z": [0.1, 1.9, -0.2]},
    "004.4": {"z": [0.1, 1.9, -0.2], "o": [2, 1, -0.5]},
    "004.5": {"z": [0.1, 1.9, -0.2], "o": [2, 1, -0.5]},
}


@pytest.mark.parametrize("claim", claims.CLAIMS)
def test_the_numbers_of_a_claim_stand_beside_it(claim):
    expected, found = (OF_THE_TEXTS | ANY)[claim], dict(claims.recompute(claim).given)
    assert list(found) == list(expected)
    for name, numbers in expected.items():
        np.testing.assert_allclose(found[name], numbers, atol=1e-15)
        assert found[name].dtype == np.float64 or name in "ty"


@pytest.mark.parametrize("claim", claims.CLAIMS)
def test_other_numbers_stand_beside_a_claim_where_any_will_do(claim):
    usual, other = dict(claims.recompute(claim).given), dict(claims.recompute(claim, 1).given)
    assert list(other) == list(usual)
    changed = [name for name in usual if not np.array_equal(usual[name], other[name])]
    assert bool(changed) == (claim in ANY)


def test_every_class_may_be_the_true_one_where_any_will_do():
    for claim in ("000.4", "000.6", "000.7", "001.6", "003.3"):
        assert {int(dict(claims.recompute(claim, seed).given)["t"][0]) for seed in range(1, 20)} == {0, 1, 2}


def test_other_numbers_are_tenths_that_differ_from_each_other_and_from_0():
    drawn = np.array([dict(claims.recompute("002.3", seed).given)["z"] for seed in range(1, 50)])
    np.testing.assert_allclose(10 * drawn, (10 * drawn).round(), atol=1e-12)
    sizes = np.abs(drawn)
    assert (sizes.min(), sizes.max()) == (0.1, 3.0)
    assert (sizes[:, 0] != sizes[:, 1]).mean() > 0.9
    assert 0.4 < (drawn > 0).mean() < 0.6
    assert 0.3 < (drawn[:, 0] * drawn[:, 1] < 0).mean() < 0.7


def test_a_seed_always_draws_the_same_numbers():
    drawn = [Numbers(seed).several(*range(10)).tolist() for seed in (5, 5, 6)]
    assert drawn[0] == drawn[1] != drawn[2]


def test_a_claim_that_there_is_not_and_a_seed_that_is_none_are_rejected_by_name():
    with pytest.raises(core.InvalidTargetError, match=r"^claim must be one of 000\.1, 000\.2"):
        claims.recompute("9.9")
    for seed in (-1, 2**32):
        with pytest.raises(core.InvalidTargetError, match=r"^seed must"):
            claims.recompute("000.1", seed)
