"""The lesson "Softmax" without a browser: known values, and what must hold of every state."""

import math
import re

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.special import log_softmax, softmax

import stage
from pages.softmax import LESSON, State, frame
from tests.stage.states import states
from text import translations

WORDS = translations("en").section("softmax")
STATES = states(State)


def show(query="", **values):
    return frame(stage.read_query(State, query)[0] if query else State(**values), WORDS)


def reading(shown, key):
    return dict(shown.readings)[WORDS(f"readings.{key}")]


def table(shown, column):
    """Return a column of the table, as texts."""
    pipeline = shown.tables["pipeline"]
    return [row[pipeline.head.index(column)] for row in pipeline.rows]


def numbers(texts):
    return [float(text.replace("−", "-")) for text in texts]


def bars(shown, name):
    return shown.figures[name]["data"][0]["y"]


def named(shown, name):
    """Return the names that the axis of the classes shows."""
    figure = shown.figures[name]
    return list(figure["layout"]["xaxis"].get("ticktext", figure["data"][0]["x"]))


def jacobian(shown):
    return shown.figures["jacobian"]["data"][0]["z"]


def agrees(shown):
    """Tell whether the table says that formula and measurement agree, or that there is too little slope to tell."""
    told = shown.tables["pipeline"].foot[-1]
    if told == WORDS("table.too_small"):
        bound = shown.figures["gradient"]["layout"]["yaxis"]["tickvals"][-1]
        return np.abs(bars(shown, "gradient")).max() < 1e-3 * bound
    before, after = WORDS("table.error", error="|").split("|")
    return float(told.removeprefix(before).removesuffix(after).replace("−", "-")) < 1e-7


# 000.1, 000.10, 001.7: what the texts print, at T = 1
@pytest.mark.parametrize(
    ("query", "p"),
    [
        ("z=3,1,-3", (0.8789, 0.1189, 0.0022)),
        ("z=3,0,-3", (0.95033021, 0.04731416, 0.00235563)),
        ("z=2,3,4", (0.09003057, 0.24472847, 0.66524096)),
    ],
)
def test_the_printed_probabilities_are_shown(query, p):
    shown = show(query)
    digits = 4 if query == "z=3,1,-3" else 8
    np.testing.assert_allclose(bars(shown, "probabilities"), p, atol=0.6 * 10**-digits)
    assert numbers(table(shown, "p")) == pytest.approx(p, abs=6e-5)


def test_the_printed_example_of_cross_entropy_is_shown():
    shown = show("z=2,3,4&y=1")
    assert reading(shown, "loss") == "1.4076"
    assert table(shown, "∂L/∂z") == ["+0.0900", "−0.7553", "+0.6652"]
    np.testing.assert_allclose(bars(shown, "gradient"), (0.0900, -0.7553, 0.6652), atol=5e-5)


def test_the_printed_example_of_the_squared_error_is_shown():
    shown = show("z=1,2,3,0,1&y=3&loss=mse")
    printed = (-0.00969502, -0.01434905, 0.0496989, -0.01595981, -0.00969502)
    np.testing.assert_allclose(bars(shown, "gradient"), printed, atol=6e-9)


def test_the_presets_are_the_printed_examples():
    assert {name: (state.z, state.y, state.loss, state.T) for name, state in LESSON.presets.items()} == {
        "clear": ((3, 1, -3), 0, "ce", 1),
        "even": ((3, 0, -3), 0, "ce", 1),
        "wrong": ((2, 3, 4), 1, "ce", 1),
        "squared": ((1, 2, 3, 0, 1), 3, "mse", 1),
    }


def test_the_first_thing_seen_is_three_one_minus_three():
    assert stage.read_query(State, "z=3,1,-3&T=1&y=0") == (State(), ())
    assert reading(show(), "largest") == "0.8789"


def test_at_temperature_two_everything_is_computed_from_the_halved_scores():
    shown = show("z=2,3,4&T=2&y=1")
    # e^1, e^1.5, e^2 over their sum 14.3890...
    total = math.exp(1) + math.exp(1.5) + math.exp(2)
    p = np.array([math.exp(1), math.exp(1.5), math.exp(2)]) / total
    np.testing.assert_allclose(bars(shown, "probabilities"), p, rtol=1e-14)
    np.testing.assert_allclose(bars(shown, "gradient"), (p - [0, 1, 0]) / 2, rtol=1e-12)
    np.testing.assert_allclose(jacobian(shown), (np.diag(p) - np.outer(p, p)) / 2, atol=1e-15)
    assert table(shown, "z/T") == ["1.00", "1.50", "2.00"]
    assert reading(shown, "loss") == f"{-math.log(p[1]):.4f}" == "1.1803"


