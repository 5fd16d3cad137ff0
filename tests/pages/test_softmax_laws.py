"""What must hold of every state of the lesson "Softmax"."""

import html
import math
import re

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy.special import log_softmax, softmax

from pages.softmax import LESSON, State
from tests.pages.softmax import STATES, WORDS, agrees, bars, jacobian, named, numbers, reading, show, table


@given(STATES)
def test_the_numbers_shown_are_those_of_an_independent_library(state):
    shown = show(**vars(state))
    scaled = np.array(state.z) / state.T
    p, log_p = softmax(scaled), log_softmax(scaled)
    y = np.eye(len(state.z))[state.y] if state.target == "class" else np.array(state.q)
    y = (1 - state.smoothing) * y + state.smoothing / len(y)
    loss = -(y * log_p).sum() if state.loss == "ce" else ((p - y) ** 2).mean()
    np.testing.assert_allclose(bars(shown, "probabilities"), p, rtol=1e-11)
    assert float(reading(shown, "loss").replace("−", "-")) == pytest.approx(loss, abs=6e-5, rel=1e-6)
    upstream = -y / state.T + p / state.T if state.loss == "ce" else None
    if upstream is not None:
        np.testing.assert_allclose(bars(shown, "gradient"), upstream, atol=1e-12 / state.T)


@given(STATES)
def test_rows_and_columns_of_the_jacobian_shown_sum_to_zero(state):
    shown = jacobian(show(**vars(state)))
    np.testing.assert_allclose(shown.sum(0), 0, atol=1e-14 / state.T)
    np.testing.assert_allclose(shown.sum(1), 0, atol=1e-14 / state.T)


@given(STATES)
def test_the_numbers_in_the_hover_of_a_cell_make_the_cell(state):
    [cells] = show(**vars(state)).figures["jacobian"]["data"]
    np.testing.assert_allclose(np.prod(cells["customdata"], -1) / state.T, cells["z"], rtol=1e-12)


@given(st.floats(0.05, 20).map(lambda T: float(f"{T:.3g}")))
def test_the_temperature_in_the_hover_is_the_one_that_was_divided_by(T):
    [cells] = show(T=T).figures["jacobian"]["data"]
    told = float(re.search(r"/ ([\d.]+)<br>", cells["hovertemplate"])[1])
    assert told == pytest.approx(T, rel=5e-4)


@given(STATES)
def test_every_value_drawn_is_finite_and_inside_the_axes(state):
    shown = show(**vars(state))
    for name in ("probabilities", "gradient"):
        low, high = shown.figures[name]["layout"]["yaxis"]["range"]
        assert np.isfinite(bars(shown, name)).all()
        assert (low <= bars(shown, name)).all()
        assert (bars(shown, name) <= high).all()
    colours = shown.figures["jacobian"]["layout"]["coloraxis"]
    assert (np.abs(jacobian(shown)) <= colours["cmax"] * (1 + 1e-12)).all()


@given(STATES)
@example(State(z=(0.0, 7.0, 0.0), T=0.71875, target="soft", q=(0.3334, 0.3333, 0.3333), loss="mse", names=("", "", "")))
@settings(max_examples=300)
def test_the_measured_gradient_agrees_with_the_formula_in_every_state(state):
    assert agrees(show(**vars(state)))


@pytest.mark.parametrize("query", ["T=0.05", "T=0.07&loss=mse", "z=1,2,3,0,1&T=0.05&y=3&loss=mse"])
def test_the_measured_gradient_agrees_where_a_cold_softmax_is_certain(query):
    """Presets, with the temperature pulled all the way down: the slope vanishes, and so must the disagreement."""
    assert agrees(show(query))


@given(STATES)
@settings(max_examples=50)
def test_plotly_accepts_every_figure(state):
    for figure in show(**vars(state)).figures.values():
        go.Figure(figure)


def overflows(state):
    """Tell whether an exponential, or their sum, is above what float64 holds."""
    return not state.shift and (max(state.z) + state.offset) / state.T + math.log(len(state.z)) > 709.78


@given(STATES)
def test_every_cell_of_a_table_is_a_finite_number_with_as_many_decimals_as_its_column(state):
    for shown in show(**vars(state)).tables.values():
        assert sum(span for _, span in shown.groups) in (0, len(shown.head))
        assert len(shown.foot) in (0, len(shown.head))
        assert len(shown.rows) == len(state.z)
        for column in list(zip(*shown.rows, strict=True))[1:]:
            finite = [text for text in column if text != "∞" or not overflows(state)]
            plain = [text for text in finite if "e" not in text]
            assert all(re.fullmatch(r"[+−]?\d+\.\d+(e−?\d+)?", text) for text in finite), column
            assert len({len(text.partition(".")[2]) for text in plain}) <= 1
            assert all(math.isfinite(value) for value in numbers(finite))


