"""The curves of rounding errors: NaN and infinity have heights of their own, above the numbers."""

import numpy as np
import plotly.graph_objects as go
import pytest

import figures
from figures import Curve

OFFSETS = np.array([1.0, 10.0, 100.0])
ERROR_WORDS = {"offset": "c", "error": "error", "nan": "NaN"}
LOG_WORDS = {"gap": "d", "loss": "loss"}


def errors(chosen=0, offset=10.0):
    curves = [Curve("one", np.array([1e-8, 0.0, np.nan])), Curve("two", np.array([1e-4, 1e-3, 0.5]))]
    curves.append(Curve("three", np.full(3, np.nan)))
    return figures.rounding_curves(OFFSETS, curves, chosen, offset, title="Errors", words=ERROR_WORDS)


def logs():
    fused = Curve("fused", np.array([1.0, 10.0, 100.0]))
    separate = [
        Curve("half", np.array([1.0, np.inf, np.inf], np.float16)),
        Curve("single", np.array([1.0, 10, np.inf])),
    ]
    return figures.negative_log_curves(
        figures.NegativeLogs(OFFSETS, fused, separate), (20.0, 20.5), title="Logs", words=LOG_WORDS
    )


def test_plotly_accepts_both():
    assert go.Figure(errors()).layout.title.text == "Errors"
    assert go.Figure(logs()).layout.title.text == "Logs"


def test_an_error_is_drawn_where_it_is_and_one_of_0_at_the_foot():
    one, two, *_ = errors()["data"]
    np.testing.assert_array_equal(one["y"][:2], [1e-8, 1e-17])
    np.testing.assert_array_equal(two["y"], [1e-4, 1e-3, 0.5])
    assert (one["name"], two["name"]) == ("one", "two")
    np.testing.assert_array_equal(one["x"], OFFSETS)


def test_not_a_number_is_above_all_errors_at_a_height_for_each_curve_and_named_on_the_axis():
    figure = errors()
    heights = [figure["data"][0]["y"][2], *figure["data"][2]["y"]]
    assert 1 < heights[0] < heights[1] == heights[2] == heights[3]
    axis = figure["layout"]["yaxis"]
    tick = dict(zip(axis["ticktext"], axis["tickvals"], strict=True))["NaN"]
    assert heights[0] <= tick <= heights[1]
    assert axis["range"][1] > np.log10(heights[1])
    assert axis["type"] == figure["layout"]["xaxis"]["type"] == "log"


def test_the_chosen_curve_is_the_thick_one_and_every_curve_has_its_own_dashes():
    for chosen in range(3):
        widths = [line["line"]["width"] for line in errors(chosen)["data"][:3]]
        assert widths.index(max(widths)) == chosen
        assert widths.count(max(widths)) == 1
    assert len({line["line"]["dash"] for line in errors()["data"][:3]}) == 3


@pytest.mark.parametrize(("offset", "at"), [(10.0, 10.0), (0.0, 1.0)])
def test_the_cursor_is_at_the_offset_or_at_the_left_end_and_sets_it(offset, at):
    figure = errors(offset=offset)
    assert figure["data"][-1]["x"] == [at, at]
    assert figure["layout"]["meta"]["scrubbed"] == "c"
    low, high = figure["layout"]["yaxis"]["range"]
    assert np.log10(figure["data"][-1]["y"][0]) <= low
    assert np.log10(figure["data"][-1]["y"][1]) >= high


def test_an_infinite_logarithm_is_above_all_numbers_and_named_on_the_axis():
    figure = logs()
    fused, half, single, mark = figure["data"]
    axis = figure["layout"]["yaxis"]
    infinity = dict(zip(axis["ticktext"], axis["tickvals"], strict=True))["∞"]
    np.testing.assert_array_equal(half["y"], [1, infinity, infinity])
    np.testing.assert_array_equal(single["y"], [1, 10, infinity])
    np.testing.assert_array_equal(fused["y"], [1, 10, 100])
    assert infinity > 1e4
    assert 10 ** axis["range"][1] > infinity
    assert (mark["x"], mark["y"]) == ([20.0], [20.5])
    assert [line["name"] for line in (fused, half, single)] == ["fused", "half", "single"]


def test_the_mark_sets_how_far_the_class_is_behind():
    figure = logs()
    [marker] = figure["layout"]["meta"]["markers"]
    assert figure["data"][marker["trace"]]["mode"] == "markers"
    assert (marker["point"], marker["x"], marker["y"]) == (0, "d", "")


def test_axes_are_named():
    assert [errors()["layout"][axis]["title"]["text"] for axis in ("xaxis", "yaxis")] == ["c", "error"]
    assert [logs()["layout"][axis]["title"]["text"] for axis in ("xaxis", "yaxis")] == ["d", "loss"]


def test_powers_of_ten_stand_at_their_places_on_the_axes():
    for figure, axis, first in ((errors(), "xaxis", 0), (logs(), "xaxis", 0), (logs(), "yaxis", 0)):
        powers = [10.0**power for power in range(first, 5)]
        assert figure["layout"][axis]["tickvals"][:5] == powers
        assert figure["layout"][axis]["ticktext"][:5] == ["1", *(f"10<sup>{power}</sup>" for power in range(1, 5))]
    axis = errors()["layout"]["yaxis"]
    assert axis["tickvals"][:5] == [1e-16, 1e-12, 1e-8, 1e-4, 1]
    assert axis["ticktext"][:5] == ["10<sup>−16</sup>", "10<sup>−12</sup>", "10<sup>−8</sup>", "10<sup>−4</sup>", "1"]
    for figure in (errors(), logs()):
        assert figure["layout"]["xaxis"]["range"] == [0, 4.05]


def test_the_middle_of_the_heights_of_nan_is_named():
    axis = errors()["layout"]["yaxis"]
    low, high = (errors()["data"][index]["y"][2] for index in (0, 2))
    assert axis["tickvals"][-1] == pytest.approx(np.sqrt(low * high))


def test_five_curves_have_dashes_that_plotly_knows():
    curves = [Curve(str(index), np.ones(3)) for index in range(5)]
    figure = figures.rounding_curves(OFFSETS, curves, 0, 1.0, title="Errors", words=ERROR_WORDS)
    assert len({line.line.dash for line in go.Figure(figure).data[:5]}) == 5
