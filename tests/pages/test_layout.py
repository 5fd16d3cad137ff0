"""The layout and its lessons as Streamlit runs them, by AppTest."""

import pytest
from streamlit.testing.v1 import AppTest

import pages
from tests.servers import ROOT
from text import translations

WORDS = translations("en")


def opened(**parameters):
    app = AppTest.from_file(str(ROOT / "pages" / "layout.py"), default_timeout=20)
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.run()


def test_the_first_page_opens_with_the_heading_the_lead_and_the_explanation():
    app = opened()
    words = WORDS.section(next(iter(pages.lessons())))
    assert not app.exception
    assert [title.value for title in app.title] == [words("heading")]
    assert words("lead") in [text.value for text in app.markdown]
    parts = words.entries()["explanation"]
    assert [head.value for head in [*app.header, *app.subheader]] == [part["heading"] for part in parts]
    assert {part["text"].strip() for part in parts} <= {text.value.strip() for text in app.markdown}


@pytest.mark.parametrize("language", ["en", "xx", "", "../en", "<b>"])
def test_the_page_opens_whatever_language_the_address_names(language):
    app = opened(lang=language)
    assert not app.exception
    assert app.title


def test_the_page_opens_whatever_state_the_address_names():
    assert not opened(z="banana", T="inf", y="-1", names="%00").exception
