"""The first lesson: logits, temperature and target in; probabilities, Jacobian and loss gradient out."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

import figures
import softmax_core as core
import stage
from softmax_core.checks import Floats
from stage import Figure, Frame, Lesson, Table, Words, choice, column, fixed, names, places, slider, toggle, vector

MOST_IN_WORDS = 5  # more classes than this leave no room for words below the bars
MOST_IN_A_TABLE = 10
LOSSES = {"ce": core.cross_entropy, "mse": core.mean_squared_error}
PLAIN, SHIFTED = ("z/T", "exp(z/T)"), ("(z−m)/T", "exp((z−m)/T)")


@dataclass(frozen=True)
class State(stage.State):
    """What the reader sets."""

    z: tuple[float, ...] = vector((3.0, 1.0, -3.0), low=-10, high=10, step=0.1, named_by="names", keep=True)
    T: float = slider(1.0, low=0.05, high=20, step=0.01, scale="log", keep=True)
    target: str = choice("class", options=("class", "soft"))
    y: int = choice(0, like="z", keep=True, when=("target", "class"))
    q: tuple[float, ...] = vector(
        (0.7, 0.2, 0.1), low=0, high=1, step=0.01, like="z", distribution=True, when=("target", "soft")
    )
    smooth: float = slider(0.0, low=0, high=0.5, step=0.01)
    loss: str = choice("ce", options=tuple(LOSSES))
    shift: bool = toggle(False)
    names: tuple[str, ...] = names(like="z")


PRESETS = {
    "clear": State(z=(3.0, 1.0, -3.0), y=0),
    "even": State(z=(3.0, 0.0, -3.0), y=0),
    "wrong": State(z=(2.0, 3.0, 4.0), y=1),
    "squared": State(z=(1.0, 2.0, 3.0, 0.0, 1.0), y=3, loss="mse"),
}


@dataclass(frozen=True)
class Computed:
    """Every number that the frame shows."""

    steps: core.Steps
    p: Floats
    jacobian: Floats
    target: Floats
    loss: core.Loss
    check: core.GradientCheck


def compute(state: State) -> Computed:
    """Let the mathematics work on a state."""
    z, loss = np.array(state.z), LOSSES[state.loss]
    wanted = np.eye(len(z))[state.y] if state.target == "class" else np.array(state.q)
    target = core.smooth_labels(wanted, state.smooth)
    result = loss(z, target, state.T)

    def moved(points: Floats) -> Floats:
        return loss(points, np.broadcast_to(target, points.shape), state.T).loss

    return Computed(
        steps=core.softmax_steps(z, state.T, state.shift),
        p=core.softmax(z, state.T),
        jacobian=core.softmax_jacobian(z, state.T),
        target=target,
        loss=result,
        check=core.check_gradient(moved, z, result.wrt_logits, scale=state.T, batched=True),
    )


def frame(state: State, words: Words) -> Frame:
    """Show everything there is to see of one state."""
    seen = compute(state)
    labels = class_labels(state, words("class" if len(state.z) <= MOST_IN_WORDS else "index"))
    return Frame(
        figures={
            "probabilities": figures.probability_bars(
                labels,
                seen.p,
                seen.target,
                title=words("figures.probabilities"),
                numbers=column(seen.p, 3, powers=False),
                names=("p", words("figures.target")),
            ),
            "jacobian": jacobian_figure(state, seen, labels, words),
            "gradient": figures.gradient_bars(
                labels,
                seen.loss.wrt_logits,
                seen.loss.bound,
                numbers=column(seen.loss.wrt_logits, 3, signed=True, powers=False),
                title=words("figures.gradient"),
                name="∂L/∂z",
            ),
        },
        readings=[
            (words("readings.loss"), fixed(float(seen.loss.loss))),
            (words("readings.entropy"), fixed(float(core.entropy(seen.p)))),
            (words("readings.perplexity"), fixed(float(core.perplexity(seen.p)))),
            (words("readings.largest"), fixed(float(seen.p.max()))),
            (words("readings.sum"), fixed(float(seen.p.sum()))),
        ],
        tables=tables(state, seen, words),
    )


def tables(state: State, seen: Computed, words: Words) -> dict[str, Table]:
    """Show the steps, and the Jacobian in numbers while it can be read as a table."""
    shown = {"pipeline": pipeline(state, seen, words)}
    if len(state.z) <= MOST_IN_A_TABLE:
        shown["jacobian"] = jacobian_table(state, seen, words)
    return shown


def written(matrix: Floats) -> list[list[str]]:
    """Write a matrix out in three digits."""
    return [column(row, 3, signed=True, powers=False) for row in matrix]


def class_labels(state: State, usual: str) -> list[str]:
    """Name every class: as the reader did, else ``usual`` with its index."""
    return [name or usual.format(index=index) for index, name in enumerate(state.names)]


def jacobian_figure(state: State, seen: Computed, labels: list[str], words: Words) -> Figure:
    """Show dp_i/dz_j, each cell with its formula and its numbers."""
    short = class_labels(state, words("index"))
    return figures.jacobian_heatmap(
        labels,
        seen.jacobian,
        core.jacobian_factors(seen.p),
        core.jacobian_bound(state.T),
        numbers=written(seen.jacobian) if len(labels) <= figures.MOST_NUMBERED_CELLS else [],
        title=words("figures.jacobian"),
        formulas=formulas(tuple(short), words("jacobian.same"), words("jacobian.other")),
        hover=words("jacobian.hover", T=f"{state.T:.12g}"),
    )


@lru_cache(maxsize=64)
def formulas(short: tuple[str, ...], same: str, other: str) -> list[list[str]]:
    """Write the formula of every entry of the Jacobian; kept, because only the names of the classes change it."""
    rows = list(enumerate(short))
    return [[(same if row == place else other).format(i=i, j=j) for place, j in rows] for row, i in rows]


def pipeline(state: State, seen: Computed, words: Words) -> Table:
    """Show the way forwards, z -> z/T -> exp -> p, and the way back, dL/dp -> dL/dz, a class in each row."""
    columns = [
        class_labels(state, words("class")),
        column(state.z, places(state.z)),
        column(seen.steps.scaled, 2),
        column(seen.steps.exponentials, 3),
        column(seen.p),
        column(seen.target),
        column(seen.loss.wrt_probabilities, signed=True),
        column(seen.loss.wrt_logits, signed=True),
        column(seen.check.numerical, signed=True),
    ]
    sums = [fixed(float(seen.steps.total), 3), *(fixed(float(part.sum())) for part in (seen.p, seen.target))]
    agreement = words("table.flat") if seen.check.too_flat else words("table.error", error=fixed(seen.check.error))
    way, exponent = ("forward_shifted", SHIFTED) if state.shift else ("forward", PLAIN)
    slopes = fixed(float(seen.loss.wrt_logits.sum()), powers=False)
    return Table(
        title=words("table.title"),
        groups=[("", 1), (words(f"table.{way}"), 4), (words("table.wanted"), 1), (words("table.back"), 3)],
        head=[words("table.class"), "z", *exponent, "p", "y", "∂L/∂p", "∂L/∂z", words("table.numerical")],
        rows=[list(row) for row in zip(*columns, strict=True)],
        foot=[words("table.sum"), "", "", *sums, "", slopes, agreement],
    )


def jacobian_table(state: State, seen: Computed, words: Words) -> Table:
    """Write the heatmap's numbers out, for eyes that want more digits and for readers without eyes."""
    labels = class_labels(state, words("class"))
    rows = [[f"∂p {label}", *column(row, signed=True)] for label, row in zip(labels, seen.jacobian, strict=True)]
    return Table(title=words("table.jacobian"), head=["", *(f"∂z {label}" for label in labels)], rows=rows, folded=True)


LESSON = Lesson("softmax", State, frame, PRESETS, order=1)
