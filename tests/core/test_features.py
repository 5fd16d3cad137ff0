"""Feature maps: their derivatives agree with central differences, and every column has its name."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import softmax_core as core
from softmax_core import FEATURE_KINDS, FeatureMap

seeds = st.integers(0, 10_000)
kinds = st.sampled_from(FEATURE_KINDS)
FOURIER = {"count": 6, "scale": 1.5, "seed": 3}


@given(seeds, kinds, st.integers(2, 4))
def test_the_derivative_of_the_features_agrees_with_central_differences(seed, kind, columns):
    generator = np.random.default_rng(seed)
    points, direction = generator.normal(size=(5, columns)), generator.normal(size=columns)
    feature_map = FeatureMap(kind, **FOURIER)
    h = 1e-5
    ahead, behind = (feature_map.transform(points + s * direction) for s in (h, -h))
    formula = feature_map.derivative(points, direction)
    np.testing.assert_allclose(formula, (ahead - behind) / (2 * h), rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("kind", FEATURE_KINDS)
@pytest.mark.parametrize("columns", [2, 3, 5])
def test_every_column_has_a_name_in_the_order_of_the_columns(kind, columns):
    names = [f"a{index}" for index in range(columns)]
    points = np.random.default_rng(1).normal(size=(4, columns))
    named = FeatureMap(kind).names(names)
    table = FeatureMap(kind).transform(points)
    assert len(set(named)) == len(named) == table.shape[1]
    value = dict(zip(names, points.T, strict=True))
    for name, numbers in zip(named, table.T, strict=True):
        if name.startswith("Fourier "):
            continue
        if name.startswith("sin π"):
            expected = np.sin(np.pi * value[name.removeprefix("sin π")])
        elif name.endswith("²"):
            expected = value[name[:-1]] ** 2
        else:
            expected = np.prod([value[part] for part in name.split("·")], axis=0)
        np.testing.assert_allclose(numbers, expected, atol=1e-14)


def test_random_fourier_features_are_named_by_their_number():
    feature_map = FeatureMap("fourier", count=3)
    assert feature_map.names(["x1", "x2"]) == ("Fourier 1", "Fourier 2", "Fourier 3")
    assert feature_map.transform(np.zeros((1, 2))).shape == (1, 3)


@pytest.mark.parametrize(("kind", "columns"), [("linear", 2), ("quadratic", 5), ("sines", 7), ("fourier", 40)])
def test_a_feature_map_returns_more_columns_of_the_same_rows(kind, columns):
    assert FeatureMap(kind).transform(core.xor()[0]).shape == (200, columns)


@pytest.mark.parametrize(("seed", "scale"), [(0, 2.0), (3, 0.5)])
def test_random_fourier_features_are_those_of_the_formula(seed, scale):
    points = core.xor(5)[0]
    generator = np.random.default_rng(seed)
    frequency, phase = scale * generator.standard_normal((2, 8)), generator.uniform(0, 2 * np.pi, 8)
    expected = np.sqrt(2 / 8) * np.cos(points @ frequency + phase)
    np.testing.assert_array_equal(FeatureMap("fourier", 8, scale, seed).transform(points), expected)


def test_a_direction_of_the_wrong_length_is_rejected():
    with pytest.raises(core.InvalidFeaturesError, match="direction must have the shape"):
        FeatureMap().derivative([[1.0, 2.0]], [1.0, 0.0, 0.0])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"kind": "cubes"}, "kind must be one of linear, quadratic, sines, fourier"),
        ({"kind": None}, "kind must be one of"),
        ({"count": 0}, "count must be at least 1, got 0"),
        ({"count": 2.0}, "count must be a whole number"),
        ({"count": 10**9}, "count must be at most"),
        ({"scale": 0}, "scale must be finite and above 0"),
        ({"scale": np.nan}, "scale must be finite and above 0"),
        ({"seed": -1}, "seed must not be negative"),
        ({"seed": True}, "seed must be a whole number"),
    ],
)
def test_a_feature_map_that_does_not_exist_is_rejected_by_name(arguments, words):
    with pytest.raises(core.InvalidFeaturesError, match=f"^{words}"):
        FeatureMap(**arguments)


@pytest.mark.parametrize("kind", ["quadratic", "sines", "fourier"])
def test_points_whose_features_overflow_are_rejected(kind):
    feature_map = FeatureMap(kind, scale=1e10)
    with pytest.raises(core.InvalidFeaturesError, match=r"^points must be small enough"):
        feature_map.transform([[1e308, -1e308]])
    with pytest.raises(core.InvalidFeaturesError, match=r"^points and direction must be small enough"):
        feature_map.derivative([[1e308, -1e308]], [1e308, 1.0])


def test_equal_feature_maps_are_equal_keys_whatever_type_their_numbers_had():
    plain, typed = FeatureMap("fourier", 8, 2.0, 1), FeatureMap("fourier", np.int64(8), np.float32(2), np.uint8(1))
    assert plain == typed
    assert hash(plain) == hash(typed)
    assert repr(plain) == repr(typed)
    assert len({plain, typed, FeatureMap("fourier", 8, 2.0, 2)}) == 2