def test_the_jacobian_is_written_out_row_by_row():
    shown = show("z=2,3,4&T=2")
    rows = [numbers(row[1:]) for row in shown.tables["jacobian"].rows]
    np.testing.assert_allclose(rows, jacobian(shown), atol=6e-5)


@given(STATES)
def test_the_readings_are_finite_numbers_in_their_ranges(state):
    shown = show(**vars(state))
    values = {key: float(text.replace("−", "-")) for key, text in shown.readings}
    assert all(math.isfinite(value) for value in values.values())
    assert values[WORDS("readings.loss")] >= 0
    assert 0 <= values[WORDS("readings.entropy")] <= math.log(len(state.z)) + 1e-4
    assert 1 <= values[WORDS("readings.perplexity")] <= len(state.z) + 1e-4
    assert 1 / len(state.z) - 1e-4 <= values[WORDS("readings.largest")] <= 1
    assert values[WORDS("readings.sum")] == 1


@given(STATES, st.floats(-1, 1))
def test_a_score_added_to_all_changes_no_probability(state, shift):
    moved = tuple(number + shift for number in state.z)
    assume(all(-10 <= number <= 10 for number in moved))
    before, after = (bars(show(**(vars(state) | {"z": z})), "probabilities") for z in (state.z, moved))
    np.testing.assert_allclose(before, after, rtol=1e-10, atol=1e-300)


@pytest.mark.parametrize("state", LESSON.presets.values(), ids=LESSON.presets)
def test_the_error_of_the_measured_gradient_is_named_for_every_preset(state):
    before = WORDS("table.error", error="")
    assert float(show(**vars(state)).tables["pipeline"].note.removeprefix(before).replace("−", "-")) < 1e-7


def test_the_names_of_the_classes_stand_everywhere():
    shown = show("z=3,1,-3&names=cat,,bird")
    assert named(shown, "probabilities") == ["cat", "class 1", "bird"]
    assert table(shown, WORDS("table.class")) == ["cat", "class 1", "bird"]
    assert "cat" in shown.figures["jacobian"]["data"][0]["hovertext"][0][2]
    assert "bird" in shown.figures["jacobian"]["data"][0]["hovertext"][0][2]


@pytest.mark.parametrize("name", ["{index}", "%{x}", "{", "}}", "$x$", "\\", "__", "{0}", "&amp;", "<b>x</b>"])
def test_a_name_is_never_taken_for_a_template(name):
    shown = show(z=(1, 2), names=(name, "b"))
    assert table(shown, WORDS("table.class"))[0] == name
    assert html.unescape(named(shown, "probabilities")[0]) == name


def plotly_texts(value):
    """Yield every text of a figure."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for item in value.values() if isinstance(value, dict) else value:
            yield from plotly_texts(item)


@pytest.mark.parametrize(("name", "shown_as"), [("<i>x</i>", "&lt;i&gt;x&lt;/i&gt;"), ("a&lt;b", "a&amp;lt;b")])
def test_every_figure_shows_a_name_as_it_is_typed(name, shown_as):
    for key, figure in show(z=(1, 2), names=(name, "b")).figures.items():
        texts = list(plotly_texts(figure))
        assert not [text for text in texts if name in text], key
        assert [text for text in texts if shown_as in text], key


def test_a_name_in_the_hover_of_a_curve_is_not_a_template():
    curves = [trace for trace in show(z=(1, 2), names=("%{x}", "b")).figures["response"]["data"] if "name" in trace]
    assert [curve["name"] for curve in curves] == ["%{x}", "b"]
    assert {curve["hovertemplate"] for curve in curves} == {"%{fullData.name}: %{y:.3f} (%{x:.2f})<extra></extra>"}


@pytest.mark.parametrize("names", ["cat,cat,cat", "class 1,,", ",class 0"])
def test_classes_of_the_same_name_keep_a_place_each(names):
    shown = show(f"z=3,1,-3&names={names}")
    for name in ("jacobian", "probabilities", "gradient"):
        assert len(set(shown.figures[name]["data"][0]["x"])) == 3
    assert len(set(shown.figures["flow"]["data"][0]["y"])) == 3


def test_the_hover_of_a_cell_shows_its_formula():
    [cells] = show().figures["jacobian"]["data"]
    assert "%{hovertext}" in cells["hovertemplate"]


def test_every_cell_of_the_jacobian_has_its_formula():
    [cells] = show("z=3,1").figures["jacobian"]["data"]
    plain = [[re.sub(r"<.*?>", "", text) for text in row] for row in cells["hovertext"]]
    assert plain == [
        ["∂p0/∂z0 = p0 (1 − p0) / T", "∂p0/∂z1 = −p0 p1 / T"],
        ["∂p1/∂z0 = −p1 p0 / T", "∂p1/∂z1 = p1 (1 − p1) / T"],
    ]
