"""What a lecture is: a title and scenes, each a state of a lesson with what the hall reads and the speaker says."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Text = Mapping[str, str]
"""A text by the codes of languages; under an empty code, one that is the same in every language"""


@dataclass(frozen=True)
class Question:
    """What the hall is asked before it sees the answer."""

    text: Text = field(default_factory=dict)
    sketch: str = ""
    """what the reader sketches on the first figure; empty: nothing"""
    answer: str = ""
    """the query string of the state that answers; empty: the scene's own"""
    reveal: Text = field(default_factory=dict)


@dataclass(frozen=True)
class Scene:
    """A state of a lesson, and what is shown and said of it."""

    lesson: str
    state: str = ""
    """its query string, as in a link; empty: the lesson's first example"""
    figures: tuple[str, ...] = ()
    """none: the lesson's first one"""
    controls: tuple[str, ...] = ()
    """the fields of the controls in the strip"""
    play: str = ""
    """the one of them that a key plays"""
    caption: Text = field(default_factory=dict)
    notes: Text = field(default_factory=dict)
    question: Question | None = None


@dataclass(frozen=True)
class Lecture:
    """A lecture."""

    title: Text
    scenes: tuple[Scene, ...]
    about: Text = field(default_factory=dict)
    minutes: int = 0
    """how long it takes; 0: not said"""
