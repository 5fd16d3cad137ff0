"""What strangers may send: it costs little, keeps nothing, and changes nothing for others."""

import time

import pytest

import pages
import stage
from stage import channel, words
from stage.controls import IllegalTextError

SOFTMAX = stage.lessons_of(pages)["softmax"]


@pytest.mark.parametrize("text", ["1" * 7_900 + "x", "1." * 3_000, "1e" * 3_000, "inf" * 2_000])
def test_a_long_text_that_is_almost_a_number_is_refused_at_once(text):
    control = stage.state.controls(SOFTMAX.state)["T"]
    start = time.process_time()
    with pytest.raises(IllegalTextError):
        control.parse(text)
    assert time.process_time() - start < 0.1  # a backtracking pattern took 1.5 s


@pytest.mark.parametrize("query", ["z=1,2&" + "x" * 9_000, "&".join(f"a{i}=1" for i in range(300)) + "&z=1,2"])
def test_a_query_that_no_link_of_ours_has_is_reported_and_not_half_read(query):
    state, corrections = stage.read(SOFTMAX.state, query)
    assert state == SOFTMAX.state()
    assert {correction.parameter for correction in corrections} == {"z", "T", "y"}


def test_languages_that_do_not_exist_are_not_remembered():
    stage.speak("en")
    before = words._load.cache_info().currsize
    for number in range(50):
        assert stage.speak(f"x{number}")("app.name") == stage.speak("en")("app.name")
    assert words._load.cache_info().currsize == before


def test_one_kind_of_failure_is_logged_once(caplog, monkeypatch):
    monkeypatch.setattr(channel, "_reported", set())
    reader = channel.Channel(SOFTMAX, stage.speak("en"))
    for number in range(5):
        assert '"trouble"' in reader.apology(f"{number} z=1,2", ZeroDivisionError("planted"))
    assert len([record for record in caplog.records if record.levelname == "ERROR"]) == 1
