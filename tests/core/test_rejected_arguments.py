"""Rejected arguments of softmax and its relatives: the error names the argument and shows its value."""

import re

import numpy as np
import pytest

import softmax_core as core
from softmax_core import (
    InvalidAxisError,
    InvalidGradientError,
    InvalidLogitsError,
    InvalidProbabilitiesError,
    InvalidTargetError,
    InvalidTemperatureError,
    SoftmaxError,
)

NOT_NUMBERS = [
    ("abc", "abc"),
    (["a", "b"], "'a', 'b'"),
    ([1j, 2], "1j"),
    ([[1, 2], [3]], r"\[\[1, 2\], \[3\]\]"),
    (None, "None"),
    ([object()], "object"),
    ({"a": 1}, "'a': 1"),
    ([10**400], "10000"),
]
NOT_FINITE = [
    ([1, np.nan, 2], "nan at index 1"),
    ([1, 2, np.inf], "inf at index 2"),
    ([-np.inf], "-inf at index 0"),
    ([[1, 2], [np.nan, 3]], r"nan at index \(1, 0\)"),
    (np.full((3, 40_000), np.nan), r"nan at index \(0, 0\)"),
]
BAD_TEMPERATURES = [(0, "0"), (-1, "-1"), (np.nan, "nan"), (np.inf, "inf"), (-np.inf, "-inf"), ("warm", "warm")]
BAD_TEMPERATURES += [(None, "None"), ([1, 2], r"\[1, 2\]"), (1j, "1j"), (10**400, "10000")]
BAD_DISTRIBUTIONS = [
    ([0.5, -0.1, 0.6], "negative.*-0.1"),
    ([0.5, 0.25, 0.5], "sum to 1.*1.25"),
    ([0.5, np.nan, 0.5], "finite.*nan"),
    ([0.5, np.inf, 0.5], "finite.*inf"),
    ([0, 0, 0], "sum to 1.*0.0"),
]
OF_LOGITS = {
    "logits": [core.softmax, core.log_softmax, core.softmax_jacobian, core.softmax_steps],
    "x": [core.logsumexp],
}
HAS_AXIS = [(name, function) for name, functions in OF_LOGITS.items() for function in functions]
LOSSES = [core.cross_entropy, core.mean_squared_error]
TAKE_LOGITS = [*HAS_AXIS, ("x", core.sigmoid), *(("logits", lambda z, f=f: f(z, 0)) for f in LOSSES)]
TAKE_TEMPERATURE = [lambda t, f=f: f([1.0, 2.0, 3.0], temperature=t) for f in OF_LOGITS["logits"]]
TAKE_TEMPERATURE += [lambda t, f=f: f([1.0, 2.0, 3.0], 1, t) for f in LOSSES]
TAKE_TEMPERATURE += [lambda t: core.softmax_vjp([0.5, 0.5], [1, 2], t), core.jacobian_bound]
each_loss = pytest.mark.parametrize("loss", LOSSES)


def test_every_error_is_a_softmax_error_and_a_value_error():
    assert issubclass(SoftmaxError, ValueError)
    errors = [getattr(core, name) for name in core.__all__ if name.endswith("Error")]
    ours = {error for error in SoftmaxError.__subclasses__() if error.__module__ == SoftmaxError.__module__}
    assert set(errors) == {SoftmaxError, *ours}  # files, links and settings have errors of their own below it
    assert all(issubclass(error, SoftmaxError) for error in errors)


@pytest.mark.parametrize(("value", "shown"), NOT_NUMBERS + NOT_FINITE)
@pytest.mark.parametrize(("name", "function"), TAKE_LOGITS)
def test_logits_that_are_not_finite_numbers_are_rejected(name, function, value, shown):
    with pytest.raises(InvalidLogitsError, match=f"(?s)^{name} .*{shown}"):
        function(value)


@pytest.mark.parametrize("level", [0, 1000])
def test_a_nan_deep_in_a_large_batch_is_rejected(level):
    logits = np.full((100_000, 3), float(level))
    logits[-1, -1] = np.nan
    for function in (core.softmax, core.log_softmax):
        with pytest.raises(InvalidLogitsError, match=r"logits .*nan"):
            function(logits)


@pytest.mark.parametrize(("name", "function"), HAS_AXIS)
def test_a_missing_or_empty_class_axis_is_rejected(name, function):
    for value, shown in ((3.0, r"\(\)"), ([], r"\(0,\)"), (np.empty((2, 0)), r"\(2, 0\)")):
        with pytest.raises(InvalidAxisError, match=f"{name} .*shape {shown}"):
            function(value)


@pytest.mark.parametrize("axis", [2, -3, 99, 0.5, "rows", None])
def test_an_axis_that_does_not_exist_is_rejected(axis):
    for function in (core.softmax, core.log_softmax, core.logsumexp, core.entropy, core.perplexity):
        with pytest.raises(InvalidAxisError, match=f"axis {axis!r} .*shape \\(2, 1\\)"):
            function([[1.0], [1.0]], axis=axis)


@pytest.mark.parametrize(("value", "shown"), BAD_TEMPERATURES)
@pytest.mark.parametrize("function", TAKE_TEMPERATURE)
def test_a_temperature_that_is_not_finite_and_positive_is_rejected(function, value, shown):
    with pytest.raises(InvalidTemperatureError, match=f"^temperature .*{shown}"):
        function(value)


