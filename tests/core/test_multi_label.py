"""Softmax regression and K logistic classifiers of several labels at once, against scikit-learn."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.multiclass import OneVsRestClassifier

import softmax_core as core
from softmax_core import InvalidTargetError, InvalidTrainingError

L2 = 0.01
SONGS = core.songs(per_genre=12, per_pair=6, outside=5, seed=4)
X = core.standardize(SONGS.points)[0]
LABELLED = SONGS.labels.any(1)


def sklearn_softmax(x, targets, l2):
    """scikit-learn takes one class for each row: a row with two is given twice, with its shares as weights."""
    rows, classes = np.nonzero(targets)
    model = LogisticRegression(C=1 / (len(x) * l2), tol=1e-12, max_iter=10_000)
    return model.fit(x[rows], classes, sample_weight=targets[rows, classes])


def test_softmax_of_songs_with_two_labels_is_that_of_scikit_learn():
    x, targets = X[LABELLED], core.label_shares(SONGS.labels[LABELLED])
    model, referee = core.fit_softmax(x, targets, L2), sklearn_softmax(x, targets, L2)
    np.testing.assert_allclose(core.softmax(model.scores(x)), referee.predict_proba(x), atol=2e-6)
    np.testing.assert_allclose(model.weights.T, referee.coef_, atol=2e-5)
    assert abs(model.bias.sum()) < 1e-12


def test_softmax_of_exclusive_labels_with_the_class_other_is_that_of_scikit_learn():
    labels = core.with_other_class(SONGS.single)
    model = core.fit_softmax(X, core.label_shares(labels), L2)
    referee = LogisticRegression(C=1 / (len(X) * L2), tol=1e-12, max_iter=10_000).fit(X, labels.argmax(1))
    np.testing.assert_allclose(core.softmax(model.scores(X)), referee.predict_proba(X), atol=2e-6)


@pytest.mark.parametrize("labels", [SONGS.labels, SONGS.single], ids=["overlapping", "exclusive"])
def test_the_logistic_classifiers_are_those_of_scikit_learn(labels):
    model = core.fit_sigmoids(X, labels, L2)
    one = LogisticRegression(C=1 / (len(X) * L2), tol=1e-12, max_iter=10_000)
    referee = OneVsRestClassifier(one).fit(X, labels)
    np.testing.assert_allclose(core.sigmoid(model.scores(X)), referee.predict_proba(X), atol=2e-6)
    np.testing.assert_array_equal(model.scores(X) > 0, referee.predict(X).astype(bool))


def test_each_logistic_classifier_depends_on_its_own_labels_alone():
    together = core.fit_sigmoids(X, SONGS.labels, L2)
    changed = SONGS.labels.copy()
    changed[:, 1] = 1 - changed[:, 1]
    other = core.fit_sigmoids(X, changed, L2)
    np.testing.assert_allclose(together.weights[:, [0, 2]], other.weights[:, [0, 2]], rtol=1e-9)
    np.testing.assert_allclose(together.weights[:, 1], -other.weights[:, 1], rtol=1e-9)


def test_a_logistic_classifier_is_softmax_of_two_classes():
    one = core.fit_sigmoids(X, SONGS.labels[:, :1], L2)
    targets = np.column_stack([SONGS.labels[:, 0], 1 - SONGS.labels[:, 0]])
    two = core.fit_softmax(X, targets, 2 * L2)  # two columns w/2 and -w/2 have half of the squares of one column w
    np.testing.assert_allclose(core.softmax(two.scores(X))[:, 0], core.sigmoid(one.scores(X))[:, 0], atol=1e-12)


@pytest.mark.parametrize("fit", ["softmax", "sigmoids"])
def test_the_gradient_is_zero_where_newtons_method_arrives(fit):
    labels, scores = SONGS.single[LABELLED], X[LABELLED]
    model = core.fit_softmax(scores, labels, L2) if fit == "softmax" else core.fit_sigmoids(scores, labels, L2)
    loss = "cross_entropy" if fit == "softmax" else "one_vs_rest"
    found = core.classifier_loss(scores, labels.argmax(1), model.weights, model.bias, loss=loss, l2=L2)
    assert max(np.abs(found.wrt_weights).max(), np.abs(found.wrt_bias).max()) < 1e-13


@pytest.mark.parametrize("seed", [105, 111, 195])
def test_the_gradient_is_0_where_whole_steps_would_go_too_far(seed):
    generator = np.random.default_rng(seed)
    rows = int(generator.integers(3, 12))
    x = generator.normal(size=(rows, 2)) * 10 ** generator.uniform(-1, 1.5, 2)
    y = np.eye(3)[generator.integers(0, 3, rows)]
    for fit, probabilities in ((core.fit_softmax, core.softmax), (core.fit_sigmoids, core.sigmoid)):
        model = fit(x, y.astype(int), 1e-7)
        errors = (probabilities(model.scores(x)) - y) / rows
        np.testing.assert_allclose(x.T @ errors + 1e-7 * model.weights, 0, atol=1e-10)
        np.testing.assert_allclose(errors.sum(0), 0, atol=1e-10)


def test_even_labels_that_nobody_has_give_a_finite_model():
    model = core.fit_sigmoids(X, np.zeros((len(X), 2)), L2)
    assert (core.sigmoid(model.scores(X)) < 1e-6).all()


def test_a_row_with_several_labels_counts_as_equal_parts():
    np.testing.assert_array_equal(core.label_shares([[1, 1, 0], [0, 0, 1], [1, 1, 1]])[:2], [[0.5, 0.5, 0], [0, 0, 1]])
    with pytest.raises(InvalidTargetError, match=r"labels must have a 1 in every row, got none in row 1"):
        core.label_shares([[1, 0], [0, 0]])


def test_the_class_other_is_of_the_rows_without_a_label():
    found = core.with_other_class([[1, 0], [0, 0], [1, 1]])
    np.testing.assert_array_equal(found, [[1, 0, 0], [0, 0, 1], [1, 1, 0]], strict=True)
    assert core.with_other_class([[1.0, 0.0]]).dtype == np.intp


def test_subset_accuracy_is_that_of_scikit_learn():
    predicted = core.fit_sigmoids(X, SONGS.labels, 1.0).scores(X) > 0
    accuracy = core.subset_accuracy(SONGS.labels, predicted)
    assert accuracy == accuracy_score(SONGS.labels, predicted)
    assert 0 < accuracy < 1


@pytest.mark.parametrize("wrong", [[[2, 0]], [[0.5, 0.5]], [[-1, 0]], np.empty((1, 0)), [1, 0]])
def test_labels_that_are_no_matrix_of_0_and_1_are_rejected(wrong):
    for function in (core.label_shares, core.with_other_class):
        with pytest.raises(InvalidTargetError, match="labels must"):
            function(wrong)
    with pytest.raises(InvalidTargetError, match=r"^labels must hold 0 and 1 only, with K > 0, got \[\[1, 2\]\]$"):
        core.label_shares([[1, 2]])


@pytest.mark.parametrize(
    ("wrong", "words"), [([[0.5, 0.25]], "sum to 1"), ([[1.5, -0.5]], "not be negative"), ([[]], "K > 0")]
)
def test_targets_that_are_no_distributions_are_rejected(wrong, words):
    with pytest.raises(InvalidTargetError, match=f"^targets must.*{words}"):
        core.fit_softmax([[1.0]], wrong, 1.0)


@pytest.mark.parametrize("l2", [0, -1, np.nan, np.inf])
def test_without_regularization_there_may_be_no_minimum_and_it_is_rejected(l2):
    with pytest.raises(InvalidTrainingError, match="l2 must be finite and above 0"):
        core.fit_sigmoids(X, SONGS.labels, l2)


def test_one_row_is_enough_and_none_is_not():
    for fit in (core.fit_softmax, core.fit_sigmoids):
        scores = fit([[1.0]], [[1, 0]], 1.0).scores([1.0])
        assert scores[0] > scores[1]
        with pytest.raises(core.InvalidFeaturesError, match="N > 0"):
            fit(np.empty((0, 1)), np.empty((0, 2)), 1.0)


def test_a_model_says_its_scores():
    model = core.LinearModel([[1.0, 2.0], [3.0, 4.0]], [0.5, -0.5])
    np.testing.assert_array_equal(model.scores([10.0, 1.0]), [13.5, 23.5])
    assert (model.weights.shape, model.bias.shape) == ((2, 2), (2,))


def test_a_model_of_several_rows_of_bias_is_rejected():
    with pytest.raises(InvalidTrainingError, match=r"^bias must have the shape \(K,\), got \(2, 2\)$"):
        core.LinearModel(np.ones((2, 2, 2)), np.ones((2, 2)))
    with pytest.raises(InvalidTrainingError, match=r"weights and bias must have the shapes \(D, K\) and \(K,\)"):
        core.LinearModel([[1.0, 2.0]], [0.5])


def test_features_whose_scores_overflow_are_rejected():
    model = core.LinearModel(np.full((2, 3), 1e200), np.zeros(3))
    with pytest.raises(core.InvalidFeaturesError, match=r"^features must be small enough that their scores are fini"):
        model.scores([[1e200, 0.0]])
