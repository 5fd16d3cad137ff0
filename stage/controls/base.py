"""The base of all controls: how a value is read from a URL, written back, and described to the browser.

A lesson's state is a frozen dataclass. Each field states its control in its type, and its default:

    T: Annotated[float, Slider(0.05, 20, step=0.01, scale="log")] = 1.0
"""

from dataclasses import asdict, dataclass, replace
from typing import Any, ClassVar, Self


@dataclass(frozen=True, kw_only=True)
class Control:
    """A control of a state's field; the field's type says which values it can have."""

    kind: ClassVar[str]
    """the name of its module here and in ``stage/browser/controls``"""
    in_links: ClassVar[bool] = True
    """whether links say its value; the browser sends it in any case"""
    parameter: str = ""
    """its name in the URL; by default the field's name"""
    in_every_link: bool = False
    """written into the URL even where the value is the default"""
    visible_when: tuple[str, ...] = ()
    """(field, value, ...): shown only while that field's choice has one of these values"""
    same_length_as: str | None = None
    """the vector field whose length this control follows"""
    group: str = ""
    """the group of the panel that it is in; without one, above all groups"""
    resets: tuple[str, ...] = ()
    """the fields that return to their defaults when a reader changes this one"""
    keeps: tuple[str, ...] = ()
    """the vectors with ``override`` that keep what they show when a reader's change resets other fields"""

    def accepts(self, value_type: Any) -> bool:
        """Tell whether a field of this type can have this control."""
        raise NotImplementedError

    def bound_to(self, name: str, value_type: Any) -> Self:
        """Return this control as the control of the field ``name``."""
        if not self.accepts(value_type):
            raise TypeError(f"{name}: a {type(self).__name__} has no values of the type {value_type}")
        return replace(self, parameter=self.parameter or name)

    def other_fields(self) -> tuple[str, ...]:
        """Return the fields that this kind of control refers to besides those of every control."""
        return ()

    def parse(self, text: str) -> Any:
        """Parse ``text`` without checking the range; raises ``UnreadableValueError``."""
        raise NotImplementedError

    def nearest_legal(self, value: Any, length: int | None = None) -> Any:
        """Return the legal value nearest to ``value``; ``length`` is that of the vector that this control follows."""
        return value

    def was_corrected(self, stated: Any, used: Any) -> bool:
        """Tell whether ``used`` differs from what the URL ``stated``, so that the reader is told."""
        return bool(stated != used)

    def write(self, value: Any) -> str:
        """Return the text that ``parse`` turns back into the legal ``value``, quoted for a URL."""
        return str(value)

    def to_browser(self, value: Any) -> Any:
        """Return ``value`` in the form in which the browser keeps it, ready for JSON."""
        return value

    def describe(self) -> dict[str, Any]:
        """Return what the browser needs to build the control, ready for JSON."""
        return {"kind": self.kind} | asdict(self)


@dataclass(frozen=True, kw_only=True)
class ControlUpdate:
    """Changes that a frame makes to a control; each kind of control has an update of its own.

    A frame has updates only for the controls that it changes. What is ``None`` stays as it is.
    """

    hidden: bool = False
    """not shown with this frame, regardless of ``visible_when``"""

    def describe(self) -> dict[str, Any]:
        """Return the update for the browser, ready for JSON."""
        return {name: value for name, value in vars(self).items() if value is not None}