def test_an_array_without_axes_is_a_number_and_one_with_axes_is_not():
    expected = core.softmax([1.0, 2.0, 3.0], 2.0)
    np.testing.assert_array_equal(core.softmax([1.0, 2.0, 3.0], np.array(2.0)), expected)
    for value in (np.array([2.0]), np.array([[2.0]]), np.ma.masked_array(2.0)):
        with pytest.raises(InvalidTemperatureError, match=r"^temperature must be a number, got (masked_)?array\("):
            core.softmax([1.0, 2.0, 3.0], value)


@pytest.mark.parametrize(("value", "shown"), BAD_DISTRIBUTIONS + NOT_NUMBERS)
@pytest.mark.parametrize(
    "function", [core.entropy, core.perplexity, core.jacobian_factors, lambda p: core.softmax_vjp(p, [1, 2, 3])]
)
def test_numbers_that_are_not_probabilities_are_rejected(function, value, shown):
    with pytest.raises(InvalidProbabilitiesError, match=f"(?s)^probabilities .*{shown}"):
        function(value)


@pytest.mark.parametrize(("value", "shown"), BAD_DISTRIBUTIONS)
@each_loss
def test_a_target_that_is_not_a_distribution_is_rejected(loss, value, shown):
    with pytest.raises(InvalidTargetError, match=f"^target .*{shown}"):
        loss([1, 2, 3], value)
    with pytest.raises(InvalidTargetError, match=f"^target .*{shown}"):
        core.smooth_labels(value, 0.1)


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        (3, "0..2, got 3"),
        (-1, "0..2, got -1"),
        (1.0, "whole.*1.0"),
        (np.nan, "nan"),
        (True, "True"),
        ("cat", "cat"),
        (1j, "1j"),
        (None, "None"),
        (2**63, str(2**63)),
        (10**400, "1000"),
        ([0.5, 0.5], r"shape \(2,\)"),
        ([[1, 0, 0]], r"shape \(1, 3\)"),
        ([], r"shape \(0,\)"),
        (["a", "b", "c"], "'a', 'b'"),
        ([1j, 0, 0], r"1\.?j"),
        ([[1, 2], [3]], r"\[\[1, 2\], \[3\]\]"),
    ],
)
@each_loss
def test_a_target_of_the_wrong_kind_is_rejected(loss, target, shown):
    with pytest.raises(InvalidTargetError, match=f"(?s)^target .*{shown}"):
        loss([1, 2, 3], target)


@each_loss
def test_a_target_of_another_shape_and_a_masked_one_are_rejected_with_what_is_possible(loss):
    message = (
        "target must be class indices of shape (2, 4) or distributions of shape (2, 4, 3), "
        "those of logits, got shape (2,)"
    )
    with pytest.raises(InvalidTargetError, match=f"^{re.escape(message)}$"):
        loss(np.zeros((2, 4, 3)), [0, 1])
    with pytest.raises(InvalidTargetError, match=r"^target must be class indices or distributions, got masked"):
        loss([1, 2, 3], np.ma.masked_array(0, True))


@each_loss
def test_one_wrong_target_in_a_batch_is_named(loss):
    with pytest.raises(InvalidTargetError, match=re.escape("target must lie in 0..2, got 7")):
        loss(np.zeros((4, 3)), [0, 1, 7, 2])


@pytest.mark.parametrize(("value", "shown"), [*NOT_NUMBERS, ([1, np.nan], "nan"), ([1, 2, 3], r"shape.*\(3,\)")])
def test_an_upstream_gradient_of_the_wrong_kind_or_shape_is_rejected(value, shown):
    with pytest.raises(InvalidGradientError, match=f"(?s)^upstream .*{shown}"):
        core.softmax_vjp([0.5, 0.5], value)


@pytest.mark.parametrize("amount", [-0.1, 1.1, np.nan, np.inf, "a", None])
def test_an_amount_of_smoothing_outside_0_to_1_is_rejected(amount):
    with pytest.raises(SoftmaxError, match=f"^amount .*{amount}"):
        core.smooth_labels([0.5, 0.5], amount)


@pytest.mark.parametrize("step", [0, -1e-5, np.nan, np.inf, "a", 1e-300])
def test_a_step_that_moves_nothing_is_rejected(step):
    with pytest.raises(InvalidGradientError, match=f"^step .*{step}"):
        core.numerical_gradient(np.sum, [1.0, 2.0], step)


@pytest.mark.parametrize(("value", "shown"), NOT_NUMBERS + NOT_FINITE[:4])
def test_a_point_that_is_not_finite_is_rejected(value, shown):
    with pytest.raises(InvalidGradientError, match=f"(?s)^x .*{shown}"):
        core.numerical_gradient(np.sum, value)
    with pytest.raises(InvalidGradientError, match=f"(?s)^a .*{shown}"):
        core.relative_error(value, value)


def test_a_point_that_cannot_be_moved_is_rejected():
    with pytest.raises(InvalidGradientError, match=r"^step .*None"):
        core.numerical_gradient(np.sum, [np.finfo(float).max])


def test_gradients_of_different_shapes_are_rejected():
    with pytest.raises(InvalidGradientError, match=r"^a and b .*\(2,\).*\(3,\)"):
        core.relative_error([1, 2], [1, 2, 3])


class Unprintable:
    """A value that has no text."""

    def __repr__(self):
        raise RuntimeError


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a" * 58, f"'{'a' * 58}'"),
        ("a" * 59, f"'{'a' * 56}..."),
        ("a\n  b", r"'a\n b'"),
        (Unprintable(), "a value of type Unprintable"),
    ],
)
def test_a_value_is_shown_in_at_most_sixty_letters_of_one_line(value, shown):
    with pytest.raises(InvalidTemperatureError) as error:
        core.softmax([1.0, 2.0], value)
    assert str(error.value).endswith(f", got {shown}")
