"""Hypothesis strategies for states, read off what the controls declare; and a state with every kind of control."""

from dataclasses import dataclass

from hypothesis import strategies as st

import stage
from stage.attachment import legal_name, received
from stage.state import controls

DIGEST = received("", b"").digest
MORE = {"steps": st.integers(10, 25).map(float)}
"""Drawn instead of what the control declares: a longer run would show nothing more, later"""


@dataclass(frozen=True)
class Everything(stage.State):
    """A state with a control of every kind."""

    v: tuple[float, ...] = stage.vector((1.0, -2.0), low=-5, high=5, step=0.5, sizes=(1, 4), named_by="called")
    x: float = stage.slider(0.5, low=0.1, high=10, step=0.1, scale="log")
    none: float = stage.slider(1.0, low=0.1, high=10, step=0.1, scale="log", zero=True)
    count: float = stage.slider(3.0, low=2, high=8, step=1, whole=True)
    kind: str = stage.choice("round", options=("round", "square"))
    at: int = stage.choice(0, like="v", when=("kind", "round"))
    place: int = stage.choice(0, most=7)
    some: tuple[int, ...] = stage.several(most=5)
    share: tuple[float, ...] = stage.vector((0.5, 0.5), low=0, high=1, step=0.01, like="v", distribution=True)
    hand: tuple[float, ...] = stage.vector((), low=-9, high=9, step=0.1, sizes=(0, 6), free=True)
    on: bool = stage.toggle(False)
    called: tuple[str, ...] = stage.names(like="v")
    drawn: tuple[stage.Edit, ...] = stage.points(on="plane", brush="place", limit=10.0, classes=4, most=5)
    file: stage.Attachment = stage.attachment(chooses=("kind", "square"))
    pinned: str = stage.pin()


def _slider(control):
    numbers = st.floats(control.low, control.high)
    return st.just(0.0) | numbers if control.zero else numbers


def _vector(control):
    numbers = st.floats(control.low, control.high)
    least, most = control.sizes
    return st.lists(numbers, min_size=least, max_size=min(most, 12)).map(tuple)


def _choice(control):
    if control.options:
        return st.sampled_from(control.options)
    return st.integers(0, 9 if control.like else control.most - 1)


def _points(control):
    places, labels = st.floats(-control.limit, control.limit), st.integers(0, control.classes - 1)
    rows = st.none() | st.integers(0, 400)
    edits = st.builds(stage.Edit, rows, places, places, labels) | st.integers(0, 400).map(stage.Edit)
    return st.lists(edits, max_size=control.most).map(tuple)


NAMES = st.one_of(
    st.text(min_size=1, max_size=14), st.sampled_from(["a~b.csv", "<b>&.csv", "数据 1.csv", "C:\\x\\y.csv"])
)
ATTACHMENTS = st.just(stage.Attachment()) | st.builds(
    stage.Attachment, NAMES.map(legal_name), st.text("0123456789abcdef", min_size=len(DIGEST), max_size=len(DIGEST))
)
PINS = st.sampled_from(
    ["", "data=xor&steps=20", "data=iris&view=3&steps=12", "x=&&=;%26", "W=1,2", "pin=pin%3D"]
) | st.text(max_size=20)
_DRAWN = {
    "slider": _slider,
    "vector": _vector,
    "choice": _choice,
    "several": lambda control: st.lists(st.integers(0, control.most - 1), max_size=6).map(tuple),
    "toggle": lambda control: st.booleans(),
    "points": _points,
    "file": lambda control: ATTACHMENTS,
    "pin": lambda control: PINS,
    "names": lambda control: st.lists(st.text(max_size=14), max_size=10).map(tuple),
}


def states(state_type, **chosen):
    """Draw any legal state of a type; ``chosen``: strategies of some fields."""
    declared = controls(state_type)
    drawn = {name: _DRAWN[control.kind](control) for name, control in declared.items()}
    return st.builds(state_type, **drawn | {name: MORE[name] for name in MORE.keys() & declared.keys()} | chosen)


def garbage(state_type):
    """Draw query strings that mean to be understood, and do not."""
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
    parameters = st.one_of(st.sampled_from(sorted(controls(state_type))), st.text(max_size=6))
    pairs = st.lists(st.tuples(parameters, texts).map("=".join), max_size=8).map("&".join)
    return st.one_of(pairs, st.text(max_size=60))
