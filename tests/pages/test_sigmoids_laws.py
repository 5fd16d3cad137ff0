"""What must hold of every state of the lesson on softmax and sigmoids."""

import math
from functools import cache
from urllib.parse import parse_qs

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit, softmax

import stage
from pages.sigmoids import LESSON, State
from pages.sigmoids.models import models_of
from pages.sigmoids.state import LOUDNESS, TEMPO
from pages.softmax import State as SoftmaxState
from tests.pages.sigmoids import CASES, GENRES, STATES, WORDS, Referee, probabilities, reading, show, trace

referee = cache(Referee)
PLACES = st.tuples(st.floats(58, 182), st.floats(47, 105))


@pytest.mark.parametrize(("labels", "outside"), CASES)
@given(place=PLACES)
@settings(max_examples=25)
def test_the_bars_are_the_probabilities_of_scikit_learn(labels, outside, place):
    shown = show(labels=labels, outside=outside, x=place[0], y=place[1])
    p, separate = referee(labels, outside).probabilities(*place)
    np.testing.assert_allclose(probabilities(shown, "softmax"), p, atol=2e-6)
    np.testing.assert_allclose(probabilities(shown, "sigmoids"), separate, atol=2e-6)


@given(STATES)
def test_the_sum_of_softmax_is_one_and_that_of_the_sigmoids_is_shown_as_it_is(state):
    shown = show(**vars(state))
    assert reading(shown, "sum_softmax") == "1.000"
    total = probabilities(shown, "sigmoids").sum()
    assert float(reading(shown, "sum_sigmoids")) == pytest.approx(total, abs=5.1e-4)
    for name in ("softmax", "sigmoids"):
        parts = trace(shown, name, 3)
        np.testing.assert_allclose(parts["base"][-1] + parts["x"][-1], probabilities(shown, name).sum())
        np.testing.assert_allclose(parts["base"][1:], np.cumsum(parts["x"])[:-1])
        assert parts["base"][-1] + parts["x"][-1] < 2.0000001, "the axis and the numbers beside the bars have room"


@given(STATES)
def test_the_formula_is_a_sum_in_the_colours_of_the_classes(state):
    shown = show(**vars(state))
    terms = [(span.text, span.index) for span in shown.formula if span.index is not None]
    p, separate = probabilities(shown, "softmax"), probabilities(shown, "sigmoids")
    assert [index for _, index in terms] == [*range(len(p)), *range(3)]
    np.testing.assert_allclose([float(text) for text, _ in terms], [*p, *separate], atol=5.1e-4)
    sums = [span.text for span in shown.formula if span.kind == "strong"]
    assert sums == [" = 1.000", f" = {reading(shown, 'sum_sigmoids')}"]


@given(STATES)
def test_softmax_says_largest_of_one_class_and_each_sigmoid_yes_or_no(state):
    shown = show(**vars(state))
    p, separate = probabilities(shown, "softmax"), probabilities(shown, "sigmoids")
    said = trace(shown, "softmax", 4)["text"]
    assert [text.strip() for text in said] == [
        WORDS("verdicts.largest") if k == p.argmax() else "" for k in range(len(p))
    ]
    assert trace(shown, "sigmoids", 4)["text"] == [
        WORDS("verdicts.yes" if q > 0.5 else "verdicts.no") for q in separate
    ]


@given(STATES)
def test_the_numbers_beside_the_bars_are_theirs_and_their_sums(state):
    shown = show(**vars(state))
    for name in ("softmax", "sigmoids"):
        values = probabilities(shown, name)
        written = [float(text) for text in trace(shown, name, 5)["text"]]
        np.testing.assert_allclose(written, [*values, values.sum()], atol=5.1e-4)


