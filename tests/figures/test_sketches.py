"""What figures say may be predicted on them: the trace is there, and what is hidden with it shows the answer."""

import numpy as np
import pytest

import pages
from figures.conventions import sketch, sketch_kind
from text import translations

WORDS = translations("en")
LESSONS = pages.lessons()
PREDICTED = {
    "softmax": {"flow": "bars", "response": "curve", "probabilities": "bars", "gradient": "bars"},
    "stability": {"errors": "curve"},
    "chain": {"forward": "bars", "product": "bars", "push": "curve", "sigmoid": "curve"},
    "gradient-check": {"curves": "curve"},
    "classifier": {"plane": "boundary", "loss": "curve", "point": "bars"},
    "two-rules": {"plane_difference": "boundary", "plane_target_only": "boundary", "loss": "curve", "sums": "curve"},
    "sigmoids": {"draws": "bars"},
}


def frames(lesson):
    lesson = LESSONS[lesson]
    return {name: lesson.frame(state, WORDS.section(lesson.name)) for name, state in lesson.presets.items()}


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_figures_of_a_lesson_say_what_is_predicted_on_them(lesson):
    first = next(iter(frames(lesson).values()))
    kinds = {name: sketch_kind(first.figures[name]) for name in first.figures}
    assert {name: kind for name, kind in kinds.items() if kind} == PREDICTED.get(lesson, {})


@pytest.mark.parametrize("lesson", PREDICTED)
def test_the_predicted_trace_is_one_of_the_hidden_ones_and_of_the_right_kind(lesson):
    for frame in frames(lesson).values():
        for name in frame.figures:
            figure = frame.figures[name]
            if not sketch_kind(figure):
                continue
            said = figure["layout"]["meta"]["sketch"]
            hidden = said.get("hidden", [said["trace"]])
            places = [item if isinstance(item, int) else item[0] for item in hidden]
            trace = figure["data"][said["trace"]]
            assert said["trace"] in places
            assert max(places) < len(figure["data"])
            assert len(set(places)) == len(places)
            assert trace["type"] == ("bar" if said["kind"] == "bars" else "scatter")
            assert said["kind"] == "bars" or trace["mode"] == "lines"


def test_the_bars_of_p_are_predicted_and_what_is_left_has_none_of_their_numbers():
    figure = frames("softmax")["animals"].figures["flow"]
    said = figure["layout"]["meta"]["sketch"]
    p = figure["data"][said["trace"]]["x"]
    assert np.sum(p) == pytest.approx(1)
    starts = {
        item if isinstance(item, int) else item[0]: 0 if isinstance(item, int) else item[1] for item in said["hidden"]
    }
    left = [
        text
        for index, trace in enumerate(figure["data"])
        for text in list(trace.get("text") or [])[: starts.get(index)]
    ]
    assert "3.0" in left, "the logits are still said"
    assert not [text for text in left if "%" in text]


def test_the_curve_of_the_moving_class_is_predicted():
    lesson = LESSONS["softmax"]
    state = lesson.state(z=(3.0, 1.0, -1.0), focus=2)
    figure = lesson.frame(state, WORDS.section("softmax")).figures["response"]
    assert figure["data"][figure["layout"]["meta"]["sketch"]["trace"]]["meta"] == {"class": 2}


def test_the_whole_loss_is_predicted_with_held_out_rows_too():
    lesson = LESSONS["classifier"]
    words = WORDS.section("classifier")
    for state in (lesson.state(), lesson.state(held_out=30)):
        figure = lesson.frame(state, words).figures["loss"]
        said = figure["layout"]["meta"]["sketch"]
        assert figure["data"][said["trace"]]["name"] == words("curve.total")
        left = [trace["name"] for index, trace in enumerate(figure["data"]) if index not in said["hidden"]]
        assert left == [words("curve.pinned")]


def test_a_figure_without_a_sketch_has_no_kind():
    assert sketch_kind({"layout": {}}) == ""
    assert sketch_kind({"layout": {"meta": {"sketch": sketch("curve", 2)}}}) == "curve"
    assert sketch("curve", 2) == {"kind": "curve", "trace": 2}
