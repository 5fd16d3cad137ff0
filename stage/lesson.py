"""What a lesson is: a state, one pure function from state to frame, and presets. The stage does the rest."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType
from typing import Any, Generic, TypeVar

from .attachment import Attachment
from .state import State
from .words import Words

S = TypeVar("S", bound=State)
Figure = dict[str, Any]
"""A Plotly figure as plain data: ``data`` and ``layout``"""


@dataclass(frozen=True)
class Table:
    """Numbers in rows, already written out; ``groups`` span columns, ``foot`` sums up, ``folded`` opens on demand."""

    title: str
    head: list[str]
    rows: list[list[str]]
    foot: list[str] = field(default_factory=list)
    groups: list[tuple[str, int]] = field(default_factory=list)
    folded: bool = False


@dataclass(frozen=True)
class Frame:
    """Everything that is seen of one state."""

    figures: dict[str, Figure]
    readings: list[tuple[str, str]] = field(default_factory=list)
    """(what it is, the number written out)"""
    tables: dict[str, Table] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    """sentences about this state that the reader should know at once"""
    notes: list[str] = field(default_factory=list)
    """sentences that explain the pictures, below them"""
    controls: dict[str, dict[str, Any]] = field(default_factory=dict)
    """what follows for a control from this state: ``low``, ``high``, ``options``, ``labels``, ``values``, ``hidden``"""


@dataclass(frozen=True)
class Document:
    """Something to take home: a file made from one state."""

    name: str
    """of the file"""
    kind: str
    """its media type"""
    text: str


@dataclass(frozen=True)
class Lesson(Generic[S]):
    """A lesson: ``frame(state, words)`` depends on its arguments and on nothing else."""

    name: str
    """its section of the words, and its address (the first lesson stands at /)"""
    state: type[S]
    frame: Callable[[S, Words], Frame]
    presets: Mapping[str, S] = field(default_factory=dict)
    order: int = 0
    groups: Mapping[str, bool] = field(default_factory=dict)
    """the groups of controls in their order, and whether each is open at first"""
    documents: Mapping[str, Callable[[S, Words], Document | None]] = field(default_factory=dict)
    """what a reader can take home of a state; nothing where there is none"""
    refusal: Callable[[Attachment, Words], str] | None = None
    """says in a sentence why a reader's file cannot be used, or nothing where it can; without it files are not taken"""


@cache
def lessons_of(package: ModuleType) -> dict[str, Lesson[Any]]:
    """Import every module of ``package`` that has a ``LESSON``; return the lessons by name, in their order."""
    found = []
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        lesson = getattr(importlib.import_module(module.name), "LESSON", None)
        if isinstance(lesson, Lesson):
            found.append(lesson)
    return {lesson.name: lesson for lesson in sorted(found, key=lambda lesson: lesson.order)}