def test_at_temperature_one_half_the_squared_error_has_its_known_gradient():
    shown = show("z=1,0&T=0.5&y=0&loss=mse")
    p = 1 / (1 + math.exp(-2))
    assert reading(shown, "loss") == f"{(1 - p) ** 2:.4f}"
    slope = -2 * p * (1 - p) ** 2 / 0.5  # (p0/T)(g0 - g·p) with g = (p0 - 1, 1 - p0)
    np.testing.assert_allclose(bars(shown, "gradient"), (slope, -slope), rtol=1e-12)


def test_a_soft_target_of_the_probabilities_themselves_has_no_gradient():
    p = softmax([3, 1, -3])
    shown = show(z=(3, 1, -3), target="soft", q=tuple(p))
    np.testing.assert_allclose(bars(shown, "gradient"), 0, atol=1e-4)
    assert reading(shown, "loss") == reading(shown, "entropy")


def test_a_soft_target_is_shown_and_used():
    shown = show("z=1,0&target=soft&q=0.25,0.75")
    assert table(shown, "y") == ["0.2500", "0.7500"]
    log_p = log_softmax([1, 0])
    assert reading(shown, "loss") == f"{-0.25 * log_p[0] - 0.75 * log_p[1]:.4f}"


def test_label_smoothing_spreads_a_share_of_the_target_over_all_classes():
    assert table(show("z=3,1,-3,2&y=1&smooth=0.2"), "y") == ["0.0500", "0.8500", "0.0500", "0.0500"]
    assert table(show("z=1,0&target=soft&q=0.2,0.8&smooth=0.5"), "y") == ["0.3500", "0.6500"]


def test_the_target_that_is_drawn_is_the_one_that_is_used():
    shown = show("z=3,1,-3,2&y=1&smooth=0.2")
    [marks] = [trace for trace in shown.figures["probabilities"]["data"] if trace.get("mode") == "markers"]
    np.testing.assert_allclose(marks["y"], [0.05, 0.85, 0.05, 0.05])


@pytest.mark.parametrize("loss", ["ce", "mse"])
@pytest.mark.parametrize("size", [2, 10])
@pytest.mark.parametrize("T", [0.05, 1, 20])
def test_two_and_ten_classes_are_shown_with_either_loss(size, loss, T):
    z = tuple(np.linspace(-2, 2, size))
    shown = show(z=z, T=T, y=size - 1, loss=loss)
    assert len(bars(shown, "probabilities")) == len(bars(shown, "gradient")) == size
    assert jacobian(shown).shape == (size, size)
    assert len(table(shown, "p")) == size
    np.testing.assert_allclose(bars(shown, "probabilities"), softmax(np.array(z) / T), rtol=1e-12)


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
    np.testing.assert_allclose(np.prod(cells["customdata"], -1) / state.T, cells["z"], rtol=1e-5, atol=1e-6 / state.T)


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


@given(STATES)
def test_every_cell_of_a_table_is_a_finite_number_with_as_many_decimals_as_its_column(state):
    for shown in show(**vars(state)).tables.values():
        assert sum(span for _, span in shown.groups) in (0, len(shown.head))
        assert len(shown.foot) in (0, len(shown.head))
        assert len(shown.rows) == len(state.z)
        for column in list(zip(*shown.rows, strict=True))[1:]:
            plain = [text for text in column if "e" not in text]
            assert all(re.fullmatch(r"[+−]?\d+\.\d+(e−?\d+)?", text) for text in column), column
            assert len({len(text.partition(".")[2]) for text in plain}) <= 1
            assert all(math.isfinite(value) for value in numbers(column))


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
    assert WORDS("table.too_small") != show(**vars(state)).tables["pipeline"].foot[-1]


def test_the_names_of_the_classes_stand_everywhere():
    shown = show("z=3,1,-3&names=cat,,bird")
    assert named(shown, "probabilities") == ["cat", "class 1", "bird"]
    assert table(shown, WORDS("table.class")) == ["cat", "class 1", "bird"]
    assert "cat" in shown.figures["jacobian"]["data"][0]["hovertext"][0][2]
    assert "bird" in shown.figures["jacobian"]["data"][0]["hovertext"][0][2]


@pytest.mark.parametrize("name", ["{index}", "%{x}", "{", "}}", "$x$", "\\", "__", "{0}"])
def test_a_name_is_never_taken_for_a_template(name):
    shown = show(z=(1, 2), names=(name, "b"))
    assert table(shown, WORDS("table.class"))[0] == name
    assert named(shown, "probabilities")[0] == name


@pytest.mark.parametrize("names", ["cat,cat,cat", "class 1,,", ",class 0"])
def test_classes_of_the_same_name_keep_a_place_each(names):
    shown = show(f"z=3,1,-3&names={names}")
    for figure in shown.figures.values():
        assert len(set(figure["data"][0]["x"])) == 3


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
