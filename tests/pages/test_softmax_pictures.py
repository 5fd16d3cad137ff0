"""What the pictures of the lesson "Softmax" show: the flow, the response curves, the Jacobian, the formula."""

import numpy as np
import pytest
from scipy.special import log_softmax, softmax

from figures.theme import CLASSES
from pages.softmax import State
from tests.pages.softmax import WORDS, jacobian, numbers, show

STATES = {
    "first": State(),
    "tempered": State(z=(2.0, 3.0, 4.5, -1.0), T=2.5, y=1, focus=2),
    "squared": State(z=(0.5, 1.5, -0.5), T=0.8, y=2, loss="mse", focus=1),
    "soft": State(z=(1.0, -1.0), T=1.5, target="soft", q=(0.3, 0.7)),
    "offset": State(z=(1.0, -1.0, 0.5), T=2.0, offset=3, y=2),
    "shifted": State(z=(4.0, -1.0, 0.5), T=2.0, offset=3, shift=True),
    "ten": State(z=tuple(np.linspace(-2, 3, 10).tolist()), y=4, focus=9),
}
each_state = pytest.mark.parametrize("state", STATES.values(), ids=STATES)


def probabilities(state):
    return softmax(np.array(state.z) / state.T)


def target_of(state):
    return np.eye(len(state.z))[state.y] if state.target == "class" else np.array(state.q)


def loss_of(state, z):
    log_p = log_softmax(z / state.T)
    if state.loss == "mse":
        return ((np.exp(log_p) - target_of(state)) ** 2).mean()
    return -(target_of(state) * log_p).sum()


def slopes(function, at):
    steps = 1e-5 * np.eye(len(at))
    return np.array([(function(at + step) - function(at - step)) / 2e-5 for step in steps])


def steps_of(state):
    """Return what softmax divides, and its exponentials, as a textbook computes them."""
    z = np.array(state.z) + state.offset
    scaled = (z - z.max() if state.shift else z) / state.T
    return scaled, np.exp(scaled)


def way(state):
    return "shifted" if state.shift else "offset" if state.offset else ""


def columns(state):
    """Return head, values and decimals of each column of the flow."""
    scaled, exponentials = steps_of(state)
    gradient = slopes(lambda z: loss_of(state, z), np.array(state.z))
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
        np.testing.assert_allclose(bars["x"], values, rtol=1e-9, atol=1e-9)
        low, high = axis_of(figure, bars)["range"]
        assert low <= min(*values, 0)
        assert max(*values, 0) <= high
        found_head, *texts = texts_of_column(figure, bars)
        assert found_head == head
        unit = 0.01 if head == WORDS("flow.p") else 1
        read = [unit * float(text.removesuffix(" %").replace("−", "-")) for text in texts]
        assert read == pytest.approx(values, abs=6e-3 if unit == 1 else 6e-4)
        assert bars["marker"]["color"] == list(CLASSES[: len(values)]), "the rows are in the order of the classes"


@each_state
def test_the_longest_bar_of_a_column_is_long_enough_to_be_compared(state):
    """An axis that ends at the largest possible value would show nothing of small numbers."""
    figure = show(**vars(state)).figures["flow"]
    for bars in bars_of(figure)[1:]:
        assert np.abs(bars["x"]).max() >= 0.19 * axis_of(figure, bars)["range"][1]


@each_state
def test_a_row_of_the_flow_holds_its_class(state):
    figure = show(**vars(state)).figures["flow"]
    axis = figure["layout"]["yaxis"]
    names = WORDS("class" if len(state.z) <= 5 else "index", index="{}")
    assert axis["ticktext"] == [names.format(k) for k in range(len(state.z))]
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
        np.testing.assert_allclose(stack["x"], parts, rtol=1e-9)
        np.testing.assert_allclose(stack["base"], np.cumsum([0, *parts[:-1]]), rtol=1e-9, atol=1e-9)
        assert stack["marker"]["color"] == list(CLASSES[: len(parts)])
        assert parts.sum() <= axis_of(figure, stack)["range"][1] * (1 + 1e-12)
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


@pytest.mark.parametrize(("p", "text"), [((8, 0), "> 99.9 %"), ((0, 8), "< 0.1 %"), ((0, 0), "50.0 %")])
def test_a_probability_is_never_written_as_certain_or_impossible(p, text):
    figure = show(z=tuple(map(float, p))).figures["flow"]
    assert texts_of_column(figure, bars_of(figure)[3])[1] == text


@each_state
def test_the_response_curves_are_softmax_of_every_value_of_the_logit_in_focus(state):
    figure = show(**vars(state)).figures["response"]
    curves = figure["data"][1 : len(state.z) + 1]
    x = np.asarray(curves[0]["x"], float)
    moved = np.tile(state.z, (len(x), 1))
    moved[:, state.focus] = x
    expected = softmax(moved / state.T, axis=1)
    for index, curve in enumerate(curves):
        np.testing.assert_array_equal(curve["x"], curves[0]["x"])
        np.testing.assert_allclose(curve["y"], expected[:, index], atol=1e-5)
        assert curve["line"]["color"] == CLASSES[index]
        assert curve["name"] == WORDS("class" if len(state.z) <= 5 else "index", index=index)
    assert [x.min(), x.max()] == figure["layout"]["xaxis"]["range"] == [-10, 10]
    assert (np.diff(x) >= 0).all()
    assert (np.abs(np.diff(expected, axis=0)) < 0.15).all(), "no curve has visible corners"


