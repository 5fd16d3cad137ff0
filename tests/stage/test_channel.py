"""One reader's channel: the first answer is whole, later ones carry what changed, every one carries its number."""

import json
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pages
import stage
from datasets.shipped import FOLDER
from stage.attachment import LARGEST, received
from stage.channel import Channel, enqueue, parsed, rehearse
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
    parts = {"figures", "readings", "tables", "remarks", "notes", "controls", "values", "query", "notice"}
    assert view.keys() == parts
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


IRIS = (FOLDER / "iris.csv").read_bytes()
NOBODYS = "0123456789abcdef" * 2
OWN = "data=own&steps=10&file="


def classifier_channel():
    return Channel(LESSONS["classifier"], WORDS)


def bring(channel, number, name, content):
    """Give a channel a file; return what it says of it."""
    answer = json.loads(channel.answer(f"{number} {name}\n".encode() + content))
    assert answer.keys() == {"n", "file"}
    assert answer["n"] == number
    return answer["file"]


def whole(channel, query, number=9):
    """Return the view of a reader that has just come, from a channel that may have sent frames before."""
    channel._sent = None
    return ask(channel, f"{number} {query}")[1][0][1]


@pytest.mark.parametrize("name", LESSONS["classifier"].documents)
def test_a_document_comes_with_its_name_its_type_and_its_text(name):
    answer = json.loads(classifier_channel().answer(f"7!{name} t=3&steps=10"))
    assert answer.keys() == {"n", "document"}
    assert answer["n"] == 7
    assert answer["document"].keys() == {"name", "kind", "text"}
    expected = LESSONS["classifier"].documents[name](
        LESSONS["classifier"].state(t=3, steps=10), WORDS.section("classifier")
    )
    assert answer["document"] == vars(expected)


def test_a_document_changes_nothing_about_the_frames():
    channel = classifier_channel()
    ask(channel, "1 steps=10")
    channel.answer("2!steps steps=20")
    assert ask(channel, "3 steps=10") == (3, [])


@pytest.mark.parametrize("message", ["7!steps data=own", f"7!script data=own&file=a~{NOBODYS}", "7!script data=drawn"])
def test_where_there_is_nothing_to_take_home_the_document_is_nothing(message):
    assert json.loads(classifier_channel().answer(message)) == {"n": 7, "document": None}


@pytest.mark.parametrize("message", ["7!nothing t=1", "7!__class__ t=1"])
def test_a_document_that_no_lesson_has_is_answered_with_trouble_and_the_channel_goes_on(message):
    channel = classifier_channel()
    assert json.loads(channel.answer(message)) == {"n": 7, "trouble": WORDS("stage.trouble")}
    assert ask(channel, "8 steps=10")[1][0][0] == []


@pytest.mark.parametrize("message", ["7! t=1", "7!! t=1", "7!a-b t=1", "7!steps", f"7!{'a' * 31} t=1", "7 !steps t=1"])
def test_what_only_looks_like_a_wish_for_a_document_is_no_document(message):
    if message.startswith("7 "):
        assert "changes" in json.loads(classifier_channel().answer(message))
        return
    with pytest.raises(ValueError, match="number"):
        classifier_channel().answer(message)


def test_a_file_that_was_brought_is_learned_from_and_named_in_later_states():
    channel = classifier_channel()
    file = bring(channel, 3, "flowers.csv", IRIS)
    assert file == {"name": "flowers.csv", "digest": received("", IRIS).digest, "refusal": ""}
    view = whole(channel, f"{OWN}flowers.csv~{file['digest']}")
    assert view["figures"]
    assert view["values"]["file"] == {"name": "flowers.csv", "digest": file["digest"]}
    assert f"file=flowers.csv~{file['digest']}" in view["query"]
    assert "content" not in view["values"]["file"]


def test_a_link_that_names_another_file_shows_nothing_of_this_one():
    channel = classifier_channel()
    bring(channel, 3, "flowers.csv", IRIS)
    view = whole(channel, f"{OWN}flowers.csv~{NOBODYS}")
    assert view["figures"] == {}
    assert "flowers.csv" in view["remarks"][0]


def test_a_file_is_known_to_the_reader_who_brought_it_and_to_nobody_else():
    channel = classifier_channel()
    file = bring(channel, 3, "flowers.csv", IRIS)
    assert whole(channel, f"{OWN}flowers.csv~{file['digest']}")["figures"]
    assert whole(classifier_channel(), f"{OWN}flowers.csv~{file['digest']}")["figures"] == {}


