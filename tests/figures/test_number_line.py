"""The number line: bars of the formats, a lane for each logit, zones beyond the format that is shown, and cells."""

import numpy as np
import plotly.graph_objects as go
import pytest

import figures
from figures.theme import CLASSES, NEUTRAL, VERMILLION

RANGES = (
    figures.FormatRange("float8", (-5.0, -4.0, 5.0), ("tiny", "some")),
    figures.FormatRange("float9", (-50.0, -40.0, 60.0), ("tinier", "many")),
    figures.FormatRange("float10", (-900.0, -700.0, 800.0), ("tiniest", "most")),
)
WORDS = {"heads": ["logit", "line", "p"], "rows": ["first", "second"], "offset": "c", "item": "z{index}", "zones": "0∞"}
LOGIT_A, LOGIT_B, OFFSET, SUBNORMAL, NORMAL, LOWS, HIGHS, TRAILS, DOTS, POWERS, CELLS, PROBABILITIES, NUMBERS, HEADS = (
    range(14)
)


def draw(shown=1, exponents=((3.0, 90.0), (-70.0, 0.0)), c=20.0, stored=((True, False), (False, True))):
    batch = figures.Batch(
        logits=np.array([[3.0, -1.0], [0.5, 2.0]]),
        numbers=["3", "-1", "0.5", "2"],
        exponents=np.array(exponents),
        powers=["e3", "e90", "e-70", "e0"],
        is_stored=np.array(stored),
        probabilities=[[f"{lane}{form}" for form in "abc"] for lane in range(4)],
        marks=np.full((4, 3), figures.RIGHT),
        details=[["why"] * 3] * 4,
    )
    return figures.number_line(RANGES, shown, batch, (c, "c = 20"), limit=10.0, title="Line", words=WORDS)


def trace(index, **values):
    return draw(**values)["data"][index]


def shapes(**values):
    return draw(**values)["layout"]["shapes"]


def zones(**values):
    """Return the ends and the colour of each zone, from left to right."""
    return [(shape["x0"], shape["x1"], shape["fillcolor"]) for shape in shapes(**values) if shape["type"] == "rect"]


@pytest.mark.parametrize("shown", [0, 1, 2])
def test_plotly_accepts_it(shown):
    assert go.Figure(draw(shown)).data


def test_the_line_is_as_long_as_the_format_that_is_shown_with_room_at_both_ends():
    for shown, (low, high) in enumerate([(-5, 5), (-50, 60), (-900, 800)]):
        left, right = draw(shown)["layout"]["xaxis2"]["range"]
        assert low - (high - low) / 5 < left < low - (high - low) / 10
        assert high + (high - low) / 10 < right < high + (high - low) / 5


def test_the_bars_of_the_formats_end_where_the_formats_end_or_where_the_line_does():
    line = draw(1)["layout"]["xaxis2"]["range"]
    subnormal, normal = trace(SUBNORMAL), trace(NORMAL)
    np.testing.assert_allclose(subnormal["base"], [-5, -50, line[0]])
    np.testing.assert_allclose(np.add(subnormal["base"], subnormal["x"]), [-4, -40, line[0]])
    np.testing.assert_allclose(normal["base"], [-4, -40, line[0]])
    np.testing.assert_allclose(np.add(normal["base"], normal["x"]), [5, 60, line[1]])
    assert normal["y"] == sorted(normal["y"])


def test_the_ends_are_written_inside_long_bars_and_beside_short_ones_with_an_arrow_where_they_are_off_the_line():
    lows, highs = trace(LOWS), trace(HIGHS)
    assert [text.strip("\u00a0") for text in lows["text"]] == ["tiny", "tinier", "← tiniest"]
    assert [text.strip("\u00a0") for text in highs["text"]] == ["some", "many", "most →"]
    assert lows["textposition"] == ["middle left", "middle right", "middle right"]
    assert highs["textposition"] == ["middle right", "middle left", "middle left"]


def test_the_zones_beyond_the_format_have_the_colour_of_what_is_wrong_and_are_named():
    line = draw(1)["layout"]["xaxis2"]["range"]
    beyond, subnormal, normal, above = zones(shown=1)
    assert (beyond[:2], subnormal[:2], normal[:2], above[:2]) == ((line[0], -50), (-50, -40), (-40, 60), (60, line[1]))
    red = ", ".join(str(int(VERMILLION[at : at + 2], 16)) for at in (1, 3, 5))
    assert beyond[2] == above[2] == f"rgba({red}, 0.2)"
    assert red not in subnormal[2] + normal[2]
    names = {note["text"]: note["x"] for note in draw(1)["layout"]["annotations"] if note["text"] in "0∞"}
    assert names == {"0": (line[0] - 50) / 2, "∞": (line[1] + 60) / 2}


