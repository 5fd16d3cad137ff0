"""Files that a reader opens, and files that are made for a reader, over a session."""

import pytest

import stage
from datasets.bundled import FOLDER
from stage import UploadedFile
from tests.stage.sessions import LESSONS, WORDS, answer, ask, session_of, upload, whole

IRIS = (FOLDER / "iris.csv").read_bytes()
UNKNOWN_DIGEST = "0123456789abcdef" * 2
OWN = "data=own&steps=10&file="


def classifier_session():
    return session_of("classifier")


@pytest.mark.parametrize("name", LESSONS["classifier"].downloads)
def test_a_download_comes_with_its_name_its_type_and_its_text(name):
    found = answer(classifier_session(), f"7!{name} t=3&steps=10")
    assert found.keys() == {"number", "download"}
    assert found["number"] == 7
    assert found["download"].keys() == {"file_name", "media_type", "text"}
    expected = LESSONS["classifier"].downloads[name](
        LESSONS["classifier"].state(step=3, steps=10), WORDS.section("classifier")
    )
    assert found["download"] == vars(expected)


def test_a_download_changes_nothing_about_the_frames():
    session = classifier_session()
    ask(session, "1 steps=10")
    answer(session, "2!steps steps=20")
    assert ask(session, "3 steps=10") == (3, [])


@pytest.mark.parametrize(
    "message", ["7!steps data=own", f"7!script data=own&file=a~{UNKNOWN_DIGEST}", "7!script data=drawn"]
)
def test_where_there_is_nothing_to_save_the_download_is_nothing(message):
    assert answer(classifier_session(), message) == {"number": 7, "download": None}


@pytest.mark.parametrize("message", ["7!nothing t=1", "7!__class__ t=1"])
def test_a_download_that_no_lesson_has_is_answered_with_a_failure_and_the_session_goes_on(message):
    session = classifier_session()
    assert answer(session, message) == {"number": 7, "failure": WORDS("stage.failure")}
    assert ask(session, "8 steps=10")[1][0][0] == []


def test_a_file_that_was_opened_is_learned_from_and_named_in_later_states():
    session = classifier_session()
    file = upload(session, 3, "flowers.csv", IRIS)
    assert file == {"name": "flowers.csv", "digest": UploadedFile.received("", IRIS).digest, "refusal": ""}
    view = whole(session, f"{OWN}flowers.csv~{file['digest']}")
    assert view["figures"]
    assert view["values"]["file"] == {"name": "flowers.csv", "digest": file["digest"]}
    assert f"file=flowers.csv~{file['digest']}" in view["query"]
    assert "content" not in view["values"]["file"]


def test_a_link_that_names_another_file_shows_nothing_of_this_one():
    session = classifier_session()
    upload(session, 3, "flowers.csv", IRIS)
    view = whole(session, f"{OWN}flowers.csv~{UNKNOWN_DIGEST}")
    assert view["figures"] == {}
    assert "flowers.csv" in view["remarks"][0]


def test_a_file_is_known_to_the_session_it_was_opened_in_and_to_no_other():
    session = classifier_session()
    file = upload(session, 3, "flowers.csv", IRIS)
    assert whole(session, f"{OWN}flowers.csv~{file['digest']}")["figures"]
    assert whole(classifier_session(), f"{OWN}flowers.csv~{file['digest']}")["figures"] == {}


@pytest.mark.parametrize("content", [b"", b"\0\1\2" * 50, b"a,b\n1,2\n", b"a,b,c\n1,2,x\n1,2,x\n", b"x" * 1_000_001])
def test_a_refused_file_is_told_why_and_leaves_the_former_one_in_place(content):
    session = classifier_session()
    file = upload(session, 3, "flowers.csv", IRIS)
    refused = upload(session, 4, "other.csv", content)
    assert refused["refusal"].endswith(".")
    assert whole(session, f"{OWN}flowers.csv~{file['digest']}")["figures"]
    assert whole(session, f"{OWN}other.csv~{refused['digest']}")["figures"] == {}


def test_a_second_file_takes_the_place_of_the_first():
    session = classifier_session()
    first = upload(session, 3, "one.csv", IRIS)
    second = upload(session, 4, "two.csv", IRIS + b"\n")
    assert whole(session, f"{OWN}two.csv~{second['digest']}")["figures"]
    assert whole(session, f"{OWN}one.csv~{first['digest']}")["figures"] == {}


@pytest.mark.parametrize("name", ["数据.csv", "a~b<i>&.csv", "a b+c%20.csv", "", "C:\\x.csv", "café.csv"])
def test_a_file_of_any_name_is_found_again_by_the_link_that_names_it(name):
    session = classifier_session()
    file = upload(session, 3, name, IRIS)
    assert not set(file["name"]) & set("~<>&")
    state = LESSONS["classifier"].state(data="own", steps=10, file=UploadedFile(file["name"], file["digest"]))
    view = whole(session, stage.write_query(state))
    assert view["figures"]
    assert view["query"] == stage.write_query(state)


def test_a_lesson_that_takes_no_files_answers_one_with_a_failure():
    session, message = session_of("softmax"), b"5 a.csv\n" + IRIS
    assert answer(session, message) == {"number": 5, "failure": WORDS("stage.failure")}
    assert ask(session, "6 T=2")[1][0][0] == []


def test_too_many_files_are_refused_with_the_seconds_to_wait():
    delays = iter([0.0, 0.0, 29.5, 29.2])
    session = session_of("classifier", upload_delay=lambda: next(delays))
    refusals = [upload(session, number, "a.csv", IRIS)["refusal"] for number in range(4)]
    assert refusals[:2] == ["", ""]
    assert refusals[2] == refusals[3] == WORDS("stage.too_many_files", seconds=30)


def test_a_notice_is_a_sentence_however_long_the_value_is():
    _, [[_, view]] = ask(classifier_session(), "1 data=drawn&points=" + "0:1,99,0;" * 40)
    assert "points is now" in view["notice"]
    assert len(view["notice"]) < 200
