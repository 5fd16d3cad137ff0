"""The first lesson: logits, temperature and target in; probabilities, Jacobian and loss gradient out."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal

import numpy as np

import figures
import softmax_core as core
import stage
from softmax_core.checks import Floats
from stage import Choice, Figure, Frame, Lesson, Names, Slider, Table, Toggle, Vector
from text import Words, decimals_needed, format_column, format_number

MAX_CLASSES_NAMED = 5
"""With more classes there is no room for the word "class" below the bars."""
MAX_TABLE_CLASSES = 10
LOSSES = {"ce": core.cross_entropy, "mse": core.mean_squared_error}
PLAIN_HEADS, SHIFTED_HEADS = ("z/T", "exp(z/T)"), ("(z−m)/T", "exp((z−m)/T)")


@dataclass(frozen=True)
class State(stage.State):
    """What the reader sets."""

    z: Annotated[tuple[float, ...], Vector(-10, 10, step=0.1, names_field="names", in_every_link=True)] = (
        3.0,
        1.0,
        -3.0,
    )
    T: Annotated[float, Slider(0.05, 20, step=0.01, scale="log", in_every_link=True)] = 1.0
    target: Annotated[Literal["class", "soft"], Choice(options=("class", "soft"))] = "class"
    y: Annotated[int, Choice(same_length_as="z", in_every_link=True, visible_when=("target", "class"))] = 0
    q: Annotated[
        tuple[float, ...],
        Vector(0, 1, step=0.01, same_length_as="z", distribution=True, visible_when=("target", "soft")),
    ] = (0.7, 0.2, 0.1)
    smoothing: Annotated[float, Slider(0, 0.5, step=0.01, parameter="smooth")] = 0.0
    loss: Annotated[Literal["ce", "mse"], Choice(options=tuple(LOSSES))] = "ce"
    shift: Annotated[bool, Toggle()] = False
    names: Annotated[tuple[str, ...], Names(same_length_as="z")] = ()


PRESETS = {
    "clear": State(z=(3.0, 1.0, -3.0), y=0),
    "even": State(z=(3.0, 0.0, -3.0), y=0),
    "wrong": State(z=(2.0, 3.0, 4.0), y=1),
    "squared": State(z=(1.0, 2.0, 3.0, 0.0, 1.0), y=3, loss="mse"),
}


@dataclass(frozen=True)
class Results:
    """Every number that the frame shows."""

    steps: core.Steps
    p: Floats
    jacobian: Floats
    target: Floats
    loss: core.Loss
    check: core.GradientCheck


def compute(state: State) -> Results:
    """Compute all numbers of a state."""
    z, loss = np.array(state.z), LOSSES[state.loss]
    unsmoothed = np.eye(len(z))[state.y] if state.target == "class" else np.array(state.q)
    target = core.smooth_labels(unsmoothed, state.smoothing)
    result = loss(z, target, state.T)

    def losses_at(logits: Floats) -> Floats:
        return loss(logits, np.broadcast_to(target, logits.shape), state.T).loss

    return Results(
        steps=core.softmax_steps(z, state.T, state.shift),
        p=core.softmax(z, state.T),
        jacobian=core.softmax_jacobian(z, state.T),
        target=target,
        loss=result,
        check=core.check_gradient(losses_at, z, result.wrt_logits, scale=state.T, batched=True),
    )


def frame(state: State, words: Words) -> Frame:
    """Show one state: probabilities, Jacobian, gradient, and every number of the way between them."""
    results = compute(state)
    labels = class_labels(state, words("class" if len(state.z) <= MAX_CLASSES_NAMED else "index"))
    return Frame(
        figures={
            "probabilities": figures.probability_bars(
                labels,
                results.p,
                results.target,
                title=words("figures.probabilities"),
                numbers=format_column(results.p, 3, powers=False),
                names=("p", words("figures.target")),
            ),
            "jacobian": jacobian_figure(state, results, labels, words),
            "gradient": figures.gradient_bars(
                labels,
                results.loss.wrt_logits,
                results.loss.bound,
                numbers=format_column(results.loss.wrt_logits, 3, signed=True, powers=False),
                title=words("figures.gradient"),
                name="∂L/∂z",
            ),
        },
        readings=readings(results, words),
        tables=tables(state, results, words),
    )


def readings(results: Results, words: Words) -> list[tuple[str, str]]:
    """Give the numbers that sum up the state."""
    return [
        (words("readings.loss"), format_number(float(results.loss.loss))),
        (words("readings.entropy"), format_number(float(core.entropy(results.p)))),
        (words("readings.perplexity"), format_number(float(core.perplexity(results.p)))),
        (words("readings.largest"), format_number(float(results.p.max()))),
        (words("readings.sum"), format_number(float(results.p.sum()))),
    ]


def tables(state: State, results: Results, words: Words) -> dict[str, Table]:
    """Show the computation step by step, and the Jacobian in numbers while it can be read as a table."""
    shown = {"pipeline": pipeline_table(state, results, words)}
    if len(state.z) <= MAX_TABLE_CLASSES:
        shown["jacobian"] = jacobian_table(state, results, words)
    return shown


def class_labels(state: State, default: str) -> list[str]:
    """Label every class: with the name that the reader gave, else with ``default`` and its index."""
    return [name or default.format(index=index) for index, name in enumerate(state.names)]


def jacobian_figure(state: State, results: Results, labels: list[str], words: Words) -> Figure:
    """Show dp_i/dz_j, each cell with its formula and its numbers."""
    indices = tuple(class_labels(state, words("index")))
    numbered = len(labels) <= figures.MAX_NUMBERED_CLASSES
    return figures.jacobian_heatmap(
        labels,
        figures.Cells(
            values=results.jacobian,
            factors=core.jacobian_factors(results.p),
            formulas=jacobian_formulas(indices, words("jacobian.same"), words("jacobian.other")),
            numbers=[format_column(row, 3, signed=True, powers=False) for row in results.jacobian] if numbered else [],
        ),
        core.jacobian_bound(state.T),
        title=words("figures.jacobian"),
        hover=words("jacobian.hover", T=f"{state.T:.12g}"),
    )


@lru_cache(maxsize=64)
def jacobian_formulas(labels: tuple[str, ...], same: str, other: str) -> list[list[str]]:
    """Write the formula of every entry of the Jacobian; cached, because only the labels change it."""
    numbered = list(enumerate(labels))
    return [[(same if row == column else other).format(i=i, j=j) for column, j in numbered] for row, i in numbered]


def pipeline_table(state: State, results: Results, words: Words) -> Table:
    """Show the way forward, z -> z/T -> exp -> p, and backward, dL/dp -> dL/dz, one class per row."""
    columns = [
        class_labels(state, words("class")),
        format_column(state.z, decimals_needed(state.z)),
        format_column(results.steps.scaled, 2),
        format_column(results.steps.exponentials, 3),
        format_column(results.p),
        format_column(results.target),
        format_column(results.loss.wrt_probabilities, signed=True),
        format_column(results.loss.wrt_logits, signed=True),
        format_column(results.check.numerical, signed=True),
    ]
    sums = [
        format_number(float(results.steps.total), 3),
        *(format_number(float(part.sum())) for part in (results.p, results.target)),
    ]
    gradient_sum = format_number(float(results.loss.wrt_logits.sum()), powers=False)
    error = words("table.error", error=format_number(results.check.error))
    agreement = words("table.too_small") if results.check.too_flat else error
    forward, heads = ("forward_shifted", SHIFTED_HEADS) if state.shift else ("forward", PLAIN_HEADS)
    return Table(
        title=words("table.title"),
        groups=[("", 1), (words(f"table.{forward}"), 4), (words("table.target"), 1), (words("table.backward"), 3)],
        head=[words("table.class"), "z", *heads, "p", "y", "∂L/∂p", "∂L/∂z", words("table.numerical")],
        rows=[list(row) for row in zip(*columns, strict=True)],
        foot=[words("table.sum"), "", "", *sums, "", gradient_sum, agreement],
    )


def jacobian_table(state: State, results: Results, words: Words) -> Table:
    """Write the heatmap's numbers with more digits, for screen readers too."""
    labels = class_labels(state, words("class"))
    rows = [
        [f"∂p {label}", *format_column(row, signed=True)] for label, row in zip(labels, results.jacobian, strict=True)
    ]
    return Table(title=words("table.jacobian"), head=["", *(f"∂z {label}" for label in labels)], rows=rows, folded=True)


LESSON = Lesson("softmax", State, frame, PRESETS, order=1)
