"""The picture of errors against steps: its curves, the point that is dragged, grades, guides and names."""

import numpy as np
import plotly.graph_objects as go
import pytest

import figures
from figures.error_curves import COLOURS, LOWEST
from figures.theme import GREEN, NEUTRAL, VERMILLION

STEPS = 10.0 ** np.linspace(-16, 0, 33)
ERRORS = [STEPS + 1e-16 / STEPS, STEPS**2 + 1e-16 / STEPS, STEPS**2 + 1e-16]
NAMES = ("forward", "central", "complex")
WORDS = {
    name: name.capitalize()
    for name in ("title", "step", "error", "wrong", "uncomfortable", "unclear", "good", "text_step", "balanced")
} | {"truncation": "Truncation", "rounding": "Rounding"}
GUIDES = {0: (STEPS, 1e-16 / STEPS), 1: (STEPS**2, 1e-16 / STEPS), 2: (STEPS**2, np.full_like(STEPS, 2e-16))}


def draw(chosen=1, at=12, errors=ERRORS, balanced=6e-6):
    curves = figures.ErrorCurves(STEPS, errors, chosen, at, GUIDES[chosen], balanced, 1e-10)
    return figures.error_curves(curves, names=NAMES, words=WORDS, slider="h")


def curve(figure, name):
    [found] = [trace for trace in figure["data"] if trace.get("name") == name]
    return found


def texts(figure):
    """Return the texts in the picture with their places."""
    labels = [trace for trace in figure["data"] if trace.get("mode") == "text"]
    return {
        text.strip("\u00a0"): (x, y)
        for trace in labels
        for x, y, text in zip(trace["x"], trace["y"], trace["text"], strict=True)
    }


def point(figure):
    [spec] = figure["layout"]["meta"]["markers"]
    trace = figure["data"][spec["trace"]]
    return spec, trace, (trace["x"][spec["point"]], trace["y"][spec["point"]])


@pytest.mark.parametrize("chosen", [0, 1, 2])
def test_each_formula_has_its_curve_and_colour_and_the_chosen_one_is_thick_and_above(chosen):
    figure = draw(chosen)
    for index, name in enumerate(NAMES):
        found = curve(figure, name)
        np.testing.assert_allclose(found["x"], STEPS, rtol=1e-6)
        np.testing.assert_allclose(found["y"], ERRORS[index], rtol=1e-6)
        assert found["line"].get("color", "") == COLOURS[index]
        assert (found["line"]["width"] > 2) == (index == chosen)
        assert found["x"].dtype == found["y"].dtype == np.float32
    order = [trace["name"] for trace in figure["data"] if trace.get("name") in NAMES]
    assert order[-1] == NAMES[chosen]
    go.Figure(figure)


def test_the_formulas_are_named_in_their_colours_and_the_chosen_one_is_bold():
    names = draw(2)["layout"]["annotations"]
    assert [entry["text"] for entry in names] == [f"━ {name}" for name in NAMES]
    assert [entry["font"].get("color", "") for entry in names] == list(COLOURS)
    assert [entry["font"]["weight"] for entry in names] == [400, 400, 800]
    assert [entry["x"] for entry in names] == pytest.approx([0, 1 / 3, 2 / 3])


def test_no_formula_has_the_colour_of_one_of_six_classes():
    assert not set(COLOURS) & set(figures.CLASSES[:6])
    assert len(set(COLOURS)) == 3


@pytest.mark.parametrize("chosen", [0, 1, 2])
@pytest.mark.parametrize("at", [0, 12, 32])
def test_the_point_lies_on_the_chosen_curve_and_sets_the_step(chosen, at):
    figure = draw(chosen, at)
    spec, trace, (x, y) = point(figure)
    assert (spec["x"], spec["y"], trace["mode"]) == ("h", "", "markers")
    assert (x, y) == pytest.approx((STEPS[at], ERRORS[chosen][at]))
    [cross] = [one for one in figure["data"] if len(one["x"]) == 3 and one["mode"] == "lines"]
    low, left = 10.0 ** figure["layout"]["yaxis"]["range"][0], 10.0 ** figure["layout"]["xaxis"]["range"][0]
    np.testing.assert_allclose((cross["x"], cross["y"]), ([x, x, left], [low, y, y]))


