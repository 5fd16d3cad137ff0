"""Hypothesis strategies for states, read off what the controls declare; and a state with every kind of control."""

from dataclasses import dataclass

from hypothesis import strategies as st

import stage
from stage.state import controls


@dataclass(frozen=True)
class Everything(stage.State):
    """A state with a control of every kind."""

    v: tuple[float, ...] = stage.vector((1.0, -2.0), low=-5, high=5, step=0.5, sizes=(1, 4), named_by="called")
    x: float = stage.slider(0.5, low=0.1, high=10, step=0.1, scale="log")
    kind: str = stage.choice("round", options=("round", "square"))
    at: int = stage.choice(0, like="v", when=("kind", "round"))
    share: tuple[float, ...] = stage.vector((0.5, 0.5), low=0, high=1, step=0.01, like="v", distribution=True)
    on: bool = stage.toggle(False)
    called: tuple[str, ...] = stage.names(like="v")


def _value(control):
    if control.kind == "slider":
        return st.floats(control.low, control.high)
    if control.kind == "vector":
        numbers = st.floats(control.low, control.high)
        return st.lists(numbers, min_size=control.sizes[0], max_size=control.sizes[1]).map(tuple)
    if control.kind == "choice":
        return st.integers(0, 9) if control.like else st.sampled_from(control.options)
    if control.kind == "toggle":
        return st.booleans()
    return st.lists(st.text(max_size=14), max_size=10).map(tuple)


def states(state_type):
    """Draw any legal state of a type."""
    return st.builds(state_type, **{name: _value(control) for name, control in controls(state_type).items()})


def garbage(state_type):
    """Draw query strings that mean to be understood, and do not."""
    texts = st.one_of(
        st.text(max_size=30),
        st.text("0123456789+-.,;e infINFnaNxX()[]%−–", max_size=30),
        st.floats().map(repr),
        st.lists(st.floats().map(repr), max_size=12).map(",".join),
        st.integers(-(10**20), 10**20).map(str),
        st.sampled_from(["", "inf", "-inf", "nan", "1e999", "-1e999", "1e-999", "0x10", "١٢", "1_000", "None", "true"]),
    )
    parameters = st.one_of(st.sampled_from(sorted(controls(state_type))), st.text(max_size=6))
    pairs = st.lists(st.tuples(parameters, texts).map("=".join), max_size=8).map("&".join)
    return st.one_of(pairs, st.text(max_size=60))
