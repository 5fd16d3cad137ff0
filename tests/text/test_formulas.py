"""Formulas: marks that must not begin a line are part of the formula before them."""

import re
import sys
from pathlib import Path

import pytest

from browser_edition.explanations import to_html
from text import languages, translations, with_punctuation


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("变成概率 $a$。设", r"变成概率 $a{\footnotesize\text{。}}$设"),
        ("（即 $a$）。${c = d}$：", "（即 $a{\\footnotesize\\text{）。}}$\u200b${c = d}{\\footnotesize\\text{：}}$"),
        ("$a$ 是 $b$，", r"$a$ 是 $b{\footnotesize\text{，}}$"),
        ("$$a$$\n\n，$b$ 是", "$$a$$\n\n，$b$ 是"),
        ("the scores $z$, and $p$.", "the scores $z$, and $p$."),
        ("没有公式。", "没有公式。"),
    ],
)
def test_marks_behind_a_formula_become_its_last_letters(text, joined):
    assert with_punctuation(text) == joined


def test_the_explanations_of_every_language_are_typeset_without_a_mark_that_could_begin_a_line():
    texts = [
        part["text"]
        for language in languages()
        for lesson in translations(language).entries().values()
        for part in lesson.get("explanation", [])
    ]
    pages = to_html(texts, str(Path(sys.executable).with_name("node")))
    assert sum(page.count('class="katex"') for page in pages) > 100
    assert [found for page in pages for found in re.findall(r"</span>[，。；：、！？）].{9}", page)] == []
    assert not any("$" in page for page in pages)
