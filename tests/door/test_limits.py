"""Settings: read by name, refused with a sentence, and written down where an operator looks."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from door.limits import EACH, KEPT_BACK, PREFIX, Limits, MisconfiguredError

DOCS = Path(__file__).parents[2] / "docs" / "operations.md"


def test_without_settings_the_defaults_hold():
    assert Limits.read({}) == Limits()
    assert Limits.read({"SOFTMAX_LAB_READERS": "", "PATH": "/bin"}) == Limits()


def test_settings_are_read_by_their_names():
    limits = Limits.read(
        {
            "SOFTMAX_LAB_HOSTS": "lab.example.org, *.example.net",
            "SOFTMAX_LAB_ORIGINS": "https://moodle.example.org",
            "SOFTMAX_LAB_READERS": " 50 ",
            "SOFTMAX_LAB_FRAMES_PER_SECOND": "2.5",
            "SOFTMAX_LAB_HANG_SECONDS": "0",
            "SOFTMAX_LAB_METRICS_TOKEN": "secret",
        }
    )
    assert limits.hosts == ("lab.example.org", "*.example.net")
    assert limits.origins == ("https://moodle.example.org",)
    assert (limits.readers, limits.frames_per_second, limits.hang_seconds) == (50, 2.5, 0)
    assert limits.metrics_token == "secret"


@pytest.mark.parametrize("value", ["many", "-1", "0", "nan", "inf", "1e9", "1.5"])
def test_a_number_of_readers_that_is_none_is_refused_by_name(value):
    with pytest.raises(MisconfiguredError, match=f"SOFTMAX_LAB_READERS should be .* not '{re.escape(value)}'"):
        Limits.read({"SOFTMAX_LAB_READERS": value})


def test_a_setting_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(MisconfiguredError, match=r"no setting SOFTMAX_LAB_READER; there are .*SOFTMAX_LAB_READERS,"):
        Limits.read({"SOFTMAX_LAB_READER": "5"})


def test_no_more_readers_than_files_can_be_opened_for():
    assert Limits(readers=400).afforded(1024).readers == (1024 - KEPT_BACK) // EACH
    assert Limits(readers=50).afforded(1024).readers == 50
    assert Limits().afforded(10).readers == 1


def test_the_table_in_the_docs_is_these_settings_with_these_defaults():
    rows = re.findall(r"^\| `(\w+)` +\| ([^|]*) \|", DOCS.read_text("utf-8"), re.MULTILINE)
    written = {name: value.strip().strip("`") for name, value in rows if name.startswith(PREFIX)}
    expected = {}
    for field in fields(Limits):
        usual = field.default
        value = ",".join(usual) if isinstance(usual, tuple) else str(usual)
        expected[PREFIX + field.name.upper()] = value or "empty"
    assert written == expected
