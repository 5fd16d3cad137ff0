"""Every public argument, replaced by a wrong value: an error that names it, or a result without NaN."""

import dataclasses
import inspect
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import softmax_core as core
from tests.core.public_calls import ARGUMENTS, CALLS, FUNCTIONS, RESULTS, VALUE_OBJECTS

NEVER_VALID = [
    "text", "", b"bytes", object(), {"a": 1}, {1.5}, 1j, [1j, 2.0], [[1, 2], [3]], [object()], [[None]],
    np.array([1.0, 2.0], object), np.array([["a", "b"]]), np.datetime64("2020-01-01"), np.ma.masked,
    np.ma.masked_array([1.0, 2.0], [False, True]), np.ma.masked_array([0, 2, 1], [False, True, False]),
    np.nan, [np.nan], [[1.0, np.nan], [0.0, 1.0]], -np.inf, [[np.inf, 1.0]],
    lambda *_: None, lambda *_: "text", lambda *_: np.nan, lambda *_: [1.0, 2.0, 3.0],
]  # fmt: skip
UNUSUAL = [
    None, True, False, np.True_, 0, -1, 1, 2.0, 2.5, -0.5, 1e308, -1e308, 5e-324, np.inf, 2**31, 2**63, 2**64, 10**400,
    -(10**400), 10**5000, np.int8(1), np.float16(2), np.float32(0.5), np.array(2), np.array(0.5), np.array([1]), [], (),
    [[]], [0, 2, 1], [0.0, 2.0, 1.0], [True, False, True], [2**62, 0, 1], [2**64, 0, 1], [10**400, 0, 1], [[1.0]],
    np.empty((0, 2)), np.empty((0, 3)), np.empty((3, 0)), np.zeros((2, 2, 2, 2)), np.zeros((3, 2), np.float16),
]  # fmt: skip
MAY_GIVE_NAN = {"run_softmax_program", "softmax_program_loss"}  # which shows programs that do
MAY_BE_INFINITE = {("TrainingConfig", "tolerance")}
SHAPES = hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)


def arrays_like(value):
    """Return a strategy for arrays of finite numbers of the shape of ``value``, of any size and floating type."""
    shape = np.shape(value) if isinstance(value, list | np.ndarray) else ()
    types = st.sampled_from([np.float64, np.float32, np.float16, ">f8", np.longdouble])
    extreme = st.sampled_from([1e308, -1e308, np.finfo(float).max, np.finfo(float).min, 5e-324, 0.0, 1.0, -60_000.0])
    numbers = hnp.arrays(np.float64, shape, elements=st.one_of(FLOATS, extreme))
    return st.tuples(numbers, types).map(lambda drawn: np.clip(drawn[0], *limits(drawn[1])).astype(drawn[1]))


def limits(dtype):
    largest = float(np.finfo(np.float64 if dtype in (">f8", np.longdouble) else dtype).max)
    return -largest, largest


def finite(value):
    """Return whether a value is a number or an array of numbers and all of them are finite."""
    try:
        return bool(np.isfinite(np.asarray(value)).all())
    except (TypeError, ValueError):
        return True


def parts(result):
    """Return all numbers and arrays of a result."""
    if dataclasses.is_dataclass(result):
        return [part for field in dataclasses.fields(result) for part in parts(getattr(result, field.name))]
    if isinstance(result, tuple):
        return [part for item in result for part in parts(item)]
    return [] if isinstance(result, str | int) or result is None else [np.asarray(result)]


def accepted(call, name, value):
    """Call with one argument replaced; return whether it was accepted, after checking error or result."""
    function, arguments = CALLS[call]
    error = None
    try:
        result = function(**(arguments | {name: value}))
    except core.SoftmaxError as raised:
        error = str(raised)
    if error is not None:
        assert re.search(rf"\b{name}\b", error), f"the error does not name {name}: {error}"
        assert len(error) < 500
        return False
    assert not finite(value) or call in MAY_GIVE_NAN or not any(np.isnan(part).any() for part in parts(result)), result
    return True


def test_every_public_name_is_in_the_table():
    public = {name for name in core.__all__ if callable(getattr(core, name)) and not name.endswith("Error")}
    types = {"FeatureKind", "FloatFormat", "LabelledPoints", "LossName", "OptimizerName", "SoftmaxProgram"}
    public -= types | {"UpdateRuleName"}
    assert public == FUNCTIONS.keys() | VALUE_OBJECTS.keys() | RESULTS


@pytest.mark.parametrize("call", CALLS)
def test_the_table_names_every_argument_and_is_accepted(call):
    function, arguments = CALLS[call]
    assert arguments.keys() == inspect.signature(function).parameters.keys()
    assert not any(np.isnan(part).any() for part in parts(function(**arguments)))


@pytest.mark.parametrize(("call", "name"), ARGUMENTS)
def test_a_value_that_is_never_valid_is_rejected_by_the_name_of_the_argument(call, name):
    for value in NEVER_VALID:
        if callable(value) and name == "function":
            with pytest.raises(core.InvalidGradientError, match="function"):
                CALLS[call][0](**(CALLS[call][1] | {name: value}))
        else:
            assert not accepted(call, name, value), value


@pytest.mark.parametrize(("call", "name"), ARGUMENTS)
def test_an_unusual_value_is_rejected_by_name_or_gives_a_result_without_nan(call, name):
    for value in UNUSUAL:
        taken = accepted(call, name, value)
        assert not taken or finite(value) or (call, name) in MAY_BE_INFINITE, value
        assert (
            not taken or value is not None or name in {"batch_size", "bias", "classes", "parameters", "step", "weights"}
        )


@pytest.mark.parametrize(("call", "name"), ARGUMENTS)
@settings(max_examples=30)
@given(data=st.data())
def test_a_random_value_is_rejected_by_name_or_gives_a_result_without_nan(call, name, data):
    other_shapes = hnp.arrays(st.sampled_from([float, int, bool]), SHAPES).filter(finite)
    scalars = st.one_of(st.integers(), FLOATS, st.text(), st.lists(st.lists(FLOATS, max_size=3), max_size=3))
    accepted(call, name, data.draw(st.one_of(arrays_like(CALLS[call][1][name]), other_shapes, scalars)))