def test_an_error_of_0_is_drawn_at_the_lower_end():
    figure = draw(1, 3, [np.zeros_like(STEPS)] * 3)
    assert point(figure)[2][1] == LOWEST
    np.testing.assert_allclose(curve(figure, "central")["y"], LOWEST, rtol=1e-6)
    assert figure["layout"]["yaxis"]["range"][0] < np.log10(LOWEST)


def test_both_axes_are_logarithmic_and_hold_every_step_and_every_error():
    layout = draw()["layout"]
    for key, values, title in (("xaxis", STEPS, "Step"), ("yaxis", [LOWEST, 2.0], "Error")):
        axis = layout[key]
        low, high = 10.0 ** np.array(axis["range"])
        assert axis["type"] == "log"
        assert low < min(values)
        assert max(values) < high
        assert axis["title"]["text"] == title
        for tick, text in zip(axis["tickvals"], axis["ticktext"], strict=True):
            assert text in ("", "1" if tick == 1 else f"10<sup>−{-round(np.log10(tick))}</sup>")
    assert layout["title"]["text"] == "Title"
    assert {1e-7, 1e-4, 1e-2} < {float(f"{tick:.6g}") for tick in layout["yaxis"]["tickvals"]}


def test_the_grades_are_bands_from_their_thresholds_on_and_named_inside():
    figure = draw()
    bands = [shape for shape in figure["layout"]["shapes"] if shape["type"] == "rect"]
    assert [(band["y0"], band["fillcolor"]) for band in bands[:2]] == [(1e-2, VERMILLION), (1e-4, "#E69F00")]
    assert (bands[1]["y1"], bands[2]["y1"], bands[2]["fillcolor"]) == (1e-2, 1e-7, GREEN)
    assert all(band["layer"] == "below" for band in bands)
    heights = {name: y for name, (_, y) in texts(figure).items()}
    assert heights["Wrong"] > 1e-2 > heights["Uncomfortable"] > 1e-4 > heights["Unclear"] > 1e-7 > heights["Good"]


def test_the_step_of_the_texts_and_the_balanced_step_are_marked_and_named():
    figure = draw(balanced=3e-5)
    [line] = [shape for shape in figure["layout"]["shapes"] if shape["type"] == "line"]
    assert line["x0"] == line["x1"] == 1e-10
    assert texts(figure)["Text_step"][0] == 1e-10
    assert texts(figure)["Balanced"][0] == 3e-5
    [balanced] = [one for one in figure["data"] if len(one["x"]) == 2 and one["line"]["width"] == 1]
    assert balanced["x"] == [3e-5, 3e-5]


@pytest.mark.parametrize("chosen", [0, 1, 2])
def test_the_guides_are_dotted_and_named_where_they_pass(chosen):
    figure = draw(chosen)
    dotted = [trace for trace in figure["data"] if trace.get("line", {}).get("dash") == "dot"]
    assert [trace["line"]["color"] for trace in dotted] == [NEUTRAL] * 2
    for trace, guide in zip(dotted, GUIDES[chosen], strict=True):
        np.testing.assert_allclose(trace["x"], STEPS[[0, -1]])
        np.testing.assert_allclose(trace["y"], guide[[0, -1]])
    names = texts(figure)
    assert ("Rounding" in names) == (chosen < 2), "the rounding of the complex step does not grow"
    for name, guide in zip(("Truncation", "Rounding"), GUIDES[chosen], strict=True):
        if name in names:
            x, y = names[name]
            beside = np.interp(np.log(x), np.log(STEPS), np.log(guide))
            assert abs(beside - np.log(y)) < np.log(30), "beside the guide"


def test_a_guide_beyond_all_bounds_is_drawn_far_away():
    curves = figures.ErrorCurves(STEPS, ERRORS, 0, 3, (np.full_like(STEPS, 1e308), STEPS * 0), 1e-8, 1e-10)
    figure = figures.error_curves(curves, names=NAMES, words=WORDS, slider="h")
    for guide in figure["data"][:2]:
        assert np.isfinite(np.log10(guide["y"])).all()


