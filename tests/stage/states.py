"""Hypothesis strategies for states, derived from their controls, and a state with every kind of control."""

from dataclasses import dataclass
from typing import Annotated, Literal

from hypothesis import strategies as st

import stage
from stage import (
    Button,
    Choice,
    Edit,
    Interpolation,
    Moving,
    MultiChoice,
    Names,
    Pin,
    Points,
    Slider,
    Toggle,
    Upload,
    UploadedFile,
    Vector,
)
from stage.controls.upload import safe_name

DIGEST = UploadedFile.received("", b"").digest
NARROWED = {"steps": st.integers(10, 25)}
"""Drawn instead of the whole range of the control: a longer run would show nothing more, later"""


@dataclass(frozen=True)
class Everything(stage.State):
    """A state with a control of every kind."""

    v: Annotated[tuple[float, ...], Vector(-5, 5, step=0.5, lengths=(1, 4), names_field="called")] = (1.0, -2.0)
    x: Annotated[float, Slider(0.1, 10, step=0.1, scale="log")] = 0.5
    none: Annotated[float, Slider(0.1, 10, step=0.1, scale="log", zero=True)] = 1.0
    count: Annotated[int, Slider(2, 8, step=1)] = 3
    kind: Annotated[Literal["round", "square"], Choice(options=("round", "square"))] = "round"
    at: Annotated[int, Choice(same_length_as="v", visible_when=("kind", "round"))] = 0
    place: Annotated[int, Choice(max_options=7)] = 0
    some: Annotated[tuple[int, ...], MultiChoice(max_options=5)] = ()
    share: Annotated[tuple[float, ...], Vector(0, 1, step=0.01, same_length_as="v", distribution=True)] = (0.5, 0.5)
    given: Annotated[tuple[float, ...], Vector(-9, 9, step=0.1, lengths=(0, 6), override=True, parameter="hand")] = ()
    between: Annotated[float, Interpolation()] = 0.0
    moving: Annotated[bool, Moving(unless=("between",))] = False
    on: Annotated[bool, Toggle()] = False
    presses: Annotated[int, Button(max=99, parameter="again")] = 0
    called: Annotated[tuple[str, ...], Names(same_length_as="v")] = ()
    drawn: Annotated[
        tuple[Edit, ...],
        Points(figure="plane", label_field="place", max_coordinate=10.0, classes=4, max_edits=5),
    ] = ()
    file: Annotated[UploadedFile, Upload(sets=("kind", "square"))] = UploadedFile()
    pinned: Annotated[str, Pin()] = ""


def _slider(control):
    numbers = st.integers(control.min, control.max) if control.integer else st.floats(control.min, control.max)
    return st.just(0) | numbers if control.zero else numbers


def _vector(control):
    numbers = st.floats(control.min, control.max)
    min_length, max_length = control.lengths
    return st.lists(numbers, min_size=min_length, max_size=min(max_length, 12)).map(tuple)


def _choice(control):
    if control.options:
        return st.sampled_from(control.options)
    return st.integers(0, 9 if control.same_length_as else control.max_options - 1)


def _points(control):
    coordinates = st.floats(-control.max_coordinate, control.max_coordinate)
    labels, rows = st.integers(0, control.classes - 1), st.none() | st.integers(0, 400)
    edits = st.builds(Edit, rows, coordinates, coordinates, labels) | st.integers(0, 400).map(Edit)
    return st.lists(edits, max_size=control.max_edits).map(tuple)


NAMES = st.one_of(
    st.text(min_size=1, max_size=14), st.sampled_from(["a~b.csv", "<b>&.csv", "数据 1.csv", "C:\\x\\y.csv"])
)
FILES = st.just(UploadedFile()) | st.builds(
    UploadedFile, NAMES.map(safe_name), st.text("0123456789abcdef", min_size=len(DIGEST), max_size=len(DIGEST))
)
PINS = st.sampled_from(
    ["", "data=xor&steps=20", "data=iris&view=3&steps=12", "x=&&=;%26", "W=1,2", "pin=pin%3D"]
) | st.text(max_size=20)
_STRATEGIES = {
    "slider": _slider,
    "vector": _vector,
    "choice": _choice,
    "multi_choice": lambda control: st.lists(st.integers(0, control.max_options - 1), max_size=6).map(tuple),
    "interpolation": lambda control: st.just(0.0),  # links do not say it
    "moving": lambda control: st.just(False),
    "toggle": lambda control: st.booleans(),
    "button": lambda control: st.integers(0, control.max),
    "points": _points,
    "upload": lambda control: FILES,
    "pin": lambda control: PINS,
    "names": lambda control: st.lists(st.text(max_size=14), max_size=10).map(tuple),
}


def states(state_type, **chosen):
    """Draw any legal state of a type; ``chosen``: strategies of some fields."""
    declared = stage.controls(state_type)
    drawn = {name: _STRATEGIES[control.kind](control) for name, control in declared.items()}
    narrowed = {name: NARROWED[name] for name in NARROWED.keys() & declared.keys()}
    return st.builds(state_type, **drawn | narrowed | chosen)


def of_links(state):
    """Return a state without what links do not say."""
    declared = stage.controls(type(state)).items()
    said = {name: getattr(state, name) for name, control in declared if control.in_links}
    return type(state)(**said)


def parameters(state_type):
    """Return the controls of a state by their parameters in the URL."""
    return {control.parameter: (name, control) for name, control in stage.controls(state_type).items()}


def garbage(state_type):
    """Draw query strings that look like links, and state nothing legal."""
    texts = st.one_of(
        st.text(max_size=30),
        st.text("0123456789+-.,;e infINFnaNxX()[]%−–", max_size=30),
        st.text("0123456789:,;.-~abcdef", max_size=30),
        st.floats().map(repr),
        st.lists(st.floats().map(repr), max_size=12).map(",".join),
        st.integers(-(10**20), 10**20).map(str),
        st.sampled_from(["", "inf", "-inf", "nan", "1e999", "-1e999", "1e-999", "0x10", "١٢", "1_000", "None", "true"]),
        st.sampled_from(["1,2,3;", ":", "7:;7:1,1,0", "0:inf,-inf,99", f"x~{DIGEST}", "~", "0,1,999999", "steps=10"]),
    )
    names = st.one_of(st.sampled_from(sorted(parameters(state_type))), st.text(max_size=6))
    pairs = st.lists(st.tuples(names, texts).map("=".join), max_size=8).map("&".join)
    return st.one_of(pairs, st.text(max_size=60))


def used(query, state_type=Everything):
    """Return the state that a query means, and what was corrected, by parameter."""
    state, corrections = stage.read_query(state_type, query)
    return state, {correction.parameter: correction.used for correction in corrections}
