"""What holds for the figures of every lesson."""

import plotly.graph_objects as go
import pytest

import pages
from text import translations

WORDS = translations("en")
LESSONS = pages.lessons()


def figures(lesson):
    """Return the figures of a lesson's examples by their names; made anew, as nothing of them may be kept."""
    lesson = LESSONS[lesson]
    frames = [lesson.frame(state, WORDS.section(lesson.name)) for state in lesson.presets.values()]
    return [(name, frame.figures[name]) for frame in frames for name in frame.figures]


@pytest.mark.parametrize("lesson", LESSONS)
def test_plotly_accepts_every_figure_and_each_leaves_room_on_all_sides(lesson):
    for name, figure in figures(lesson):
        go.Figure(figure)
        assert set(figure["layout"]["margin"]) == set("lrtb"), name
        assert min(figure["layout"]["margin"].values()) >= 0, name


@pytest.mark.parametrize("lesson", LESSONS)
def test_what_is_in_a_legend_has_a_name(lesson):
    for name, figure in figures(lesson):
        if figure["layout"].get("showlegend") is False:
            continue
        for index, trace in enumerate(figure["data"]):
            if trace["type"] != "heatmap" and trace.get("showlegend") is not False:
                assert trace.get("name", "").strip(), (name, index)


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_text_beside_bars_or_without_axes_is_cut_off_at_an_end(lesson):
    for name, figure in figures(lesson):
        layout, data = figure["layout"], figure["data"]
        of_bars = {trace.get("xaxis", "x") for trace in data if trace["type"] == "bar"}
        for index, trace in enumerate(data):
            axis = trace.get("xaxis", "x")
            is_apart = axis in of_bars or layout.get(f"xaxis{axis[1:]}", {}).get("visible") is False
            if trace.get("mode") == "text" and is_apart:
                assert trace.get("cliponaxis") is False, (name, index)