def test_what_stays_the_same_is_made_once():
    one, other = draw(at=3), draw(at=20)
    assert one["layout"]["xaxis"] is other["layout"]["xaxis"]
    assert one["layout"]["annotations"] is other["layout"]["annotations"]
    assert curve(one, "central")["line"] is curve(other, "central")["line"]
    assert [trace["mode"] for trace in one["data"]] == [trace["mode"] for trace in other["data"]]


def test_only_curves_answer_to_the_pointer():
    for trace in draw()["data"]:
        assert ("hovertemplate" in trace) == (trace.get("name") in NAMES)
        assert ("hovertemplate" in trace) != (trace.get("hoverinfo") == "skip")
    assert draw()["layout"]["meta"]["size"] == "large"


def labels(chosen=1, guides=None, **words):
    """Return the names of the two guides as they are written, with their places and the steps of their places."""
    curves = figures.ErrorCurves(STEPS, ERRORS, chosen, 12, guides or GUIDES[chosen], 6e-6, 1e-10)
    drawn = figures.error_curves(curves, names=NAMES, words=WORDS | words, slider="h")["data"][-1]
    return drawn["x"][2:], drawn["y"][2:], drawn["text"][2:]


@pytest.mark.parametrize("chosen", [0, 1])
def test_a_guide_is_named_at_the_first_step_where_it_has_passed_the_height_of_its_name(chosen):
    truncation, rounding = GUIDES[chosen]
    (at_truncation, at_rounding), heights, _ = labels(chosen)
    assert at_truncation == STEPS[np.argmax(truncation >= heights[0])]
    assert at_rounding == STEPS[np.argmax(rounding <= heights[1])]


def test_a_guide_that_is_never_at_the_height_of_its_name_is_named_at_an_end():
    never, always = np.full_like(STEPS, 1e-300), np.ones_like(STEPS)
    assert labels(guides=(never, always))[0] == [STEPS[-1], STEPS[-1]]
    assert labels(guides=(always, never))[0] == [STEPS[0], STEPS[0]]


def test_truncation_is_named_where_its_guide_passes_the_height_of_its_name_at_last():
    at_last = np.where(STEPS[-1] == STEPS, 1e-9, 1e-300)
    assert "Truncation" in labels(guides=(at_last, GUIDES[1][1]))[2][0]
    assert not labels(guides=(np.zeros_like(STEPS), np.ones_like(STEPS)))[2][0].strip("\u00a0"), "of straight pieces"


def test_names_stand_beside_their_guides_at_a_distance_that_grows_with_them():
    _, _, (truncation, rounding) = labels()
    assert truncation.endswith("Truncation")
    assert rounding.startswith("Rounding")
    before, after = (text.count("\u00a0") for text in (truncation, rounding))
    assert before > 2 * len("Truncation")
    assert after - 2 * len("Rounding") > before - 2 * len("Truncation"), "the curves lie between"
    longer = labels(truncation="Truncation!!!")[2][0]
    assert longer.count("\u00a0") == before + 6


def test_bands_and_lines_cross_the_whole_figure():
    figure = draw()
    layout = figure["layout"]
    for shape in layout["shapes"]:
        across = "x" if shape["type"] == "rect" else "y"
        assert (shape[f"{across}ref"], shape[f"{across}0"], shape[f"{across}1"]) == ("paper", 0, 1)
    [balanced] = [one for one in figure["data"] if len(one["x"]) == 2 and one["line"]["width"] == 1]
    np.testing.assert_allclose(np.log10(balanced["y"]), layout["yaxis"]["range"])
    curves = figures.ErrorCurves(STEPS, ERRORS, 0, 3, (np.full_like(STEPS, np.inf), STEPS), 1e-8, 1e-10)
    guide = figures.error_curves(curves, names=NAMES, words=WORDS, slider="h")["data"][0]
    assert np.isfinite(guide["y"]).all(), "an infinite error has no place on an axis"
