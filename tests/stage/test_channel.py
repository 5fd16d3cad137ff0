"""One reader's channel: the first answer is whole, later ones carry what changed, every one carries its number."""

import json
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pages
import stage
from stage.channel import Channel, rehearse
from tests.stage.states import garbage
from tests.stage.test_wire import applied, decoded

LESSONS = stage.lessons_of(pages)
WORDS = stage.speak("en")
every_lesson = pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
BYTES_OF_A_FRAME = 6_000


def softmax_channel():
    return Channel(LESSONS["softmax"], WORDS)


def ask(channel, message):
    """Return the answer's number and its changes."""
    answer = json.loads(channel.answer(message))
    assert answer.keys() == {"n", "changes"}
    return answer["n"], answer["changes"]


@every_lesson
def test_the_first_answer_is_the_whole_frame(lesson):
    number, [[path, view]] = ask(Channel(lesson, WORDS), "1 ")
    assert number == 1
    assert path == []
    assert view.keys() == {"figures", "readings", "tables", "values", "query", "notice"}
    assert all(figure.keys() >= {"data", "layout"} for figure in view["figures"].values())
    assert view["query"] == stage.write(lesson.state())
    assert view["notice"] == ""


@every_lesson
def test_an_equal_state_is_answered_with_no_changes(lesson):
    channel = Channel(lesson, WORDS)
    ask(channel, "1 ")
    assert ask(channel, f"2 {stage.write(lesson.state())}") == (2, [])


@given(st.lists(garbage(LESSONS["softmax"].state) | st.just("z=1,2&T=3"), min_size=1, max_size=6))
def test_the_browser_that_applies_every_answer_sees_what_a_new_reader_sees(queries):
    channel, view = softmax_channel(), None
    for number, query in enumerate(queries):
        view = applied(view, ask(channel, f"{number} {query}")[1])
        assert view == ask(softmax_channel(), f"0 {query}")[1][0][1]


def test_a_moved_number_sends_no_layout_again():
    channel = softmax_channel()
    ask(channel, "1 z=3,1,-3,2")
    for number in range(2, 12):
        _, changes = ask(channel, f"{number} z={number / 10},1,-3,2")
        assert changes
        assert not [path for path, _ in changes if "layout" in path]


def test_a_moved_number_sends_only_what_moved():
    channel = softmax_channel()
    ask(channel, "1 z=3,1,-3,2")
    paths = [tuple(path) for path, _ in ask(channel, "2 z=2.9,1,-3,2")[1]]
    keys = {path[4] for path in paths if path[0] == "figures"}
    assert keys <= {"y", "z", "customdata", "marker", "text"}, "neither names nor formulas nor templates"
    assert ("figures", "probabilities", "data", 1, "y") not in paths, "the target stayed where it was"


def test_another_temperature_sends_of_the_layout_only_the_axes_that_it_scales():
    channel = softmax_channel()
    ask(channel, "1 T=1")
    paths = [path for path, _ in ask(channel, "2 T=2")[1] if "layout" in path]
    scaled = {("yaxis", "range"), ("yaxis", "tickvals"), ("coloraxis", "cmin"), ("coloraxis", "cmax")}
    assert {tuple(path[3:]) for path in paths} <= scaled


def test_a_frame_of_four_classes_is_small_on_the_wire():
    channel = softmax_channel()
    ask(channel, "1 z=3,1,-3,2")
    assert len(channel.answer("2 z=2.9,1,-3,2").encode()) <= BYTES_OF_A_FRAME


@pytest.mark.parametrize("number", [0, 7, 10**14])
def test_the_number_is_echoed(number):
    assert ask(softmax_channel(), f"{number} T=2")[0] == number


@pytest.mark.parametrize(
    "message", ["", " ", "x", "x z=1,2", "-1 z=1,2", "+1 T=2", "1.0 T=2", "1e3 T=2", "٣ T=2", "²", "9" * 16, "\n1 T=2"]
)
def test_a_message_without_a_number_is_an_error(message):
    with pytest.raises(ValueError, match="number"):
        softmax_channel().answer(message)


def test_after_a_bad_message_the_channel_goes_on():
    channel = softmax_channel()
    with pytest.raises(ValueError, match="number"):
        channel.answer("nonsense")
    assert ask(channel, "1 T=2")[1][0][0] == []


@given(garbage(LESSONS["softmax"].state))
def test_garbage_is_answered_with_a_frame_and_a_notice_exactly_where_something_was_corrected(query):
    _, [[_, view]] = ask(softmax_channel(), f"1 {query}")
    corrections = stage.read(LESSONS["softmax"].state, query)[1]
    assert bool(view["notice"]) == bool(corrections)
    assert all(correction.parameter in view["notice"] for correction in corrections)


def test_the_notice_names_are_written_as_a_person_writes_them():
    _, [[_, view]] = ask(softmax_channel(), "1 names=K%C3%A4se<b>")
    assert "Käseb" in view["notice"]


def test_the_values_that_come_back_are_those_of_the_controls():
    _, [[_, view]] = ask(softmax_channel(), "1 z=1,2&T=3&y=1&names=a,b")
    known = {
        "z": [1, 2],
        "T": 3,
        "target": "class",
        "y": 1,
        "q": [0.7778, 0.2222],
        "smooth": 0,
        "loss": "ce",
        "names": ["a", "b"],
    }
    assert view["values"] | known == view["values"]


def test_the_arrays_in_an_answer_are_the_arrays_of_the_frame():
    _, [[_, view]] = ask(softmax_channel(), "1 z=3,1,-3")
    probabilities = decoded(view["figures"]["probabilities"]["data"][0]["y"])
    np.testing.assert_allclose(probabilities, [0.8789, 0.1189, 0.0022], atol=5e-5)


@every_lesson
def test_every_lesson_can_be_rehearsed(lesson):
    rehearse(lesson)


@dataclass(frozen=True)
class ToyState(stage.State):
    x: float = stage.slider(1.0, low=0, high=9, step=1)


def test_a_lesson_needs_nothing_but_a_state_a_frame_and_words():
    toy = stage.Lesson("toy", ToyState, lambda state, words: stage.Frame({}, [(words("x"), f"{state.x:g}")]))
    words = stage.Words(
        {"toy": {"x": "the number"}, "stage": {"now": "{parameter}={used}", "corrected": "No: {changed}"}}
    )
    channel = Channel(toy, words)
    _, [[_, view]] = ask(channel, "1 x=4")
    assert view["readings"] == [["the number", "4"]]
    assert dict(map(lambda change: (change[0][0], change[1]), ask(channel, "2 x=99")[1]))["notice"] == "No: x=9"
