"""A session: the first answer is whole, later ones carry what changed, every one carries its number."""

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import stage
from stage import Session, Slider
from stage.requests import FrameRequest
from stage.session import warm_up
from tests.stage.sessions import LESSONS, WORDS, answer, ask, session_of
from tests.stage.states import garbage
from tests.stage.test_encoding import applied, decoded
from text import Words

every_lesson = pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
MAX_BYTES_OF_A_FRAME = 6_000


def softmax_session():
    return session_of("softmax")


@every_lesson
def test_the_first_answer_is_the_whole_frame(lesson):
    number, [[path, view]] = ask(Session(lesson, WORDS), "1 ")
    assert number == 1
    assert path == []
    shown = {"figures", "formula", "focus", "readings", "tables", "remarks", "notes", "links", "cards", "printed"}
    own = {"lectures", "lecture", "draft"} if lesson.name == "lectures" else set()
    assert view.keys() == shown | {"updates", "values", "query", "notice"} | own
    assert all(figure.keys() >= {"data", "layout"} for figure in view["figures"].values())
    assert view["query"] == stage.write_query(lesson.state())
    assert view["notice"] == ""


@every_lesson
def test_an_equal_state_is_answered_with_no_changes(lesson):
    session = Session(lesson, WORDS)
    ask(session, "1 ")
    assert ask(session, f"2 {stage.write_query(lesson.state())}") == (2, [])


@given(st.lists(garbage(LESSONS["softmax"].state) | st.just("z=1,2&T=3"), min_size=1, max_size=6))
def test_the_browser_that_applies_every_answer_sees_what_a_new_reader_sees(queries):
    session, view = softmax_session(), None
    for number, query in enumerate(queries):
        view = applied(view, ask(session, f"{number} {query}")[1])
        assert view == ask(softmax_session(), f"0 {query}")[1][0][1]


def is_scaled(path):
    """Tell whether a change is the range of an axis of the flow, which has room for the sum of the exponentials."""
    of_axis = path[1:3] in (["flow", "layout"], ("flow", "layout")) and path[3].startswith("xaxis")
    return of_axis and path[4] in ("range", "tickvals", "ticktext")


def test_a_moved_number_sends_no_layout_again_but_ranges_of_axes():
    session = softmax_session()
    ask(session, "1 z=3,1,-3,2")
    for number in range(2, 12):
        _, changes = ask(session, f"{number} z={number / 10},1,-3,2")
        assert changes
        assert not [path for path, _ in changes if "layout" in path and not is_scaled(path)]


def test_a_moved_number_sends_only_what_moved():
    session = softmax_session()
    ask(session, "1 z=3,1,-3,2")
    paths = [tuple(path) for path, _ in ask(session, "2 z=2.9,1,-3,2")[1]]
    keys = {path[4] for path in paths if path[0] == "figures" and not is_scaled(path)}
    assert keys <= {"x", "y", "z", "base", "customdata", "marker", "text"}, "neither names nor formulas nor templates"
    assert ("figures", "probabilities", "data", 1, "y") not in paths, "the target stayed where it was"


def test_another_temperature_sends_of_the_layout_only_the_axes_that_it_scales():
    session = softmax_session()
    ask(session, "1 T=1")
    paths = [path for path, _ in ask(session, "2 T=2")[1] if "layout" in path and not is_scaled(path)]
    scaled = {("yaxis", "range"), ("yaxis", "tickvals"), ("coloraxis", "cmin"), ("coloraxis", "cmax")}
    assert {tuple(path[3:]) for path in paths} <= scaled


def test_a_frame_of_four_classes_is_small_on_the_wire():
    session = softmax_session()
    ask(session, "1 z=3,1,-3,2")
    assert len(session.answer(FrameRequest(2, "z=2.9,1,-3,2")).encode()) <= MAX_BYTES_OF_A_FRAME


@pytest.mark.parametrize("number", [0, 7, 10**14])
def test_the_number_is_echoed(number):
    assert ask(softmax_session(), f"{number} T=2")[0] == number


@given(garbage(LESSONS["softmax"].state))
def test_garbage_is_answered_with_a_frame_and_a_notice_exactly_where_something_was_corrected(query):
    _, [[_, view]] = ask(softmax_session(), f"1 {query}")
    corrections = stage.read_query(LESSONS["softmax"].state, query)[1]
    assert bool(view["notice"]) == bool(corrections)
    assert all(correction.parameter in view["notice"] for correction in corrections)


def test_the_notice_names_are_written_as_a_person_writes_them():
    _, [[_, view]] = ask(softmax_session(), "1 names=K%C3%A4se%00<b>")
    assert "Käse<b>" in view["notice"]


def test_the_values_that_come_back_are_those_of_the_controls():
    _, [[_, view]] = ask(softmax_session(), "1 z=1,2&T=3&y=1&names=a,b")
    known = {
        "z": [1, 2],
        "T": 3,
        "target": "class",
        "y": 1,
        "q": [0.7778, 0.2222],
        "smoothing": 0,
        "loss": "ce",
        "names": ["a", "b"],
    }
    assert view["values"] | known == view["values"]


def test_the_arrays_in_an_answer_are_the_arrays_of_the_frame():
    _, [[_, view]] = ask(softmax_session(), "1 z=3,1,-3")
    probabilities = decoded(view["figures"]["probabilities"]["data"][0]["y"])
    np.testing.assert_allclose(probabilities, [0.8789, 0.1189, 0.0022], atol=5e-5)


@every_lesson
def test_every_lesson_can_be_warmed_up(lesson):
    warm_up(lesson)


@dataclass(frozen=True)
class ToyState(stage.State):
    x: Annotated[float, Slider(0, 9, step=1)] = 1.0


def test_a_lesson_needs_nothing_but_a_state_a_frame_and_words():
    toy = stage.Lesson("toy", ToyState, lambda state, words: stage.Frame({}, [(words("x"), f"{state.x:g}")]))
    words = Words(
        {
            "toy": {"x": "the number"},
            "stage": {"corrected_value": "{parameter}={used}", "corrected": "No: {changed}"},
            "language": {"clauses": "; "},
        }
    )
    session = Session(toy, words)
    _, [[_, view]] = ask(session, "1 x=4")
    assert view["readings"] == [["the number", "4"]]
    assert dict(map(lambda change: (change[0][0], change[1]), ask(session, "2 x=99")[1]))["notice"] == "No: x=9"


def test_a_failure_is_answered_with_a_sentence_and_logged_with_its_traceback(caplog):
    session = Session(stage.Lesson("softmax", ToyState, lambda state, words: 1 / 0), WORDS)
    assert answer(session, "7 x=1") == {"number": 7, "failure": WORDS("stage.failure")}
    [record] = [record for record in caplog.records if record.levelname == "ERROR"]
    assert record.exc_info[0] is ZeroDivisionError


def test_a_frame_that_cannot_be_encoded_is_a_failure_and_the_next_one_is_whole(caplog):
    def frame(state, words):
        return stage.Frame({}, [("x", "1" if state.x < 5 else {1, 2})])

    session = Session(stage.Lesson("softmax", ToyState, frame), WORDS)
    assert answer(session, "1 x=9") == {"number": 1, "failure": WORDS("stage.failure")}
    assert "x=9" in caplog.text, "the log names the request"
    assert ask(session, "2 x=1")[1][0][0] == []


def test_a_lesson_that_fails_ends_the_start():
    with pytest.raises(ZeroDivisionError):
        warm_up(stage.Lesson("softmax", ToyState, lambda state, words: 1 / 0))
