"""Settings: read from the environment by name, refused with a sentence, and documented with their defaults."""

import re
from pathlib import Path

import pytest

from server.settings import FILES_PER_READER, PREFIX, RESERVED_FILES, InvalidSettingError, Settings
from softmax_core.errors import SoftmaxError
from tests.server.environment import settings_from

DOCS = Path(__file__).parents[2] / "docs" / "operations.md"


def test_without_variables_the_defaults_hold():
    assert settings_from({}) == Settings()
    assert settings_from({"SOFTMAX_LAB_READERS": "", "SOFTMAX_LAB_HOSTS": " ", "PATH": "/bin"}) == Settings()


def test_settings_are_read_by_their_names():
    settings = settings_from(
        {
            "SOFTMAX_LAB_HOSTS": "lab.example.org, *.example.net",
            "SOFTMAX_LAB_ORIGINS": "https://moodle.example.org",
            "SOFTMAX_LAB_READERS": " 50 ",
            "SOFTMAX_LAB_FRAMES_PER_SECOND": "2.5",
            "SOFTMAX_LAB_HANG_SECONDS": "0",
            "SOFTMAX_LAB_METRICS_TOKEN": "secret",
        }
    )
    assert settings.hosts == ("lab.example.org", "*.example.net")
    assert settings.origins == ("https://moodle.example.org",)
    assert (settings.readers, settings.frames_per_second, settings.hang_seconds) == (50, 2.5, 0)
    assert settings.metrics_token == "secret"


@pytest.mark.parametrize("value", ["many", "-1", "0", "nan", "inf", "1e9", "1.5"])
def test_an_invalid_number_of_readers_is_refused_by_name(value):
    with pytest.raises(InvalidSettingError, match=f"SOFTMAX_LAB_READERS should be .* not '{re.escape(value)}'"):
        settings_from({"SOFTMAX_LAB_READERS": value})


@pytest.mark.parametrize("value", ["often", "-1", "0", "nan", "inf", "1e9"])
def test_an_invalid_rate_is_refused_by_name(value):
    with pytest.raises(InvalidSettingError, match=f"SOFTMAX_LAB_RUNS_PER_SECOND should be .* not '{value}'"):
        settings_from({"SOFTMAX_LAB_RUNS_PER_SECOND": value})


def test_every_invalid_setting_gets_a_sentence():
    with pytest.raises(InvalidSettingError) as refused:
        settings_from({"SOFTMAX_LAB_READERS": "many", "SOFTMAX_LAB_HANG_SECONDS": "-1"})
    assert str(refused.value).splitlines() == [
        "SOFTMAX_LAB_READERS should be a positive number, not 'many'.",
        "SOFTMAX_LAB_HANG_SECONDS should be a positive number, not '-1'.",
    ]
    assert isinstance(refused.value, SoftmaxError), "one tree of errors"


def test_whether_a_browser_stands_in_is_one_of_three_words():
    assert settings_from({"SOFTMAX_LAB_STAND_IN": " automatic "}).stand_in == "automatic"
    with pytest.raises(InvalidSettingError, match=r"_STAND_IN should be offer or automatic or off, not 'yes'\.$"):
        settings_from({"SOFTMAX_LAB_STAND_IN": "yes"})


@pytest.mark.parametrize("name", ["SOFTMAX_LAB_READER", "softmax_lab_reader", "SOFTMAX_LAB_readers"])
def test_an_unknown_setting_is_refused_with_a_list_of_the_known_ones(name):
    with pytest.raises(InvalidSettingError, match=rf"no setting {name}; there are .*SOFTMAX_LAB_READERS,"):
        settings_from({name: "5"})


@pytest.mark.parametrize("proxies", ["", "10.0.0.1", "::1", "127.0.0.1, 10.244.0.0/16,fd00::/8"])
def test_proxies_are_addresses_and_networks(proxies):
    assert settings_from({"FORWARDED_ALLOW_IPS": proxies}) == Settings()


@pytest.mark.parametrize("proxies", ["*", "10.0.0.1,*", "10.0.0.*", "0.0.0.0/0", "::/0"])
def test_proxies_that_are_anybody_are_refused(proxies):
    with pytest.raises(InvalidSettingError, match=r"^FORWARDED_ALLOW_IPS should be the proxy's"):
        settings_from({"FORWARDED_ALLOW_IPS": proxies})


@pytest.mark.parametrize("proxies", ["proxy", "10.0.0", "10.0.0.1/8", "10.0.0.1:80", "10.0.0.0/33"])
def test_a_proxy_that_uvicorn_would_ignore_is_refused(proxies):
    with pytest.raises(InvalidSettingError, match=f"^FORWARDED_ALLOW_IPS should be addresses .* not '{proxies}'\\.$"):
        settings_from({"FORWARDED_ALLOW_IPS": proxies})


def test_a_setting_cannot_be_changed_once_it_is_read():
    with pytest.raises(ValueError, match="frozen"):
        Settings().readers = 5


def test_there_are_no_more_readers_than_files_can_be_opened_for():
    assert Settings(readers=400).within_file_limit(1024).readers == (1024 - RESERVED_FILES) // FILES_PER_READER
    assert Settings(readers=50).within_file_limit(1024).readers == 50
    assert Settings().within_file_limit(10).readers == 1


def test_the_table_in_the_docs_lists_these_settings_with_these_defaults():
    rows = re.findall(r"^\| `(\w+)` +\| ([^|]*) \|", DOCS.read_text("utf-8"), re.MULTILINE)
    written = {name: value.strip().strip("`") for name, value in rows if name.startswith(PREFIX)}
    expected = {}
    for name, field in Settings.model_fields.items():
        value = ",".join(field.default) if isinstance(field.default, tuple) else str(field.default)
        expected[PREFIX + name.upper()] = value or "empty"
    assert written == expected
