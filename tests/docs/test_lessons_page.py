"""The example of ``docs/lessons.md``: two files, copied into a copy of the app, run, and driven in a browser."""

import re
import shutil
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.servers import ROOT, Server

PAGE = (ROOT / "docs" / "lessons.md").read_text("utf-8")
FILES = dict(re.findall(r"(?m)^`([\w/.]+)`:\n\n```\w+\n(.*?)\n```$", PAGE, re.DOTALL))
LESSON, WORDS = "pages/draws.py", "assets/words/en/draws.toml"
COPIED = [
    *("app.py", "pages", "lectures", "stage", "textbooks", "server", "figures", "datasets"),
    *("softmax_core", "text", "assets", "deploy"),
]


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """Return a copy of the app with the example in it and no other change."""
    copy = tmp_path_factory.mktemp("house")
    for name in (*COPIED, ".streamlit"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / name)
    for name, text in FILES.items():
        (copy / name).write_text(text + "\n", "utf-8")
    return copy


def test_the_page_holds_one_lesson_and_its_words():
    assert FILES.keys() == {LESSON, WORDS}


def test_the_example_is_found_and_its_frame_shows_its_draws(house):
    code = """
import numpy as np
import pages, stage
from text import translations
lesson = pages.lessons()["draws"]
words = translations("en").section("draws")
for state in (lesson.state(), *lesson.presets.values()):
    frame = lesson.frame(state, words)
    bars, target = frame.figures["shares"]["data"][:2]
    assert abs(sum(bars["y"]) - 1) < 1e-12
    assert frame.readings[0][1] == f"{np.abs(np.array(bars['y']) - np.array(target['y'])).max():.4f}"
assert lesson.frame(lesson.state(draw=1), words) is not None
print(list(pages.lessons()))
"""
    run = subprocess.run([sys.executable, "-c", code], cwd=house, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip().endswith(", 'draws', 'lectures']")


def test_the_example_passes_lint_and_types(house):
    for name in ("pyproject.toml",):
        shutil.copy(ROOT / name, house / name)
    for command in (["ruff", "check", LESSON], ["ruff", "format", "--check", LESSON], ["mypy", LESSON]):
        run = subprocess.run([sys.executable, "-m", *command], cwd=house, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout


@pytest.mark.browser
def test_the_example_is_a_lesson_in_the_browser(house, context):
    with Server.of_app(folder=house) as server:
        page = context().new_page()
        page.goto(f"{server.address}/draws")
        stage = page.locator(".stage[data-lesson=draws]")
        expect(stage).to_have_attribute("data-settled", "true", timeout=20_000)
        reading = stage.locator(".stage-readings dd").first
        before = reading.inner_text()
        stage.get_by_role("button", name="Draw again").click()
        expect(reading).not_to_have_text(before)
        expect(page).to_have_url(re.compile(r"[?&]draw=1\b"))
        stage.get_by_role("slider", name="Draws", exact=True).press("End")
        expect(page).to_have_url(re.compile(r"[?&]count=10000\b"))
        page.goto(f"{server.address}/")
        page.get_by_role("button", name="Softmax", exact=True).click()
        page.get_by_test_id("stTopNavDropdownLink").filter(has_text="Draws").click()
        expect(page).to_have_url(re.compile("/draws"))
        page.close()
