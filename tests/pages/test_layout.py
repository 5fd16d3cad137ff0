"""The layout and its lessons as Streamlit runs them, by AppTest."""

import struct

import pytest
from streamlit.testing.v1 import AppTest

import pages
from figures.theme import text_width
from server.link_previews import PICTURE_SIZE, picture_name
from tests.servers import ROOT
from text import languages, translations, with_punctuation


def opened(**parameters):
    app = AppTest.from_file(str(ROOT / "pages" / "layout.py"), default_timeout=20)
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.run()


@pytest.mark.parametrize("language", languages())
def test_the_first_page_opens_with_the_heading_the_lead_and_the_explanation(language):
    app = opened(lang=language)
    words = translations(language).section(next(iter(pages.lessons())))
    assert not app.exception
    assert [title.value for title in app.title] == [words("heading")]
    assert words("lead") in [text.value for text in app.markdown]
    parts = words.entries()["explanation"]
    assert [head.value for head in [*app.header, *app.subheader]] == [part["heading"] for part in parts]
    assert {with_punctuation(part["text"]).strip() for part in parts} <= {text.value.strip() for text in app.markdown}


@pytest.mark.parametrize("language", ["en", "xx", "", "../en", "<b>"])
def test_the_page_opens_whatever_language_the_address_names(language):
    app = opened(lang=language)
    assert not app.exception
    assert app.title


def test_the_page_opens_whatever_state_the_address_names():
    assert not opened(z="banana", T="inf", y="-1", names="%00").exception


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("lesson", pages.lessons())
def test_every_lesson_has_a_picture_and_a_short_description_for_links(lesson, language):
    picture = (ROOT / "assets" / "link_previews" / picture_name(lesson, language)).read_bytes()
    assert picture.startswith(b"\x89PNG\r\n")
    assert struct.unpack(">2I", picture[16:24]) == PICTURE_SIZE
    assert len(picture) < 300_000  # some sites show no larger one
    description = translations(language)(f"{lesson}.description")
    assert 50 < text_width(description) <= 200
