"""The songs of the lesson, odds between classes, and draws of classes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare

import softmax_core as core
from softmax_core import InvalidProbabilitiesError, InvalidTargetError

WEIGHTS = np.array([[0.5, -0.25, 1.0], [1.0, 0.0, -0.5]])
BIAS = np.array([0.1, 0.3, -0.4])


def test_songs_have_the_labels_and_the_numbers_that_were_asked_for():
    songs = core.songs(per_genre=4, per_pair=3, outside=2)
    counts = songs.labels.sum(1)
    assert [int((counts == n).sum()) for n in range(4)] == [2, 12, 9, 0]
    np.testing.assert_array_equal(songs.labels[-2:], 0)
    np.testing.assert_array_equal(songs.labels.sum(0), [4 + 2 * 3] * 3)


def test_there_are_30_songs_of_each_genre_and_20_of_each_pair_unless_other_numbers_are_given():
    usual, same = core.songs(), core.songs(per_genre=30, per_pair=20, outside=0, seed=0)
    np.testing.assert_array_equal(usual.points, same.points)
    assert usual.labels.tolist() == same.labels.tolist()
    assert usual.labels.dtype == usual.single.dtype == np.intp


def test_there_may_be_one_song_of_each_genre_and_one_of_each_pair():
    songs = core.songs(per_genre=1, per_pair=1, outside=1)
    assert len(songs.points) == 7
    assert songs.labels.dtype == songs.single.dtype == np.intp
    assert len(core.songs(per_genre=1, per_pair=0).points) == 3


def test_the_single_label_is_one_of_the_labels():
    songs = core.songs(per_pair=50, outside=3)
    assert (songs.single <= songs.labels).all()
    np.testing.assert_array_equal(songs.single.sum(1), np.minimum(songs.labels.sum(1), 1))
    pairs = songs.labels.sum(1) == 2
    assert 0.4 < songs.single[pairs & (songs.labels[:, 0] == 1), 0].mean() < 0.6


def test_songs_of_no_genre_leave_the_others_as_they_are():
    few, more = core.songs(), core.songs(outside=30)
    np.testing.assert_array_equal(more.points[: len(few.points)], few.points)
    np.testing.assert_array_equal(more.single[: len(few.points)], few.single)


def test_rock_is_loud_jazz_is_fast_and_classical_music_is_slow():
    songs = core.songs(outside=30)
    jazz, rock, classical = (songs.points[(songs.labels == one).all(1)].mean(0) for one in np.eye(3))
    assert classical[0] < rock[0] < jazz[0]
    assert rock[1] > max(jazz[1], classical[1])
    both = songs.points[(songs.labels == [1, 1, 0]).all(1)].mean(0)
    assert both == pytest.approx(
        [jazz[0], (jazz[1] + 3 * rock[1]) / 4], abs=3
    )  # as fast as jazz, nearly as loud as rock


def test_odds_are_the_ratio_of_two_probabilities_and_the_product_of_their_factors():
    x = [0.75, -1.5]
    p = core.softmax(x @ WEIGHTS + BIAS)
    for i in range(3):
        for j in range(3):
            odds = core.class_odds(x, WEIGHTS, BIAS, i, j)
            assert odds.ratio == pytest.approx(p[i] / p[j], rel=1e-14)
            assert odds.ratio == pytest.approx(odds.factors.prod(), rel=1e-14)
            np.testing.assert_allclose(np.exp(odds.terms), odds.factors)
            np.testing.assert_allclose(10**odds.powers_of_ten, np.cumprod(odds.factors))
            assert odds.terms[0] == BIAS[i] - BIAS[j]


def test_a_feature_multiplies_the_odds_by_one_factor_wherever_the_others_are():
    """Text 003: features act on probabilities multiplicatively."""
    factors = []
    for other in (-3.0, 0.0, 2.0):
        before, after = (core.class_odds([x, other], WEIGHTS, BIAS, 0, 2).ratio for x in (1.0, 2.0))
        factors.append(after / before)
    np.testing.assert_allclose(factors, np.exp(0.5 - 1.0))


def test_odds_beyond_the_largest_number_are_that_number():
    odds = core.class_odds([1000.0, 0.0], WEIGHTS * 10, BIAS, 2, 1)
    assert odds.ratio == odds.factors[1] == np.finfo(float).max


def test_odds_of_a_class_that_does_not_exist_are_rejected():
    with pytest.raises(InvalidTargetError, match="second must be at most 2, got 3"):
        core.class_odds([0.0, 0.0], WEIGHTS, BIAS, 0, 3)
    with pytest.raises(InvalidTargetError, match="first must be at most 2, got 3"):
        core.class_odds([0.0, 0.0], WEIGHTS, BIAS, 3, 0)


def test_odds_of_scores_that_overflow_are_rejected():
    with pytest.raises(core.InvalidTrainingError, match=r"^features, weights and bias must be small enough"):
        core.class_odds([1e308, 1e308], WEIGHTS * 100, BIAS, 2, 1)


def test_draws_come_close_to_the_probabilities():
    p = np.array([0.55, 0.3, 0.02, 0.13])
    counts = core.draw_counts(p, 100_000, seed=3)
    assert counts.sum() == 100_000
    assert chisquare(counts, 100_000 * p).pvalue > 0.01
    half = np.array([0.1, 0.2, 0.3, 0.4], np.float16)
    assert core.draw_counts(half, 100_000).tolist() == core.draw_counts(half / half.sum(dtype=float), 100_000).tolist()
    assert core.draw_counts(p, 100).tolist() == core.draw_counts(p, 100, seed=0).tolist()


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 2**64))
def test_more_draws_keep_the_earlier_ones(few, more, seed):
    p = [0.2, 0.0, 0.5, 0.3]
    first, then = core.draw_counts(p, few, seed), core.draw_counts(p, few + more, seed)
    assert (first <= then).all()
    assert then[1] == 0
    assert then.sum() == few + more


def test_a_small_change_of_the_probabilities_changes_few_draws():
    one, other = core.draw_counts([0.5, 0.3, 0.2], 10_000), core.draw_counts([0.501, 0.299, 0.2], 10_000)
    assert 0 < np.abs(one - other).sum() < 60


def test_draws_take_certain_classes_and_refuse_what_is_no_distribution():
    np.testing.assert_array_equal(core.draw_counts([0.0, 1.0, 0.0], 50), [0, 50, 0])
    with pytest.raises(InvalidProbabilitiesError, match="probabilities must sum to 1"):
        core.draw_counts([0.5, 0.6], 5)
    with pytest.raises(InvalidProbabilitiesError, match="count must not be negative"):
        core.draw_counts([0.5, 0.5], -1)


def test_the_largest_label_is_the_first_of_equal_ones():
    np.testing.assert_array_equal(core.largest_label([[0.1, 3, 2], [5, 5, 1]]), [[0, 1, 0], [1, 0, 0]], strict=True)
