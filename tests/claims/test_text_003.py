"""Text 003: max and softmax, odds, and one softmax against k sigmoids."""

import numpy as np
from sklearn.linear_model import LogisticRegression

import softmax_core as core
from softmax_core.claims.text_003 import L2, song_models
from tests.claims.referee import check, cross_entropy, gradient, shown, softmax, verdict

P = softmax([3.0, 1.0, -1.0])


def test_003_1_max_takes_the_largest_score_and_softmax_draws_small_ones_now_and_then():
    assert shown("003.1", "max") == (("3.0000",), ("3.0000",), ())
    for seed in range(1, 30):
        draws = check("003.1", "draws", seed)
        assert (draws.found > 0).all()
        np.testing.assert_allclose(draws.found, draws.said, atol=0.01)
    assert shown("003.1", "draws")[0] == tuple(f"{p:.4f}" for p in P)
    assert verdict("003.1") == "holds"


def test_003_2_odds_are_exponentials_of_differences():
    assert shown("003.2", "odds") == (("7.3891", "54.5982", "7.3891"),) * 2 + ((),)
    np.testing.assert_allclose(check("003.2", "odds").found, [P[0] / P[1], P[0] / P[2], P[1] / P[2]], rtol=1e-12)
    assert verdict("003.2") == "holds"


def test_003_3_the_gradient_of_the_target_is_its_probability_minus_1():
    true = gradient(lambda z: cross_entropy(z, 2), [0.5, 2.0, -0.5])[2]
    np.testing.assert_allclose(check("003.3", "wrt_target_logit").said, true, rtol=1e-12)
    assert shown("003.3", "wrt_target_logit") == (("−0.9371",), ("−0.9371",), ())
    assert verdict("003.3") == "holds"


def test_003_4_softmax_for_exclusive_classes_and_sigmoids_for_labels_that_overlap():
    by_softmax, by_sigmoids = song_models()
    np.testing.assert_allclose(by_softmax.sum(1), 1)
    assert (by_softmax[:3].diagonal() > 0.9).all(), "songs of one genre"
    for missing in range(3):
        two = np.arange(3) != missing
        assert (by_sigmoids[3 + missing, two] > 0.9).all()
        assert by_sigmoids[3 + missing].sum() > 1.8
        np.testing.assert_allclose(by_softmax[3 + missing, two], 0.5, atol=0.05)
    assert shown("003.4", "two_genres")[0] == ("1.0000", "1.0000", "0.0000")
    assert shown("003.4", "two_genres")[2] == ()
    assert shown("003.4", "one_genre")[0] == ("1.0000", "0.0000", "0.0000")
    np.testing.assert_array_equal(check("003.4", "one_genre").found, by_softmax[0])
    np.testing.assert_array_equal(check("003.4", "softmax_of_two").found, by_softmax[5])
    assert verdict("003.4") == "holds"


def test_003_4_the_sigmoids_are_those_of_an_independent_library():
    data = core.songs()
    points = core.standardize(data.points)[0]
    middles = [points[(data.labels == kind).all(1)].mean(0) for kind in [*np.eye(3), *(1 - np.eye(3))]]
    for genre in range(3):
        model = LogisticRegression(C=1 / (L2 * len(points)), tol=1e-10, max_iter=1000)
        model.fit(points, data.labels[:, genre])
        np.testing.assert_allclose(model.predict_proba(middles)[:, 1], song_models()[1][:, genre], atol=1e-5)
