"""The lessons are found without running what Streamlit runs."""

import sys

import pages
import stage


def test_looking_for_the_lessons_does_not_run_the_layout_of_a_page(monkeypatch):
    monkeypatch.delitem(sys.modules, "pages.layout", raising=False)
    stage.find_lessons.cache_clear()
    pages.lessons()
    assert "pages.layout" not in sys.modules
