"""The shipped lectures as the tests read them: with tomllib alone, so that they judge the reader of files too."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

import pages
import stage
from text import translations

FOLDER = Path(__file__).parents[2] / "assets" / "lectures"
NAMES = ("softmax-in-15-minutes", "why-cross-entropy", "from-logits-to-boundaries", "five-texts-checked")
LANGUAGES = ("en", "zh")
FILES: dict[str, dict[str, Any]] = {name: tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8")) for name in NAMES}

SYMBOLIC = ("1 − a₄", "a₄ − 1", "Y(A − 1)", "a(1 − a)", "p (1 − p)", "−1/p", "1/p", "0/0")
"""Formulas, whose numbers are none that could be computed"""
CITED = r"(?:Text|text|讲义) 00\d"
NUMBER = re.compile(r"(?<![\w.])[−+]?\d+(?:\.\d+)?(?:e−?\d+)?(?![A-Za-z_])", re.ASCII)


def numbers(text: str) -> list[str]:
    """Return the numbers of a sentence in their order, as they are written, without plus signs."""
    for formula in SYMBOLIC:
        text = text.replace(formula, "")
    return [found.lstrip("+") for found in NUMBER.findall(re.sub(CITED, "", text))]


def fixed(values, decimals: int = 0) -> list[str]:
    """Write numbers with so many decimals, as the lectures do."""
    return [f"{value + 0.0:.{decimals}f}".replace("-", "−") for value in np.atleast_1d(values)]


def shortest(values) -> list[str]:
    """Write numbers that were set, not computed."""
    return [f"{value:g}".replace("-", "−") for value in np.atleast_1d(values)]


@dataclass(frozen=True)
class Scene:
    """A scene, with the states and frames that it shows."""

    lecture: str
    number: int
    entries: dict[str, Any] = field(repr=False)

    @property
    def lesson(self):
        return pages.lessons()[self.entries["lesson"]]

    @property
    def question(self) -> dict[str, Any]:
        return self.entries.get("question", {})

    @property
    def queries(self) -> list[str]:
        return [query for query in (self.entries.get("state"), self.question.get("answer")) if query]

    def texts(self, language: str) -> dict[str, str]:
        """Return caption, notes, question and reveal in a language."""
        said = {key: self.entries[key] for key in ("caption", "notes")}
        said |= {key: self.question[key] for key in ("text", "reveal") if self.question}
        return {key: text[language] for key, text in said.items()}

    @property
    def shown(self):
        """Return the state before the answer."""
        return self.read(self.entries["state"])

    @property
    def answer(self):
        return self.read(self.question["answer"])

    def read(self, query: str):
        return stage.read_query(self.lesson.state, query)[0]

    def frame(self, state):
        return self.lesson.frame(state, translations("en").section(self.lesson.name))


def scenes(name: str) -> list[Scene]:
    return [Scene(name, number, entries) for number, entries in enumerate(FILES[name]["scene"], 1)]


SCENES = [scene for name in NAMES for scene in scenes(name)]
