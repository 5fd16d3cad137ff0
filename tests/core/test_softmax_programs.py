"""Softmax as programs compute it in float16, float32 and float64: where they fail, and what they give elsewhere."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.special import log_softmax, logsumexp, softmax

import softmax_core as core

BATCHES = hnp.arrays(np.float64, hnp.array_shapes(min_dims=2, max_dims=3, max_side=4), elements=st.integers(-6, 6))
FORMATS = st.sampled_from(core.FLOAT_FORMATS)
RIGHT = ["naive", "row_maximum", "log_sum_exp", "batch_maximum"]


def run(logits, number_format="float64", program="naive"):
    return core.run_softmax_program(logits, number_format, program)


@given(BATCHES, FORMATS, st.sampled_from(RIGHT))
def test_near_zero_every_program_gives_softmax_to_a_few_roundings(logits, number_format, program):
    result = run(logits, number_format, program)
    assert result.probabilities.dtype == number_format
    few = 24 * core.format_limits(number_format).epsilon
    least = 2 * core.format_limits(number_format).smallest  # of float16, where p is subnormal
    np.testing.assert_allclose(result.probabilities, softmax(logits, -1), rtol=few, atol=least)


@given(BATCHES, FORMATS, st.sampled_from(core.SOFTMAX_PROGRAMS))
def test_what_is_shown_on_the_way_leads_to_the_probabilities(logits, number_format, program):
    result = run(logits, number_format, program)
    np.testing.assert_array_equal(result.exponentials, np.exp(result.exponents))
    np.testing.assert_array_equal(result.probabilities, result.exponentials / result.totals[..., np.newaxis])
    np.testing.assert_array_equal(result.logits, logits.astype(number_format))


@given(BATCHES, st.floats(-300, 300), FORMATS)
def test_with_the_row_maximum_the_largest_exponential_is_one_whatever_is_added(logits, offset, number_format):
    result = run(logits + offset, number_format, "row_maximum")
    np.testing.assert_array_equal(result.exponentials.max(-1), 1)
    assert not np.isnan(result.probabilities).any()


@pytest.mark.parametrize("program", ["naive", "row_maximum"])
@pytest.mark.parametrize("number_format", core.FLOAT_FORMATS)
def test_000_10_naive_and_shifted_softmax_agree_on_3_0_minus_3(number_format, program):
    printed = [0.95033021, 0.04731416, 0.00235563]
    p = run([[3, 0, -3]], number_format, program).probabilities[0]
    np.testing.assert_allclose(p, printed, rtol=2 * core.format_limits(number_format).epsilon, atol=6e-9)


def test_000_11_the_maximum_of_the_batch_makes_a_row_far_below_it_not_a_number():
    batch = [[1000, 999], [0, -1]]
    wrong = run(batch, program="batch_maximum").probabilities
    right = run(batch, program="row_maximum").probabilities
    np.testing.assert_allclose(wrong[0], right[0], rtol=1e-15)
    assert np.isnan(wrong[1]).all()
    np.testing.assert_allclose(right, softmax(batch, -1), rtol=1e-15)


def test_002_1_e_to_the_709_is_the_last_finite_power_in_float64():
    fits, overflows = run([[709, 708]]), run([[710, 708]])
    assert np.isfinite(fits.exponentials).all()
    np.testing.assert_allclose(fits.probabilities, softmax([[709, 708]], -1), rtol=1e-12)
    assert overflows.exponentials[0, 0] == np.inf
    assert np.isnan(overflows.probabilities[0, 0])
    assert overflows.probabilities[0, 1] == 0
    assert 1e308 < core.format_limits("float64").largest < 2e308


def test_002_2_a_common_factor_changes_no_probability_and_log_c_of_minus_the_maximum_makes_the_largest_one():
    z = np.array([[5.0, 2.0, -1.0]])
    for log_c in (-5.0, -3.0, 4.0):
        np.testing.assert_allclose(run(z + log_c).probabilities, softmax(z, -1), rtol=1e-14)
    assert run(z, program="row_maximum").exponentials.max() == 1


def test_002_4_a_sum_over_the_whole_batch_gives_rows_that_do_not_sum_to_one_and_a_wrong_loss():
    rows, labels = np.random.default_rng(2).normal(size=(4, 3)), np.array([0, 2, 1, 0])
    wrong, right = (run(rows, program=program).probabilities for program in ("batch_sum", "row_maximum"))
    text = np.exp(rows) / np.exp(rows).sum()  # the text's program, word for word
    np.testing.assert_allclose(wrong, text, rtol=1e-14)
    assert wrong.sum() == pytest.approx(1)
    np.testing.assert_allclose(right.sum(-1), 1)
    ways = ("batch_sum", "row_maximum")
    losses = [core.softmax_program_loss(rows, labels, "float64", program) for program in ways]
    assert losses[0] == pytest.approx(-np.log(text[range(4), labels]).mean())
    assert losses[1] == pytest.approx(core.cross_entropy(rows, labels).loss.mean())
    shares = np.exp(logsumexp(rows, axis=-1) - logsumexp(rows))
    assert losses[0] == pytest.approx(losses[1] - np.log(shares).mean())
    assert losses[0] > losses[1] + np.log(4) - 1e-9, "at least ln 4 too large, for four rows"
    assert core.softmax_program_loss([[-800.0, 0.0]], [0], "float64", "row_maximum") == np.inf


FAILS = {
    ("float16", "naive"): 9, ("float32", "naive"): 86, ("float64", "naive"): 707,
    ("float16", "batch_maximum"): 17, ("float32", "batch_maximum"): 103, ("float64", "batch_maximum"): 745,
    ("float16", "batch_sum"): None, ("float64", "row_maximum"): None, ("float16", "log_sum_exp"): None,
}  # fmt: skip


@pytest.mark.parametrize(("number_format", "program"), FAILS)
def test_the_first_offset_that_a_program_cannot_take_is_found(number_format, program):
    rows = np.array([[3.0, 0.0, -3.0], [2.0, 1.0, 0.0]])
    found = core.first_nan_offset(rows, number_format, program)
    fails = [
        np.isnan(run(np.add(rows, [[offset], [0]]), number_format, program).probabilities).any()
        for offset in range(1000)
    ]
    assert found == (fails.index(True) if any(fails) else None) == FAILS[number_format, program]


@pytest.mark.parametrize(("limit", "expected"), [(85, None), (86, 86), (0, None), (10_000, 86)])
def test_offsets_up_to_the_limit_are_tried(limit, expected):
    assert core.first_nan_offset([[3, 0, -3]], "float32", "naive", limit) == expected


@pytest.mark.parametrize(("logits", "first"), [([[100, 0]], 0), ([[88, 0]], 1), ([[-12, -12]], 101)])
def test_a_program_may_fail_at_once_or_just_after_a_step_of_the_search(logits, first):
    assert core.first_nan_offset(logits, "float32", "naive") == first


def test_no_offset_beyond_the_limit_is_tried():
    assert core.first_nan_offset([[-1, -50]], "float32", "naive", 90) == 90
    assert core.first_nan_offset([[-1, -50]], "float32", "naive", 89) is None
    assert core.first_nan_offset([[0.0]], "float16", "row_maximum", 65_504) is None


def test_one_row_overflows_while_its_neighbour_is_right_and_the_maximum_of_the_batch_swaps_them():
    batch = [[92, 89, 86], [2, 1, 0]]
    naive, shifted = (run([[z + 20 for z in batch[0]], batch[1]], "float32", way) for way in ("naive", "batch_maximum"))
    assert np.isnan(naive.probabilities[0]).all()
    np.testing.assert_allclose(naive.probabilities[1], softmax([2, 1, 0]), rtol=1e-6)
    np.testing.assert_allclose(shifted.probabilities[0], softmax([3, 0, -3]), rtol=1e-6)
    assert np.isnan(shifted.probabilities[1]).all()


def test_log_sum_exp_loses_digits_as_the_logits_grow_and_the_shift_does_not():
    batch = np.array([[3.0, 0.0, -3.0]]) + 10_000
    errors = {
        way: core.softmax_relative_errors(batch, run(batch, "float32", way).probabilities).max()
        for way in ("log_sum_exp", "row_maximum")
    }
    assert errors["row_maximum"] < 2e-7
    assert 1e-5 < errors["log_sum_exp"] < 1e-3


def test_every_operation_is_rounded_to_the_format_the_sum_too():
    ones = np.zeros((1, 2050))
    assert run(ones, "float16").totals == 2048  # 2048 + 1 rounds to 2048


@pytest.mark.parametrize("number_format", core.FLOAT_FORMATS)
def test_the_limits_are_those_of_ieee_754(number_format):
    bits, exponent = {"float16": (11, 15), "float32": (24, 127), "float64": (53, 1023)}[number_format]
    limits = core.format_limits(number_format)
    assert limits.largest == (2 - 2.0 ** (1 - bits)) * 2.0**exponent
    assert limits.smallest_normal == 2.0 ** (1 - exponent)
    assert limits.smallest == 2.0 ** (2 - exponent - bits)
    assert limits.epsilon == 2.0 ** (1 - bits)
    logarithms = [np.log(number) for number in (limits.smallest, limits.smallest_normal, limits.largest)]
    assert limits.exponents == pytest.approx(logarithms)


@pytest.mark.parametrize(("number_format", "last"), [("float16", 17.0), ("float32", 103.0), ("float64", 745.0)])
def test_log_of_softmax_is_infinite_where_p_underflows_and_log_softmax_is_not(number_format, last):
    for gap in (1.0, 5.0, last, last + 1, 4 * last):
        ways = core.negative_log_softmax_programs([0.0, -gap], number_format)
        exact = -log_softmax([0.0, -gap])[1]
        assert ways.fused[1] == pytest.approx(exact, rel=4 * core.format_limits(number_format).epsilon)
        assert np.isinf(ways.separate[1]) == (gap > last)
        if gap <= 5:
            assert ways.separate[1] == pytest.approx(exact, rel=4 * core.format_limits(number_format).epsilon)


def test_the_separate_logarithm_loses_digits_before_it_is_infinite():
    ways = core.negative_log_softmax_programs([0.0, -103.0], "float32")
    assert abs(ways.separate[1] - 103) > 0.2, "p is a subnormal number of one bit"
    assert ways.separate.dtype == ways.fused.dtype == ways.probabilities.dtype == np.float32


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: run([1.0, 2.0]), "logits must have the shape"),
        (lambda: run([[70_000.0, 0.0]], "float16"), r"^logits must be from -65504 to 65504, the range of float16$"),
        (lambda: run([[np.nan, 0.0]]), "logits must be finite"),
        (lambda: run(np.empty((0, 3))), "at least one row"),
        (lambda: run([[1.0]], "float8"), "number_format must be one of float16, float32, float64"),
        (lambda: run([[1.0]], program="best"), "program must be one of naive"),
        (lambda: core.first_nan_offset([[1.0]], "float16", "naive", 65_504), "logits plus max_offset"),
        (lambda: core.first_nan_offset([[1.0]], "float64", "naive", 10**7), "max_offset must be at most 1000000"),
        (lambda: core.softmax_relative_errors([1.0, 2.0], [1.0]), r"the shape of logits, \(2,\), got \(1,\)"),
        (lambda: core.softmax_relative_errors([1e301, 2.0], [1.0, 0.0]), r"logits must be from -1e\+300 to 1e\+300"),
    ],
)
def test_what_no_program_can_take_is_rejected(call, words):
    with pytest.raises(core.SoftmaxError, match=words):
        call()
