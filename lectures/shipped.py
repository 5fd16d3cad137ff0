"""The lectures that come with the app: the files of ``assets/lectures``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from .lecture import Lecture
from .reading import parse

FOLDER = Path(__file__).parent.parent / "assets" / "lectures"
_FIRST = ("softmax-in-15-minutes", "why-cross-entropy", "from-logits-to-boundaries", "five-texts-checked")
"""Their order; others follow by name."""


@cache
def shipped() -> Mapping[str, Lecture]:
    """Return the lectures by the names of their files.

    They are not checked against the lessons: the tests do that, and every page would wait for it.
    """
    paths = {path.stem: path for path in sorted(FOLDER.glob("*.toml"))}
    names = [*(name for name in _FIRST if name in paths), *(name for name in paths if name not in _FIRST)]
    return {name: parse(paths[name].read_text("utf-8"))[0] for name in names}