def test_exponentials_are_where_they_are_or_at_the_end_of_the_line():
    line = draw(1)["layout"]["xaxis2"]["range"]
    for index in (DOTS, TRAILS):
        np.testing.assert_allclose(trace(index)["x"], [3, line[1], line[0], 0])
    assert trace(DOTS)["marker"]["symbol"] == ["circle", "x", "x", "circle"]
    assert trace(POWERS)["text"] == ["e3", "e90", "e-70", "e0"]
    texts = trace(POWERS)["x"]
    assert line[0] < min(texts) < 0 < max(texts) < line[1], "a power at an end of the line is written within it"


@pytest.mark.parametrize(("c", "at"), [(0.0, 0.0), (20.0, 20.0), (5000.0, None)])
def test_the_offset_is_marked_and_dragged(c, at):
    figure = draw(c=c)
    expected = figure["layout"]["xaxis2"]["range"][1] if at is None else at
    assert figure["data"][OFFSET]["x"][0] == expected
    np.testing.assert_allclose(figure["data"][HEADS + 1]["x"], [0, expected])
    assert figure["data"][HEADS + 2]["text"] == ["c = 20"]
    [marker] = figure["layout"]["meta"]["markers"]
    assert (marker["trace"], marker["point"], marker["x"], marker["y"]) == (OFFSET, 0, "c", "")


def test_the_logits_of_both_rows_are_bars_that_are_dragged():
    np.testing.assert_array_equal(trace(LOGIT_A)["x"], [3, -1])
    np.testing.assert_array_equal(trace(LOGIT_B)["x"], [0.5, 2])
    handles = draw()["layout"]["meta"]["handles"]
    assert [(handle["control"], handle["trace"], handle["kind"]) for handle in handles] == [
        ("a", LOGIT_A, "number"),
        ("b", LOGIT_B, "number"),
    ]
    assert draw()["layout"]["xaxis4"]["range"] == [-10.0, 10.0]
    assert trace(LOGIT_A)["xaxis"] == trace(LOGIT_B)["xaxis"] == "x4"
    assert trace(NUMBERS)["text"] == ["3", "-1", "0.5", "2"]


def test_a_class_has_one_colour_in_both_rows():
    assert trace(LOGIT_A)["marker"]["color"] == trace(LOGIT_B)["marker"]["color"] == list(CLASSES[:2])
    assert trace(DOTS)["marker"]["color"] == trace(TRAILS)["marker"]["color"] == list(CLASSES[:2]) * 2


def test_every_lane_has_its_logit_its_exponential_and_its_probabilities_at_one_height():
    middles = trace(CELLS)["y"]
    assert np.diff(middles).tolist() == [1, 1, 1]
    ticks = dict(zip(*(draw()["layout"]["yaxis"][key] for key in ("tickvals", "ticktext")), strict=True))
    assert [ticks[height] for height in middles] == ["z0", "z1"] * 2
    bars = [*trace(LOGIT_A)["y"], *trace(LOGIT_B)["y"]]
    for heights in (bars, trace(DOTS)["y"], trace(TRAILS)["y"], trace(POWERS)["y"], trace(NUMBERS)["y"]):
        assert np.abs(np.subtract(heights, middles)).max() < 0.3
    places = list(zip(trace(PROBABILITIES)["x"], trace(PROBABILITIES)["y"], strict=True))
    assert places == [(column, height) for height in middles for column in range(3)]
    assert trace(PROBABILITIES)["text"] == [f"{lane}{form}" for lane in range(4) for form in "abc"]


def test_cells_are_coloured_by_their_marks_and_explained_under_the_pointer():
    cells = trace(CELLS)
    np.testing.assert_array_equal(cells["z"], np.zeros((4, 3)))
    assert cells["hovertext"] == [["why"] * 3] * 4
    scale = draw()["layout"]["coloraxis"]
    assert (scale["cmin"], scale["cmax"], scale["showscale"]) == (-1, 1, False)
    assert -1 <= figures.WRONG < figures.UNDERFLOWN < figures.RIGHT == 0


def test_what_is_no_number_of_the_state_stays_the_same_object_and_is_patched():
    one, other = draw(), draw(exponents=((1.0, 2.0), (3.0, 4.0)), c=7.0)
    assert one["layout"] is other["layout"]
    for index in (SUBNORMAL, NORMAL, LOWS, HIGHS, HEADS):
        assert one["data"][index].get("x") is other["data"][index].get("x")
    assert [set(first) for first in one["data"]] == [set(second) for second in other["data"]]


