"""A lesson: a state, presets, and a pure function from the state to a frame, which is everything the page shows."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from text import Words

from .cards import Card
from .controls import ControlUpdate, UploadedFile
from .link import Link
from .printed import PrintedList
from .state import State

S = TypeVar("S", bound=State)
Figure = dict[str, Any]
"""A Plotly figure as plain data: ``data`` and ``layout``"""


@dataclass(frozen=True)
class Table:
    """A table of texts."""

    title: str
    head: list[str]
    rows: list[list[str]]
    foot: list[str] = field(default_factory=list)
    """the last row, which sums up"""
    note: str = ""
    """a sentence below the rows"""
    groups: list[tuple[str, int]] = field(default_factory=list)
    """(heading, columns that it spans)"""
    folded: bool = False
    """closed until the reader opens it"""
    by_class: bool = False
    """whether the rows are the classes, in their order"""
    groups_by_class: bool = False
    """whether the groups after the first are the classes, in their order"""


class Span(NamedTuple):
    """A piece of a formula."""

    text: str | list[str]
    """or a text for each class, of which that of the class in focus is shown, or of the one that is pointed at"""
    index: int | None = None  # type: ignore[assignment]  # nobody looks for the position of an item of a piece
    """the class whose colour it has, where there is one text"""
    kind: Literal["", "sub", "sup", "strong", "apart"] = ""
    """lowered, raised, emphasized, or apart from what is before it"""


@dataclass(frozen=True)
class Frame:
    """Everything that is shown of one state; what is ``Parts`` or ``Items`` is made when somebody sees it."""

    figures: Mapping[str, Figure]
    readings: Sequence[tuple[str, str]] = ()
    """(label, number as text)"""
    tables: Mapping[str, Table] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    """sentences about this state that the reader should know at once"""
    notes: list[str] = field(default_factory=list)
    """sentences that explain the figures, below them"""
    links: list[Link] = field(default_factory=list)
    """to states of other lessons, which link back"""
    cards: Sequence[Card] = ()
    """claims with their verdicts, below the figures"""
    printed: Sequence[PrintedList] = ()
    """what sources print of this state, below the figures"""
    updates: dict[str, ControlUpdate] = field(default_factory=dict)
    """what follows from this state for controls, by field"""
    formula: list[Span] = field(default_factory=list)
    """the formula above the figures, with its numbers"""
    focus: int = 0
    """the class that the formula is shown of while none is pointed at"""


PYTHON = "python"
"""The name of the download that is a lesson's script."""


@dataclass(frozen=True)
class Download:
    """A file made from a state for the reader to save."""

    file_name: str
    media_type: str
    text: str


@dataclass(frozen=True)
class Lesson(Generic[S]):
    """A lesson: ``frame(state, words)`` depends on its arguments and on nothing else."""

    name: str
    """its section of the translations, and its address (the first lesson is also at /)"""
    state: type[S]
    frame: Callable[[S, Words], Frame]
    presets: Mapping[str, S] = field(default_factory=dict)
    order: int = 0
    """its position in the navigation"""
    group: Literal["softmax", "gradients", "classifiers", "sources", "lectures"] = "softmax"
    """the part of the navigation that it stands in"""
    claims: Mapping[str, S] = field(default_factory=dict)
    """of claims of the source texts, by their ids, the state that shows each"""
    textbooks: Mapping[str, str] = field(default_factory=dict)
    """of published settings, by their names, the query string of the state"""
    groups: Mapping[str, bool] = field(default_factory=dict)
    """the groups of controls in their order, and whether each is open at first"""
    downloads: Mapping[str, Callable[[S, Words], Download | None]] = field(default_factory=dict)
    """the files that can be made of a state; None where there is nothing to save"""
    script: Callable[[S, Words], str | None] | None = None
    """returns Python that prints the numbers of a state, for the reader to copy; None where it has none"""
    check_upload: Callable[[UploadedFile, Words], str] | None = None
    """returns why a reader's file cannot be used, or an empty text; a lesson without it takes no files"""
    expected_seconds: Callable[[S], float] | None = None
    """returns the CPU time that a frame will probably take, quickly and without computing it; None: very little"""
    opens_lessons: bool = False
    """whether its page shows other lessons, and so needs what their stages are mounted with"""

    def makers(self) -> Mapping[str, Callable[[S, Words], Download | None]]:
        """Return the functions that make files of a state by name: its downloads, and the script that is copied."""
        return {**self.downloads, PYTHON: self._python} if self.script else self.downloads

    def _python(self, state: S, words: Words) -> Download | None:
        text = self.script(state, words) if self.script else None
        return Download(f"softmax-lab-{self.name}.py", "text/x-python", text) if text else None


@cache
def find_lessons(package: str, paths: Iterable[str], excluded: Iterable[str] = ()) -> dict[str, Lesson[Any]]:
    """Import every module of a package and return those ``LESSON`` objects that it finds, by name, in their order.

    Parameters
    ----------
    package : the package's name
    paths : the folders of its modules (hashable)
    excluded : modules that are not imported
    """
    modules = [module.name for module in pkgutil.iter_modules(paths) if module.name not in excluded]
    found = [getattr(importlib.import_module(f"{package}.{name}"), "LESSON", None) for name in modules]
    lessons = [lesson for lesson in found if isinstance(lesson, Lesson)]
    return {lesson.name: lesson for lesson in sorted(lessons, key=lambda lesson: lesson.order)}