@given(STATES)
def test_the_odds_are_those_of_the_bars(state):
    shown = show(**vars(state))
    p = probabilities(shown, "softmax")
    i, j = min(state.i, len(p) - 1), min(state.j, len(p) - 1)
    bars, numbers = shown.figures["odds"]["data"]
    decades = -math.log10(float(shown.figures["odds"]["layout"]["xaxis"]["ticktext"][0].replace("−", "-")))
    assert bars["x"][-1] * decades == pytest.approx(math.log10(p[i] / p[j]), abs=1e-6)
    assert np.abs(bars["base"] + bars["x"]).max() <= 1
    written = float(numbers["text"][-1].removeprefix("= ").replace("−", "-"))
    assert written == pytest.approx(p[i] / p[j], rel=0.06, abs=5.1e-4)
    names = [*GENRES, WORDS("classes.other")]
    assert shown.figures["odds"]["layout"]["title"]["text"] == WORDS("figures.odds", first=names[i], second=names[j])


@given(STATES)
def test_the_draws_are_as_many_as_were_asked_for(state):
    drawn, numbers = (show(**vars(state)).figures["draws"]["data"][k] for k in (1, 3))
    counts = [int(text.split(" of ")[0]) for text in numbers["text"]]
    assert sum(counts) == state.count
    np.testing.assert_allclose(drawn["x"], np.array(counts) / state.count)


def test_the_draws_of_another_press_are_others_and_those_of_a_state_the_same():
    first, second, again = (show(draw=draw).figures["draws"]["data"][3]["text"] for draw in (0, 1, 0))
    assert first == again != second


@given(STATES)
@settings(max_examples=30)
def test_plotly_accepts_every_figure(state):
    for figure in show(**vars(state)).figures.values():
        assert go.Figure(figure).data


@given(STATES)
def test_the_handle_stands_at_the_song_and_sets_both_sliders(state):
    shown = show(**vars(state))
    for name in ("softmax", "sigmoids"):
        layout, song = shown.figures[name]["layout"], trace(shown, name, 0)
        assert (song["x"], song["y"]) == ([state.x], [state.y])
        [marker] = layout["meta"]["markers"]
        assert (marker["point"], marker["x"], marker["y"]) == (0, "x", "y")
        assert layout["xaxis"]["range"] == list(TEMPO)
        assert layout["yaxis"]["range"] == list(LOUDNESS)


def test_the_sliders_end_inside_the_planes():
    sliders = stage.controls(State)
    for name, (low, high) in (("x", TEMPO), ("y", LOUDNESS)):
        assert low < sliders[name].min < sliders[name].max < high


@given(STATES)
def test_the_link_to_the_first_lesson_has_the_probabilities_of_softmax(state):
    shown = show(**vars(state))
    [link] = shown.links
    opened, corrections = stage.read_query(SoftmaxState, link.query)
    assert not corrections
    np.testing.assert_allclose(softmax(opened.z), probabilities(shown, "softmax"), atol=2e-4)
    assert opened.y == probabilities(shown, "softmax").argmax()


@pytest.mark.parametrize("labels", ["one", "all"])
def test_a_region_is_shaded_by_how_sure_the_answer_is(labels):
    models = models_of(State(labels=labels))
    grid = models.standardization.transform(np.stack(np.meshgrid(models.x, models.y), axis=-1).reshape(-1, 2))
    shape = len(models.y), len(models.x)
    p = softmax(models.softmax.parameters.scores(grid), axis=1)
    sure = np.where(p == p.max(1, keepdims=True), (p.shape[1] * p - 1) / (p.shape[1] - 1), 0)
    np.testing.assert_allclose(models.softmax.shades, sure.T.reshape(-1, *shape), atol=1e-12)
    each = expit(models.sigmoids.parameters.scores(grid))
    np.testing.assert_allclose(models.sigmoids.shades, np.maximum(2 * each - 1, 0).T.reshape(-1, *shape), atol=1e-12)


def test_what_stays_while_the_song_is_dragged_is_the_same_object():
    one, other = show(), show(x=100.0, y=70.0)
    for name in ("softmax", "sigmoids"):
        before, after = one.figures[name]["data"], other.figures[name]["data"]
        place = one.figures[name]["layout"]["meta"]["markers"][0]["trace"]
        assert all(a is b for a, b in zip(before[:place], after[:place], strict=True))
        for key in ("xaxis", "yaxis", "xaxis2", "yaxis2", "shapes", "title", "meta"):
            assert one.figures[name]["layout"][key] is other.figures[name]["layout"][key]