def test_heads_name_the_columns_and_the_formats():
    assert trace(HEADS)["text"] == ["logit", "line", "p", *("float<br>8", "float<br>9", "float<br>10")]
    assert draw()["layout"]["meta"]["title"] == "Line"
    assert [note["text"] for note in draw()["layout"]["annotations"]][:2] == ["first", "second"]
    assert trace(OFFSET)["marker"]["color"] == NEUTRAL


def test_the_figure_is_high_enough_for_its_lanes():
    layout = draw()["layout"]
    bottom, top = layout["yaxis"]["range"]
    pixels = 96 + 38 * (layout["meta"]["rows"] + 0.6)  # as stage.css has it
    margin = layout["margin"]
    assert (pixels - margin["t"] - margin["b"]) / (bottom - top) == pytest.approx(38, abs=0.2)


def test_the_offset_has_its_name_and_its_number_in_a_lane_above_the_batch():
    figure = draw()
    mark, trail, text = (figure["data"][index]["y"] for index in (OFFSET, HEADS + 1, HEADS + 2))
    ticks = dict(zip(*(figure["layout"]["yaxis"][key] for key in ("ticktext", "tickvals")), strict=True))
    assert ticks["float10"] < text[0] < ticks["c"] < mark[0] < min(trace(CELLS)["y"]) - 0.5
    assert trail == [mark[0]] * 2


def test_subnormal_numbers_are_paler_than_normal_ones():
    paler, darker = (float(trace(index)["marker"]["color"].split(",")[3].strip(" )")) for index in (SUBNORMAL, NORMAL))
    assert 0 < paler < darker <= 1


@pytest.mark.parametrize(
    ("shown", "ticks"),
    [(0, [-6, -4, -2, 0, 2, 4, 6]), (1, [-50, 0, 50]), (2, [-1000, -500, 0, 500, 1000])],
)
def test_the_line_has_ticks_at_round_powers_of_e(shown, ticks):
    axis = draw(shown)["layout"]["xaxis2"]
    assert axis["tickvals"] == ticks
    written = [f"e<sup>{'−' if tick < 0 else ''}{abs(tick)}</sup>" if tick else "1" for tick in ticks]
    assert axis["ticktext"] == written
    assert axis["tickfont"]["color"] == NEUTRAL
    assert axis["tickangle"] == 0
    assert not any(draw()["layout"][f"xaxis{name}"][key] for name in "234" for key in ("showgrid", "zeroline"))


def test_the_name_of_a_row_stands_upwards_beside_the_middle_of_its_lanes():
    layout = draw()["layout"]
    middles = trace(CELLS)["y"]
    for row, note in enumerate(layout["annotations"][:2]):
        assert note["y"] == np.mean(middles[2 * row : 2 * row + 2])
        assert (note["xref"], note["x"], note["textangle"], note["showarrow"]) == ("paper", 0, -90, False)
        assert -layout["margin"]["l"] < note["xshift"] < 0, "in the margin"


def test_the_zones_begin_above_their_names_and_end_with_the_figure():
    layout = draw()["layout"]
    names = [note for note in layout["annotations"] if note["text"] in "0∞"]
    for zone in (shape for shape in layout["shapes"] if shape["type"] == "rect"):
        assert names[0]["y"] - 0.5 < zone["y0"] < names[0]["y"] < zone["y1"] == layout["yaxis"]["range"][0]
    assert not any(note["showarrow"] for note in names)


def test_lines_at_0_are_vertical_and_one_between_the_rows_crosses_the_figure():
    lines = [shape for shape in draw()["layout"]["shapes"] if shape["type"] == "line"]
    assert [(line["xref"], line["x0"], line["x1"]) for line in lines] == [("x4", 0, 0), ("x2", 0, 0), ("paper", 0, 1)]
    assert {line["line"]["color"] for line in lines} == {NEUTRAL}


def test_powers_stand_above_their_marks_and_the_texts_of_the_line_are_on_its_axis():
    for index in (DOTS, TRAILS, POWERS, OFFSET, HEADS + 1, HEADS + 2, SUBNORMAL, NORMAL):
        assert trace(index)["xaxis"] == "x2"
    assert len(trace(POWERS)["x"]) == 4
    assert len(trace(HEADS + 2)["x"]) == 1
    for above, below in zip(trace(POWERS)["y"], trace(DOTS)["y"], strict=True):
        assert above < below
    line = draw(c=20.0)["layout"]["xaxis2"]["range"]
    assert trace(HEADS + 2)["x"] == [20.0]
    assert line[0] < trace(HEADS + 2, c=5000.0)["x"][0] < line[1]
