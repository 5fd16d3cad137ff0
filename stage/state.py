"""The state of a lesson and the query string that holds it: ``read_query`` and ``write_query`` are inverses."""

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints
from urllib.parse import parse_qsl

from .controls import Control, UnreadableValueError

MAX_QUERY_LENGTH = 8_000
"""Characters of a query string: more than any link of ours has."""
MAX_PARAMETERS = 200
MAX_REMEMBERED = 100
"""Characters of a value that is read once only."""


@dataclass(frozen=True)
class State:
    """A lesson's state: every field has a control, and an illegal value becomes the nearest legal one."""

    def __post_init__(self) -> None:
        """Make every value legal, in the order of declaration: a vector before the controls that follow its length."""
        for name, control in controls(type(self)).items():
            length = len(getattr(self, control.same_length_as)) if control.same_length_as else None
            object.__setattr__(self, name, control.nearest_legal(getattr(self, name), length))


S = TypeVar("S", bound=State)


@dataclass(frozen=True)
class Correction:
    """A parameter of a URL that stated no legal value, and the text of the value that is used instead."""

    parameter: str
    used: str


def controls(state_type: type[State]) -> dict[str, Control]:
    """Return the control of each field of a state, in the order of declaration.

    Raises
    ------
    TypeError
        Where a field has no control, one that does not fit its type, or one that names a field that is not there.
    """
    if state_type not in _controls:
        _controls[state_type] = _declared_controls(state_type)
    return _controls[state_type]


_controls: dict[type[State], dict[str, Control]] = {}


def _declared_controls(state_type: type[State]) -> dict[str, Control]:
    hints = get_type_hints(state_type, include_extras=True)
    found = {field.name: _control(field.name, hints[field.name]) for field in fields(state_type)}
    for name, control in found.items():
        changed = *control.resets, *control.keeps
        named = {control.same_length_as, *control.visible_when[:1], *changed, *control.other_fields()} - {None}
        if unknown := named - found.keys():
            raise TypeError(f"{name}: the state has no field {', '.join(sorted(map(str, unknown)))}")
    return found


def _control(name: str, hint: Any) -> Control:
    if get_origin(hint) is Annotated:
        value_type, *metadata = get_args(hint)
        for control in metadata:
            if isinstance(control, Control):
                return control.bound_to(name, value_type)
    raise TypeError(f"{name}: the type of a state's field is Annotated[type, control], got {hint}")


def read_query(state_type: type[S], query: str) -> tuple[S, tuple[Correction, ...]]:
    """Turn any query string into a legal state.

    Parameters that the state does not have are ignored; they belong to others. A value that is not legal becomes the
    nearest legal one, or the default where there is no nearest, and is reported.
    """
    declared = {control.parameter: (name, control) for name, control in controls(state_type).items()}
    try:
        if len(query) > MAX_QUERY_LENGTH:
            raise ValueError("longer than any link of ours")
        given = dict(parse_qsl(query.removeprefix("?"), keep_blank_values=True, max_num_fields=MAX_PARAMETERS))
    except ValueError:  # nothing in it can be trusted: the main parameters are reported as unreadable
        given = {parameter: "" for parameter, (_, control) in declared.items() if control.in_every_link}
    stated: dict[str, Any] = {}
    unreadable = set()
    for parameter in declared.keys() & given.keys():
        name, control = declared[parameter]
        try:
            text = given[parameter]
            is_short = len(text) <= MAX_REMEMBERED
            stated[name] = _parsed(state_type, name, text) if is_short else control.parse(text)  # type: ignore[arg-type]
        except UnreadableValueError:
            unreadable.add(name)
    state = state_type(**stated)
    return state, tuple(
        Correction(parameter, control.write(getattr(state, name)))
        for parameter, (name, control) in declared.items()
        if name in unreadable or (name in stated and control.was_corrected(stated[name], getattr(state, name)))
    )


@lru_cache(maxsize=1024)
def _parsed(state_type: type[State], name: str, text: str) -> Any:
    """Return the value that a short text states: most of a query is the same as in the one before."""
    return controls(state_type)[name].parse(text)


def write_query(state: State) -> str:
    """Return the short query string that ``read_query`` turns back into ``state``; defaults are left out.

    What is not in links (``Control.in_links``) is its default again.
    """
    declared = controls(type(state))
    vectors = {control.same_length_as for control in declared.values() if control.same_length_as}
    lengths = tuple((name, len(getattr(state, name))) for name in sorted(vectors))
    default = _default(type(state), lengths)  # type: ignore[arg-type]  # mypy takes a class for one of its objects
    return "&".join(
        f"{control.parameter}={control.write(getattr(state, name))}"
        for name, control in declared.items()
        if control.in_links
        and (control.in_every_link or name in vectors or getattr(state, name) != getattr(default, name))
    )


@lru_cache(maxsize=256)
def _default(state_type: type[State], lengths: tuple[tuple[str, int], ...]) -> State:
    """Return the state whose vectors have these lengths, and everything else its default."""
    return state_type(**{name: (0.0,) * length for name, length in lengths})