def test_songs_of_no_genre_bring_the_class_other_to_softmax_alone():
    shown = show(outside=True, x=119.0, y=76.0)
    assert len(probabilities(shown, "softmax")) == 4
    assert probabilities(shown, "softmax").argmax() == 3
    assert (probabilities(shown, "sigmoids") < 0.5).all()
    assert trace(shown, "sigmoids", 4)["text"] == [WORDS("verdicts.no")] * 3
    assert len(shown.remarks) == 2
    assert shown.updates["i"].options == list(enumerate([*GENRES, WORDS("classes.other")]))
    assert len(show().updates["j"].options) == 3


def test_a_class_that_is_not_there_stands_for_the_last_one():
    assert "classical" in show(i=3).figures["odds"]["layout"]["title"]["text"]


@pytest.mark.parametrize(("labels", "outside"), CASES)
def test_the_remarks_say_the_numbers_of_scikit_learn(labels, outside):
    found = referee(labels, outside)
    counts = found.labels.sum(1)
    answers = np.column_stack([one.predict(found.x) for one in found.sigmoids]).sum(1)
    numbers = {
        "songs": len(counts),
        "pairs": (counts == 2).sum(),
        "outside": (counts == 0).sum(),
        "softmax": f"{100 * found.softmax_right:.0f}%",
        "sigmoids": f"{100 * found.sigmoids_right:.0f}%",
        "most": f"{100 * (counts < 2).mean():.0f}%",
        "unclear": (answers != 1).sum(),
    }
    wanted = [WORDS(f"remarks.{labels}", **numbers), WORDS("remarks.outside", **numbers)]
    assert show(labels=labels, outside=outside).remarks == wanted[: 1 + outside]


@given(STATES)
@settings(max_examples=30)
def test_the_table_of_the_odds_says_where_its_factors_come_from(state):
    shown, found = show(**vars(state)), referee(state.labels, state.outside)
    p = probabilities(shown, "softmax")
    i, j = min(state.i, len(p) - 1), min(state.j, len(p) - 1)
    x = (np.array([state.x, state.y]) - found.mean) / found.deviation
    weights, bias = found.softmax.coef_, found.softmax.intercept_
    rows = [[text.replace("−", "-") for text in row] for row in shown.tables["odds"].rows]
    assert [row[1] for row in rows] == ["", f"{state.x:.1f}", f"{state.y:.1f}"]
    np.testing.assert_allclose([float(row[2]) for row in rows[1:]], x, atol=5.1e-4)
    terms = [bias[i] - bias[j], *((weights[i] - weights[j]) * x)]
    np.testing.assert_allclose([float(row[3]) for row in rows], terms, atol=1e-4, rtol=0.06)
    np.testing.assert_allclose([float(row[4]) for row in rows], np.exp(terms), atol=1e-4, rtol=0.06)


@pytest.mark.parametrize("name", LESSON.presets)
def test_a_preset_shows_what_its_name_says(name):
    shown = show(**vars(LESSON.presets[name]))
    given = [text == WORDS("verdicts.yes") for text in trace(shown, "sigmoids", 4)["text"]]
    wanted = {
        "both": [True, True, False],
        "single": [True, False, False],
        "between": [False, False, False],
        "exclusive": [True, True, False],
        "outside": [False, False, False],
    }
    assert given == wanted[name]


def test_the_parameters_of_links_are_short_and_stay():
    assert sorted(parse_qs(stage.write_query(State(outside=True, count=7, draw=2, i=2, j=0)))) == sorted(
        ["labels", "none", "x", "y", "n", "draw", "i", "j"]
    )


def test_the_axis_of_the_odds_ends_at_a_power_of_ten_that_holds_them():
    places = [(x, y, outside) for x in (58, 110, 182) for y in (47, 80, 105) for outside in (False, True)]
    states = [State(i=i, j=1 - i, x=x, y=y, outside=outside) for x, y, outside in places for i in (0, 1)]
    assert {" ".join(show(**vars(state)).figures["odds"]["layout"]["xaxis"]["ticktext"]) for state in states} == {
        "0.01 0.1 1 10 100",
        "1e−4 0.01 1 100 1e4",
        "1e−6 0.001 1 1000 1e6",
        "1e−10 1e−5 1 1e5 1e10",
    }
