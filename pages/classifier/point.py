"""One point of the classifier lesson explained: its way from x over scores and probabilities to its loss."""

from dataclasses import dataclass

import numpy as np

import figures
import softmax_core as core
import stage
from softmax_core.checks import Floats
from stage import Figure, Link, Table
from text import Words, decimals_needed, format_column, format_number, format_probability

from ..softmax.state import MAX_LOGIT
from ..softmax.state import State as SoftmaxState
from .panels import Panels
from .state import State

MAX_GRADIENT = {"cross_entropy": 1.0, "one_vs_rest": 1.0, "squared_error": 0.5}
"""Ends of the axis of dL/ds, which no gradient of these losses exceeds; the hinge's does not exceed K - 1."""
MIN_TEMPERATURE = 0.05
"""Of the first lesson."""
SCORE_DECIMALS = 4
"""Of a score in a link."""


@dataclass(frozen=True)
class Point:
    """The numbers of one row of the data at the step that is shown."""

    number: int
    """among the rows that are drawn, counted from 1"""
    label: int
    features: Floats
    """(D',) phi(x)"""
    products: Floats
    """(D' + 1, K) x_d W_dk, and the bias"""
    scores: Floats
    """(K,) their sums"""
    probabilities: Floats
    gradient: Floats
    """(K,) dL_n / ds_n"""
    loss: float


def compute(state: State, panels: Panels) -> Point | None:
    """Return the numbers of the point that a state explains, or None where there are no points."""
    if not len(panels.plotted_rows):
        return None
    number = min(state.row, len(panels.plotted_rows))
    row = panels.plotted_rows[number - 1]
    run, parameters = panels.run, panels.results.parameters
    features = run.feature_map.transform(run.data.points[row : row + 1])
    label = run.data.labels[row : row + 1]
    weights, bias = parameters[:-1], parameters[-1]
    scores = core.linear_scores(features, parameters)
    return Point(
        number=number,
        label=int(label[0]),
        features=features[0],
        products=np.vstack([features[0, :, np.newaxis] * weights, bias]),
        scores=scores[0],
        probabilities=panels.results.probabilities[row],
        gradient=core.score_gradients(scores, label, run.config.loss)[0],
        loss=float(core.classifier_loss(features, label, weights, bias, loss=run.config.loss).data),
    )


def flow(point: Point, panels: Panels, words: Words) -> Figure:
    """Draw the point's scores, their exponentials, its probabilities and the gradient of its loss by the scores."""
    steps, loss = core.softmax_steps(point.scores), panels.run.config.loss
    is_summed = loss != "one_vs_rest"
    exponentials = np.where(np.isfinite(steps.exponentials), steps.exponentials, 0)
    highest = figures.nice_limit(float(exponentials.max()))
    written = format_column(steps.exponentials, 2)
    farthest = figures.nice_limit(float(np.abs(point.scores).max()))
    gradient = format_column(point.gradient, 3, signed=True, powers=False)
    percents = [format_probability(p) for p in point.probabilities.tolist()]
    columns = [
        _signed(words("point.score"), point.scores, farthest, format_column(point.scores, 2)),
        figures.Column(words("point.exponential"), exponentials / highest, written, (0, 1), ("", _end(highest))),
        figures.Column(words("point.p"), point.probabilities, percents, (0, 1), ("", "1")),
        _signed(words("point.gradient"), point.gradient, MAX_GRADIENT.get(loss, len(written) - 1.0), gradient),
    ]
    total = float(steps.total)
    shares = exponentials / total if is_summed and 0 < total < np.inf else np.zeros(len(written))
    head = words("point.total", total=format_number(total, 2)) if is_summed else words("point.separate")
    ends = 1.0 if is_summed else float(len(written))
    sums = [
        figures.Sum(head, shares, written, 1.0),
        figures.Sum(_loss(point, loss, words), point.probabilities, percents, ends),
    ]
    return figures.flow(
        panels.class_names,
        columns,
        sums,
        np.eye(len(written))[point.label],
        title=words("figures.point"),
        target_name=words("point.label"),
        heading=_heading(point, panels, words),
    )


def _loss(point: Point, loss: str, words: Words) -> str:
    value = format_number(point.loss, 3)
    if loss != "cross_entropy":
        return words("point.loss", loss=value)
    return words("point.log_loss", p=format_number(float(point.probabilities[point.label]), 3), loss=value)


def _heading(point: Point, panels: Panels, words: Words) -> str:
    name = figures.escaped(panels.class_names[point.label])
    row, held_out = panels.plotted_rows[point.number - 1], panels.run.held_out
    key = "heading_held_out" if held_out and held_out.rows[row] else "heading"
    return words(f"point.{key}", number=point.number, name=name)


def _signed(head: str, values: Floats, limit: float, numbers: list[str]) -> figures.Column:
    """Return a column whose axis ends at ``limit`` on either side."""
    return figures.Column(head, values, numbers, (-limit, limit), (f"−{_end(limit)}", _end(limit)))


def _end(limit: float) -> str:
    """Write the end of an axis."""
    return f"{limit:g}" if limit < 1e4 else f"{limit:.0e}".replace("e+0", "e").replace("e+", "e")


def bars(point: Point, panels: Panels, words: Words) -> Figure:
    """Draw the point's probabilities beside its label, where a triangle has too few or too many corners."""
    return figures.probability_bars(
        panels.class_names,
        point.probabilities,
        np.eye(len(point.scores))[point.label],
        numbers=format_column(point.probabilities, 3, powers=False),
        title=words("figures.probabilities"),
        names=("p", words("point.label")),
    )


def products_table(point: Point, panels: Panels, words: Words) -> Table:
    """Write every product of s = xW + b."""
    features = format_column(point.features, decimals_needed(point.features.tolist(), max_decimals=4))
    weights = [format_column(row, 3) for row in panels.results.parameters]
    products = [format_column(row, 3) for row in point.products]
    rows = [
        [name, feature, *(f"{feature} × {_bracketed(w)} = {product}" for w, product in zip(*cells, strict=True))]
        for name, feature, cells in zip(
            panels.feature_names, features, zip(weights[:-1], products[:-1], strict=True), strict=True
        )
    ]
    return Table(
        title=words("point.table"),
        groups=[("", 2), *((name, 1) for name in panels.class_names)],
        head=[words("table.column"), "x", *["x W"] * len(panels.class_names)],
        rows=[*rows, [words("table.bias"), "", *products[-1]]],
        foot=[words("point.sum"), "", *format_column(point.scores, 3)],
        note=_heading(point, panels, words),
        folded=True,
        groups_by_class=True,
    )


def _bracketed(number: str) -> str:
    return f"({number})" if number.startswith("−") else number


def link(point: Point, panels: Panels, words: Words) -> Link:
    """Link to the first lesson with these scores; where they leave its range, scaled, with a temperature to match."""
    scores = point.scores
    if float(np.abs(scores).max()) > MAX_LOGIT:
        scores = scores - (scores.max() + scores.min()) / 2  # only differences count
    T = round(max(MIN_TEMPERATURE, MAX_LOGIT / max(float(np.abs(scores).max()), MAX_LOGIT)), SCORE_DECIMALS)
    names = panels.run.data.class_names
    state = SoftmaxState(
        z=tuple(round(z, SCORE_DECIMALS) for z in (scores * T).tolist()),
        T=T,
        y=point.label,
        focus=point.label,
        loss="mse" if panels.run.config.loss == "squared_error" else "ce",
        names=names,
    )
    return Link(words("point.link", number=point.number), "", stage.write_query(state))