@pytest.mark.parametrize("content", [b"", b"\0\1\2" * 50, b"a,b\n1,2\n", b"a,b,c\n1,2,x\n1,2,x\n", b"x" * 1_000_001])
def test_a_refused_file_is_told_why_and_leaves_the_former_one_in_place(content):
    channel = classifier_channel()
    file = bring(channel, 3, "flowers.csv", IRIS)
    refused = bring(channel, 4, "other.csv", content)
    assert refused["refusal"].endswith(".")
    assert whole(channel, f"{OWN}flowers.csv~{file['digest']}")["figures"]
    assert whole(channel, f"{OWN}other.csv~{refused['digest']}")["figures"] == {}


def test_a_second_file_takes_the_place_of_the_first():
    channel = classifier_channel()
    first = bring(channel, 3, "one.csv", IRIS)
    second = bring(channel, 4, "two.csv", IRIS + b"\n")
    assert whole(channel, f"{OWN}two.csv~{second['digest']}")["figures"]
    assert whole(channel, f"{OWN}one.csv~{first['digest']}")["figures"] == {}


@pytest.mark.parametrize("name", ["数据.csv", "a~b<i>&.csv", "a b+c%20.csv", "", "C:\\x.csv", "café.csv"])
def test_a_file_of_any_name_is_found_again_by_the_link_that_names_it(name):
    channel = classifier_channel()
    file = bring(channel, 3, name, IRIS)
    assert not set(file["name"]) & set("~<>&")
    state = LESSONS["classifier"].state(data="own", steps=10, file=stage.Attachment(file["name"], file["digest"]))
    view = whole(channel, stage.write(state))
    assert view["figures"]
    assert view["query"] == stage.write(state)


def test_a_lesson_that_takes_no_files_answers_one_with_trouble():
    channel, message = softmax_channel(), b"5 a.csv\n" + IRIS
    assert json.loads(channel.answer(message)) == {"n": 5, "trouble": WORDS("stage.trouble")}
    assert ask(channel, "6 T=2")[1][0][0] == []


@pytest.mark.parametrize(
    "message", [b"", b"5 a.csv", b"a.csv\n1,2", b"\n", b"5\n1,2", b"5 " + b"x" * 1_000 + b"\n1,2", b"\xff\n"]
)
def test_a_binary_message_without_its_head_is_none_of_ours(message):
    with pytest.raises(ValueError, match="number"):
        parsed(message)


@given(st.lists(st.sampled_from(["state", "document", "file"]), max_size=8))
def test_a_state_takes_the_place_of_a_state_behind_the_last_other_message_and_of_nothing_else(kinds):
    made = {"state": "{n} T=1", "document": "{n}!steps T=1", "file": "{n} a.csv\n1,2"}
    messages = [made[kind].format(n=n) for n, kind in enumerate(kinds)]
    messages = [m.encode() if kind == "file" else m for m, kind in zip(messages, kinds, strict=True)]
    waiting = []
    for message in messages:
        enqueue(waiting, message)
    last_of_its_run = [
        message
        for at, message in enumerate(messages)
        if kinds[at] != "state" or at + 1 == len(kinds) or kinds[at + 1] != "state"
    ]
    assert waiting == last_of_its_run


def test_states_alone_never_wait_in_numbers_and_other_messages_only_so_many():
    waiting = []
    for number in range(1_000):
        enqueue(waiting, f"{number} T=1")
    assert waiting == ["999 T=1"]
    number = 1_000
    while len(waiting) < 20:
        number += 1
        try:
            enqueue(waiting, f"{number}!steps T=1")
        except ValueError:
            return
    pytest.fail("a reader may have any number of wishes at once")


def test_a_file_beyond_the_limit_is_not_waited_for():
    enqueue([], b"1 a.csv\n" + b"x" * LARGEST)
    with pytest.raises(ValueError, match=r"larger|more"):
        enqueue([], b"1 a.csv\n" + b"x" * (LARGEST + 2_000))


def test_more_files_than_a_reader_opens_are_refused_with_the_time_to_wait():
    channel = Channel(LESSONS["classifier"], WORDS, files_per_minute=2)
    refusals = [bring(channel, number, "a.csv", IRIS)["refusal"] for number in range(4)]
    assert refusals[:2] == ["", ""]
    assert refusals[2] == refusals[3] == WORDS("stage.too_many_files", seconds=30)


def test_a_notice_is_a_sentence_however_long_the_value_is():
    _, [[_, view]] = ask(classifier_channel(), "1 data=drawn&points=" + "0:1,99,0;" * 40)
    assert "points is now" in view["notice"]
    assert len(view["notice"]) < 200
