"""The state of a lesson and the query string it lives in: ``read`` and ``write`` are each other's inverse."""

from dataclasses import dataclass, fields
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from .controls import Control, IllegalTextError

LONGEST_QUERY = 8_000
"""Characters of a query string: more than any link of ours has."""
MOST_PARAMETERS = 200


@dataclass(frozen=True)
class State:
    """A lesson's state: its fields are controls, and whatever it is made with becomes the nearest legal value."""

    def __post_init__(self) -> None:
        """Make every value legal, in the order of declaration: a vector before those that are like it."""
        for name, control in controls(type(self)).items():
            length = len(getattr(self, control.like)) if control.like else None
            object.__setattr__(self, name, control.legal(getattr(self, name), length))


S = TypeVar("S", bound=State)


@dataclass(frozen=True)
class Correction:
    """A parameter that said no legal value, and what took its place."""

    parameter: str
    used: str


def controls(state_type: type[State]) -> dict[str, Control]:
    """Return the controls of a state by the names of their parameters, in the order they are declared."""
    return {f.name: f.metadata["control"] for f in fields(state_type)}


def read(state_type: type[S], query: str) -> tuple[S, tuple[Correction, ...]]:
    """Turn any query string into a legal state.

    Parameters that the state does not have are left alone (they are somebody else's); a value that is not legal becomes
    the nearest legal one, or the default where there is no nearest, and is reported.
    """
    declared = controls(state_type)
    try:
        if len(query) > LONGEST_QUERY:
            raise ValueError("too long to be a link of ours")
        given = dict(parse_qsl(query.removeprefix("?"), keep_blank_values=True, max_num_fields=MOST_PARAMETERS))
    except ValueError:  # nothing in it can be trusted: the main parameters are reported as not understood
        given = {name: "" for name, control in declared.items() if control.keep}
    said: dict[str, Any] = {}
    silent = set()
    for name in declared.keys() & given.keys():
        try:
            said[name] = declared[name].parse(given[name])
        except IllegalTextError:
            silent.add(name)
    state = state_type(**said)
    return state, tuple(
        Correction(name, control.write(getattr(state, name)))
        for name, control in declared.items()
        if name in silent or (name in said and control.corrected(said[name], getattr(state, name)))
    )


def write(state: State) -> str:
    """Return the short query string that ``read`` turns back into ``state``: what is as by default is left out."""
    lengths = {control.like for control in controls(type(state)).values() if control.like}
    usual = type(state)(**{name: getattr(state, name) for name in lengths})
    return "&".join(
        f"{name}={control.write(getattr(state, name))}"
        for name, control in controls(type(state)).items()
        if control.keep or name in lengths or getattr(state, name) != getattr(usual, name)
    )
