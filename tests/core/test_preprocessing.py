"""Standardization: scikit-learn agrees, and columns of any size are brought to mean 0 and standard deviation 1."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.preprocessing import StandardScaler

import softmax_core as core
from softmax_core import Standardization, standardize


def table(seed, rows=12, columns=4):
    generator = np.random.default_rng(seed)
    return generator.normal(size=(rows, columns)) * generator.uniform(0.1, 9, columns) + generator.normal(size=columns)


@given(st.integers(0, 10_000))
def test_standardized_columns_are_those_of_scikit_learn(seed):
    x = table(seed)
    reference = StandardScaler().fit(x)
    standardized, standardization = standardize(x)
    np.testing.assert_allclose(standardized, reference.transform(x), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(standardization.mean, reference.mean_, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(standardization.deviation, reference.scale_, rtol=1e-9)
    np.testing.assert_array_equal(standardization.transform(x), standardized)


@pytest.mark.parametrize("unit", [1e-300, 1e-200, 1.0, 1e200, 1e307])
def test_the_unit_of_a_column_has_no_effect_on_its_standardized_numbers(unit):
    x = np.array([[0.5], [1.0], [-3.0], [7.5]])
    standardized, standardization = standardize(unit * x)
    np.testing.assert_allclose(standardized, standardize(x)[0], rtol=1e-12)
    np.testing.assert_allclose(standardization.transform(unit * x), standardized, rtol=1e-12)
    np.testing.assert_allclose([standardized.mean(), standardized.std()], [0, 1], atol=1e-15)


def test_numbers_at_the_ends_of_the_range_are_standardized_without_overflow():
    largest = np.finfo(float).max
    standardized, standardization = standardize([[largest, 1.0], [-largest, 1.0]])
    np.testing.assert_allclose(standardized, [[1, 0], [-1, 0]])
    np.testing.assert_allclose(standardization.deviation, [largest, 1])
    np.testing.assert_allclose(standardization.transform([[largest, 1.0], [-largest, 2.0]]), [[1, 0], [-1, 1]])


def test_a_constant_column_becomes_zero_with_its_value_as_mean():
    standardized, standardization = standardize([[0.1, 3.0], [0.1, 5.0], [0.1, 7.0]])
    np.testing.assert_array_equal(standardized[:, 0], 0)
    assert (standardization.mean[0], standardization.deviation[0]) == (0.1, 1)


def test_a_column_whose_deviation_is_too_small_for_a_number_keeps_its_values():
    standardized, standardization = standardize([[0.0], [5e-324]])
    assert standardized.tolist() == [[0.0], [5e-324]]
    assert standardization.deviation.tolist() == [1]


def test_a_result_beyond_the_largest_number_is_that_number():
    largest = np.finfo(float).max
    transformed = Standardization(np.zeros(1), np.full(1, 1e-10)).transform([[1e305], [-1e305]])
    np.testing.assert_array_equal(transformed, [[largest], [-largest]])


@pytest.mark.parametrize(
    ("mean", "deviation", "words"),
    [([0.0], [0.0], "deviation"), ([0.0], [-1.0], "deviation"), ([0.0, 1.0], [1.0], "mean"), (0.0, 1.0, "mean")],
)
def test_a_standardization_without_positive_deviations_is_rejected(mean, deviation, words):
    with pytest.raises(core.InvalidFeaturesError, match=words):
        Standardization(mean, deviation)


@pytest.mark.parametrize("x", [np.empty((0, 2)), [1.0, 2.0], [[np.nan]], [[1.0], [np.inf]], "x"])
def test_data_that_are_not_a_table_of_finite_numbers_are_rejected(x):
    with pytest.raises(core.InvalidFeaturesError, match=r"^x must"):
        standardize(x)
