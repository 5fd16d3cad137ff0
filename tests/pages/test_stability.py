"""The stability lesson: which program fails in which format, what is said of it, and its curves."""

import dataclasses

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from scipy.special import log_softmax, softmax

import softmax_core as core
from pages.stability import LESSON, State
from pages.stability.results import GAPS, OFFSETS, error_curves
from tests.pages.stability import CELLS, FORMATS, OFFSET, WORDS, formula, powers, probabilities, reading, show, wrong
from tests.stage.states import states


def test_at_89_float32_is_not_a_number_in_one_row_and_right_in_its_neighbour():
    shown = show()
    assert State().c == 89
    assert probabilities(shown, "float32") == [["NaN", "NaN", "✗ 0"], ["0.665", "0.245", "0.090"]]
    assert wrong(shown, "float32") == [[True] * 3, [False] * 3]
    assert probabilities(shown, "float64")[0] == [f"{p:.3f}" for p in softmax([3, 0, -3])]
    assert powers(shown) == ["e^92 → ∞", "e^89 → ∞", "e^86", "e^2", "e^1", "e^0"]
    assert "row 1: ∞/∞ = NaN in float16 and float32" in formula(shown)


def test_a_probability_is_marked_where_three_decimals_or_half_a_per_cent_show_that_it_is_wrong():
    summed = show(c=0, program="batch_sum")
    assert probabilities(summed, "float64")[0] == ["✗ 0.62", "✗ 0.03", "✗ 2e−3"]
    tiny = show(a=(10.0, -6.0), b=(0.0, 0.0), c=0, program="row_maximum")
    assert probabilities(tiny, "float64")[0] == ["1.000", "0.000"]
    assert probabilities(show(a=(10.0, -10.0), b=(0.0, 0.0), c=0, program="row_maximum"), "float16")[0] == [
        "1.000",
        "0",
    ]
    lost = show(c=1000, program="log_sum_exp")
    assert wrong(lost, "float16")[0] == [True, True, False], "five per cent of 0.002 are not seen in three decimals"
    assert not np.any(wrong(lost, "float32"))


def test_the_maximum_of_the_batch_lets_the_other_row_die():
    shown = show(c=150, program="batch_maximum")
    assert probabilities(shown, "float32") == [["0.950", "0.047", "0.002"], ["NaN"] * 3]
    assert powers(shown)[3:] == ["e^−151 → 0", "e^−152 → 0", "e^−153 → 0"]
    assert "row 2: 0/0 = NaN in float16 and float32" in formula(shown)
    assert shown.remarks == [WORDS("remarks.underflow", names="float16 and float32", row=2)]


@pytest.mark.parametrize("c", [0, 9, 17, 89, 104, 708, 746, 1000, 2000])
def test_a_maximum_for_each_row_is_always_right(c):
    shown = show(c=c, program="row_maximum")
    for name in FORMATS:
        assert not np.any(wrong(shown, name))
        assert probabilities(shown, name) == probabilities(show(c=0), "float64")
    assert shown.remarks == [WORDS("remarks.shifted")]


@pytest.mark.parametrize(
    ("program", "first"),
    [
        ("naive", ["from c = 9", "from c = 86", "from c = 707"]),
        ("batch_maximum", ["from c = 17", "from c = 103", "from c = 745"]),
        ("row_maximum", ["never"] * 3),
        ("log_sum_exp", ["never"] * 3),
        ("batch_sum", ["never"] * 3),
    ],
)
def test_the_readings_say_where_a_program_fails_first_and_the_table_says_it_of_all(program, first):
    shown = show(program=program)
    assert [reading(shown, "first", name=name) for name in FORMATS] == first
    [row] = [row for row in shown.tables["programs"].rows if row[0] == WORDS(f"programs.{program}")]
    assert row[2::2] == [text.removeprefix("from ") for text in first]
    for name, text in zip(FORMATS, first, strict=True):
        if text != "never":
            c = int(text.removeprefix("from c = "))
            assert "NaN" in np.ravel(probabilities(show(c=c, program=program), name))
            assert "NaN" not in np.ravel(probabilities(show(c=c - 1, program=program), name))


def test_the_table_names_the_fraction_that_is_not_a_number_and_its_row():
    rows = {row[0]: row[1:] for row in show(c=150).tables["programs"].rows}
    assert rows[WORDS("programs.naive")][0::2][:2] == ["row 1: ∞/∞"] * 2
    assert rows[WORDS("programs.batch_maximum")][0::2][:2] == ["row 2: 0/0"] * 2
    assert rows[WORDS("programs.row_maximum")][4].startswith("error 2.8e−16")


def test_logits_that_a_format_rounds_are_said_to_be_rounded_and_their_probabilities_are_marked():
    shown = show(c=10_000, program="row_maximum")
    assert shown.remarks == [WORDS("remarks.stored", names="float16")]
    assert np.all(wrong(shown, "float16")[0])
    assert probabilities(shown, "float16")[0] == ["✗ 0.33"] * 3
    assert not np.any(wrong(shown, "float32"))


def test_a_cell_says_under_the_pointer_which_fraction_it_is_and_what_softmax_is():
    details = show().figures["line"]["data"][CELLS]["hovertext"]
    assert details[0][1] == "float32: ∞ / ∞ = NaN<br>softmax: 0.95033021"
    assert details[2][1] == "float32: 2.24e37 / ∞ = 0.00000000<br>softmax: 0.00235563"
    assert details[3][0] == "float16: 7.39 / 11.1 = 0.66503906<br>softmax: 0.66524096"
    dead = show(c=150, program="batch_maximum").figures["line"]["data"][CELLS]["hovertext"]
    assert dead[5][1] == "float32: 0 / 0 = NaN<br>softmax: 0.09003057"


