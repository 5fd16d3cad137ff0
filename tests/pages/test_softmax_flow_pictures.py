"""What the flow of the lesson "Softmax" shows: each column is what its head says, and so are the sums below."""

import numpy as np
import pytest

from figures.theme import CLASSES
from tests.pages.softmax import WORDS, numbers, show
from tests.pages.softmax_referee import STATES, gradient_of, label, probabilities, steps_of, target_of

each_state = pytest.mark.parametrize("state", STATES.values(), ids=STATES)


def way(state):
    return "shifted" if state.shift else "offset" if state.offset else ""


def columns(state):
    """Return head, values and decimals of each column of the flow."""
    scaled, exponentials = steps_of(state)
    gradient = gradient_of(state)
    heads = [
        *("z", way(state) or "scaled", f"{way(state)}_exponential".removeprefix("_") or "exponential"),
        *("p", "gradient"),
    ]
    values = [np.array(state.z), scaled, exponentials, probabilities(state), gradient]
    return zip([WORDS(f"flow.{head}") for head in heads], values, strict=True)


def bars_of(figure):
    """Return the traces of the bars of the columns, left to right."""
    bars = [trace for trace in figure["data"] if trace["type"] == "bar" and "base" not in trace]
    return sorted(bars, key=lambda trace: axis_of(figure, trace)["domain"][0])


def axis_of(figure, trace):
    return figure["layout"]["xaxis" + trace["xaxis"].removeprefix("x")]


def written(figure):
    """Return all texts in the flow with their places across the figure (0 to 1) and their rows."""
    found = []
    for trace in figure["data"]:
        if trace.get("mode") == "text" and trace["yaxis"] == "y":
            places = zip(np.asarray(trace["x"]).tolist(), np.asarray(trace["y"]).tolist(), trace["text"], strict=True)
            found += list(places)
    return found


def texts_of_column(figure, bars):
    """Return what is written in the strip of a column, top down."""
    low, high = axis_of(figure, bars)["domain"]
    return [text for x, _, text in sorted(written(figure), key=lambda entry: entry[1]) if low <= x < high]


@each_state
def test_a_column_of_the_flow_has_the_bars_and_the_numbers_that_its_head_names(state):
    figure = show(**vars(state)).figures["flow"]
    for bars, (head, values) in zip(bars_of(figure), columns(state), strict=True):
        axis = axis_of(figure, bars)
        low, high = axis["range"]
        unit_of_axis = float(axis["ticktext"][-1]) / high  # a long bar may be drawn as a share of its axis
        np.testing.assert_allclose(bars["x"] * unit_of_axis, values, rtol=1e-9, atol=1e-9)
        assert low <= min(*bars["x"], 0)
        assert max(*bars["x"], 0) <= high
        found_head, *texts = texts_of_column(figure, bars)
        assert found_head == head
        unit = 0.01 if head == WORDS("flow.p") else 1
        read = [unit * float(text.removesuffix("%").replace("−", "-")) for text in texts]
        assert read == pytest.approx(values, abs=6e-3 if unit == 1 else 6e-4)
        assert bars["marker"]["color"] == list(CLASSES[: len(values)]), "the rows are in the order of the classes"


@each_state
def test_the_longest_bar_of_a_column_is_long_enough_to_be_compared(state):
    """An axis that ends at the largest possible value would show nothing of small numbers."""
    figure = show(**vars(state)).figures["flow"]
    for bars in bars_of(figure)[1:4]:
        assert np.abs(bars["x"]).max() >= 0.19 * axis_of(figure, bars)["range"][1]


@each_state
def test_a_row_of_the_flow_holds_its_class(state):
    figure = show(**vars(state)).figures["flow"]
    axis = figure["layout"]["yaxis"]
    assert axis["ticktext"] == [label(state, k) for k in range(len(state.z))]
    assert axis["range"][0] > axis["range"][1], "the first class is on top"
    for bars in bars_of(figure):
        np.testing.assert_allclose(bars["y"], axis["tickvals"], atol=0.3)
        assert (np.diff(bars["y"]) > bars["width"]).all(), "bars of neighbouring rows do not touch"


@each_state
def test_the_mark_of_the_flow_is_the_target_on_the_axis_of_p(state):
    figure = show(**vars(state)).figures["flow"]
    [mark] = [trace for trace in figure["data"] if trace.get("mode") == "markers"]
    np.testing.assert_allclose(mark["x"], target_of(state))
    bars = bars_of(figure)[3]
    assert mark["xaxis"] == bars["xaxis"]
    np.testing.assert_array_equal(mark["y"], bars["y"])
    assert mark["name"] == WORDS("figures.target")
    assert mark["hovertemplate"].startswith(WORDS("figures.target"))


@each_state
def test_the_stacked_bars_add_up_to_the_sum_that_is_written(state):
    figure = show(**vars(state)).figures["flow"]
    stacks = [trace for trace in figure["data"] if "base" in trace]
    exponentials = steps_of(state)[1]
    heads = [WORDS("flow.total", total="{}"), WORDS("flow.one")]
    for stack, parts, head in zip(stacks, (exponentials, probabilities(state)), heads, strict=True):
        shares = parts / parts.sum()
        length = stack["x"].sum()
        np.testing.assert_allclose(stack["x"] / length, shares, rtol=1e-9)
        np.testing.assert_allclose(stack["base"] / length, np.cumsum([0, *shares[:-1]]), rtol=1e-9, atol=1e-9)
        assert stack["marker"]["color"] == list(CLASSES[: len(parts)])
        assert 0.4 * axis_of(figure, stack)["range"][1] <= length <= axis_of(figure, stack)["range"][1] * (1 + 1e-12)
        on_it = [t for t in figure["data"] if t.get("mode") == "text" and t["xaxis"] == stack["xaxis"]]
        said = [text for trace in on_it for text in trace["text"]]
        before, _, after = head.partition("{}")
        [total] = [text for text in said if text.startswith(before) and text.endswith(after)]
        if "{}" in head:
            number = total.removeprefix(before).removesuffix(after)
            assert numbers([number]) == pytest.approx([parts.sum()], abs=6e-3)
        middles = next(trace["x"] for trace in on_it if len(trace["text"]) == len(parts))
        assert (stack["base"] < middles).all()
        assert (middles < stack["base"] + parts).all()


def test_a_number_is_left_out_where_its_part_of_the_sum_is_too_small_for_it():
    figure = show(z=(10.0, 5.0)).figures["flow"]
    on_stacks = [trace["text"] for trace in figure["data"] if trace.get("mode") == "text" and trace["yaxis"] == "y2"]
    numbers_in_parts = [texts for texts in on_stacks if len(texts) == 2]
    assert [[bool(text.strip()) for text in texts] for texts in numbers_in_parts] == [[True, False]] * 2


@pytest.mark.parametrize(("p", "text"), [((8, 0), "> 99.9%"), ((0, 8), "< 0.1%"), ((0, 0), "50.0%")])
def test_a_probability_is_never_written_as_certain_or_impossible(p, text):
    figure = show(z=tuple(map(float, p))).figures["flow"]
    assert texts_of_column(figure, bars_of(figure)[3])[1] == text


def test_exponentials_that_overflow_have_no_bars_and_say_infinite():
    figure = show(offset=800).figures["flow"]
    assert np.isnan(bars_of(figure)[2]["x"]).all()
    assert texts_of_column(figure, bars_of(figure)[2])[1:] == ["∞"] * 3