@each_state
def test_the_tangents_of_the_response_curves_have_the_slopes_of_the_marked_column(state):
    shown = show(**vars(state))
    size, figure = len(state.z), shown.figures["response"]
    at, p = state.z[state.focus], probabilities(state)
    column = slopes(lambda z: softmax(z / state.T), np.array(state.z))[state.focus]
    for index, tangent in enumerate(figure["data"][1 + size : 1 + 2 * size]):
        (left, right), (first, last) = np.asarray(tangent["x"]), np.asarray(tangent["y"])
        assert left < at < right
        assert (last - first) / (right - left) == pytest.approx(column[index], abs=1e-8)
        assert (first + last) / 2 == pytest.approx(p[index])
        assert (left + right) / 2 == pytest.approx(at)
    [points] = [trace for trace in figure["data"] if trace["mode"] == "markers"]
    np.testing.assert_allclose(points["x"], [at] * size)
    np.testing.assert_allclose(points["y"], p)
    assert points["marker"]["color"] == list(CLASSES[:size])
    assert list(figure["data"][0]["x"]) == [at, at], "a line shows where the logit is"
    name = WORDS("class" if size <= 5 else "index", index=state.focus)
    assert figure["layout"]["title"]["text"] == WORDS("figures.response", name=name)
    assert figure["layout"]["xaxis"]["title"]["text"] == WORDS("figures.logit", name=name)
    [frame] = shown.figures["jacobian"]["layout"]["shapes"]
    assert (frame["x0"], frame["x1"]) == (state.focus - 0.5, state.focus + 0.5)
    assert (frame["y0"], frame["y1"]) == (-0.5, size - 0.5)
    assert frame["line"]["color"] == CLASSES[state.focus]
    np.testing.assert_allclose(jacobian(shown)[:, state.focus], column, atol=1e-8)


@each_state
def test_a_cell_of_the_jacobian_has_the_derivative_of_its_row_by_its_column(state):
    [cells] = show(**vars(state)).figures["jacobian"]["data"]
    expected = slopes(lambda z: softmax(z / state.T), np.array(state.z)).T
    np.testing.assert_allclose(cells["z"], expected, atol=1e-8)
    if len(state.z) <= 5:
        np.testing.assert_allclose([numbers(row) for row in cells["text"]], expected, atol=6e-4)


@each_state
def test_the_formula_is_softmax_of_the_class_in_focus_with_its_numbers(state):
    spans = show(**vars(state)).formula
    k, (_, exponentials), size = state.focus, steps_of(state), len(state.z)
    terms = [span for span in spans if span.index is not None and not span.kind]
    assert [span.index for span in terms] == list(range(size))
    assert numbers([span.text for span in terms]) == pytest.approx(exponentials, abs=6e-3)
    [name] = [span for span in spans if span.kind == "sub"]
    assert (name.text, name.index) == (WORDS("class" if size <= 5 else "index", index=k), k)
    [exponent] = [span for span in spans if span.kind == "sup"]
    sign = "−" if state.offset < 0 else "+"
    inside = f"{state.z[k]:.{2 if size == 10 else 1}f}" if size != 10 else exponent.text.partition("/")[0]
    inside = f"({inside} {sign} {abs(state.offset)})" if state.offset else inside
    if state.shift:
        inside = f"({inside} − {max(state.z) + state.offset:.1f})"
    assert exponent.text == f"{inside}/{state.T:g}".replace("-", "−")
    [share] = [span for span in spans if span.kind == "strong"]
    assert (share.text, share.index) == (f"{100 * probabilities(state)[k]:.1f} %", k)
    [loss] = [span for span in spans if span.kind == "apart"]
    total, p = loss_of(state, np.array(state.z)), probabilities(state)[state.y]
    if state.loss == "ce" and state.target == "class":
        assert loss.text == WORDS("formula.loss", p=f"{p:.3f}", loss=f"{total:.3f}")
    else:
        assert loss.text == WORDS("formula.other_loss", loss=f"{total:.3f}")


@pytest.mark.parametrize(
    ("state", "remark"),
    [
        (State(offset=800), "overflow"),
        (State(offset=-10), None),
        (State(offset=800, shift=True), None),
        (State(z=(10.0, 0.0), T=0.5), "certain"),
        (State(), None),
    ],
)
def test_what_float64_did_and_a_certain_softmax_are_said(state, remark):
    remarks = show(**vars(state)).remarks
    for key in ("overflow", "underflow", "certain"):
        assert (WORDS(f"remarks.{key}") in remarks) == (key == remark)


def test_exponentials_that_overflow_have_no_bars_and_say_infinite():
    figure = show(offset=800).figures["flow"]
    assert np.isnan(bars_of(figure)[2]["x"]).all()
    assert texts_of_column(figure, bars_of(figure)[2])[1:] == ["∞"] * 3