def test_the_powers_of_e_are_those_that_the_format_computes():
    assert powers(show(c=10_000, program="log_sum_exp", number_format="float16"))[:3] == ["e^0"] * 3
    assert powers(show(c=10_000, program="log_sum_exp", number_format="float64"))[:3] == [
        "e^−0.05",
        "e^−3.05",
        "e^−6.05",
    ]
    assert powers(show(a=(0.3, 0.0, -1.0), c=64, number_format="float16"))[0] == "e^64.31 → ∞"
    assert powers(show(a=(0.3, 0.0, -1.0), c=64))[0] == "e^64.3"


def test_log_sum_exp_is_said_to_lose_digits():
    shown = show(c=1000, program="log_sum_exp")
    assert WORDS("remarks.imprecise", names="float16, float32 and float64") in shown.remarks
    assert WORDS("remarks.imprecise", names="float16") not in show(c=0, program="log_sum_exp").remarks


def test_the_errors_of_the_curves_are_those_of_the_state():
    for program in core.SOFTMAX_PROGRAMS:
        curve = error_curves((3.0, 0.0, -3.0), (2.0, 1.0, 0.0), "float32")[program]
        for c in OFFSETS[[2, 60, 90, 170]]:
            [at] = np.flatnonzero(c == OFFSETS)
            run = core.run_softmax_program([[3 + c, c, c - 3], [2, 1, 0]], "float32", program)
            expected = softmax([[3, 0, -3], [2, 1, 0]], -1)
            relative = np.abs(run.probabilities.astype(float) - expected) / expected
            assert curve[at] == pytest.approx(relative.max(), rel=1e-6, abs=1e-15, nan_ok=True)


def test_the_error_figure_shows_the_chosen_format_and_program():
    figure = show(c=200, number_format="float16", program="log_sum_exp").figures["errors"]
    assert "float16" in figure["layout"]["title"]["text"]
    thick = max(figure["data"][:5], key=lambda line: line["line"]["width"])
    assert thick["name"] == WORDS("programs.log_sum_exp")
    expected = error_curves((3.0, 0.0, -3.0), (2.0, 1.0, 0.0), "float16")["log_sum_exp"]
    np.testing.assert_array_equal(thick["y"], expected)
    assert figure["data"][5]["x"] == [200, 200]


def test_the_logarithms_fail_where_p_underflows_and_log_softmax_does_not():
    figure = show(d=50.0).figures["logs"]
    fused, *separate, mark = figure["data"]
    np.testing.assert_allclose(fused["y"], -log_softmax(np.stack([0 * GAPS, -GAPS], -1), -1)[:, 1], rtol=1e-12)
    last = [GAPS[line["y"] < 1e5].max() for line in separate]
    np.testing.assert_allclose(last, [17.3, 103.9, 745.1], rtol=0.03)
    assert mark["x"] == [50.0]
    assert mark["y"] == [pytest.approx(50, abs=1e-9)]


def test_the_table_of_logarithms_shows_both_ways_in_every_format():
    rows = show(d=104.5).tables["logs"].rows
    assert [row[0] for row in rows] == list(FORMATS)
    assert [row[2] for row in rows] == ["∞", "∞", "104.500000"]
    assert [row[3] for row in rows][1:] == ["104.500000"] * 2
    assert rows[2][1] == f"{np.exp(-104.5):.4g}".replace("-", "−")


def test_the_table_of_probabilities_names_every_logit_of_the_batch():
    table = show().tables["probabilities"]
    assert table.head == ["logit", "z", "softmax", *FORMATS]
    assert [row[:2] for row in table.rows] == [
        *(["row 1, class 0", "92.0"], ["row 1, class 1", "89.0"], ["row 1, class 2", "86.0"]),
        *(["row 2, class 0", "2.0"], ["row 2, class 1", "1.0"], ["row 2, class 2", "0.0"]),
    ]


def test_what_is_characteristic_of_a_program_is_emphasized_in_it():
    marked = {}
    for program in core.SOFTMAX_PROGRAMS:
        [marked[program]] = [span.text for span in show(program=program).formula if span.kind == "strong"]
    assert marked == {program: WORDS(f"code.{program}.marked") for program in core.SOFTMAX_PROGRAMS}
    assert "max of the row" in marked.values()


def test_the_offset_is_where_the_handle_is():
    for c in (0, 5, 89):
        shown = show(c=c)
        assert shown.figures["line"]["data"][OFFSET]["x"][0] == c


def test_a_preset_shows_what_its_name_says():
    for name, state in LESSON.presets.items():
        shown = LESSON.frame(state, WORDS)
        assert shown.remarks, name
    assert "NaN" not in formula(LESSON.frame(LESSON.presets["row"], WORDS)).replace("no NaN", "")


@settings(max_examples=40, deadline=None)
@given(states(State))
def test_every_legal_state_has_a_frame_whose_probabilities_are_softmax_where_none_is_marked(state):
    if len(state.b) != len(state.a):
        state = dataclasses.replace(state, b=(state.b * 5)[: len(state.a)])
    count = len(state.a) - 1
    state = dataclasses.replace(state, y=min(state.y, count), y2=min(state.y2, count))
    shown = LESSON.frame(state, WORDS)
    assert all(go.Figure(figure).data for figure in shown.figures.values())
    assert all(table.rows for table in shown.tables.values())
    exact = softmax(np.array([state.a, state.b]), -1)
    for name in FORMATS:
        for texts, marks, row in zip(probabilities(shown, name), wrong(shown, name), exact, strict=True):
            assert all(
                mark or float(text) == pytest.approx(p, abs=0.006)
                for text, mark, p in zip(texts, marks, row, strict=True)
            )
            assert all(mark == (text == "NaN" or "✗" in text) for text, mark in zip(texts, marks, strict=True))
