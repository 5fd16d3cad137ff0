"""The panels of the classifier lesson: its figures of rows and its table of weights, made of a run."""

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

import figures
import softmax_core as core
from softmax_core.checks import Floats
from stage import Figure, Table
from text import Words, format_column

from .model_handles import MAX_WEIGHTS, model_handles
from .projection import View, boundaries, descent_arrows, grid_scores, view_of
from .state import MAX_POINTS_DRAWN, State
from .training import Run, StepResults, interpolated_results, parameters_at, step_results

MAX_ARROWS = 100
MAX_OPEN_ROWS = 12
"""A longer table of weights is folded."""
MAX_CLASSES_DOMINATED = 4
"""Between more classes, only the decision boundaries can be told apart."""
NO_LINES: Floats = np.empty((0, 2, 2))


@dataclass(frozen=True)
class Panels:
    """Every number that the frame shows of a run."""

    run: Run
    results: StepResults
    drawn: StepResults
    """those on the way to the next step while a run plays, else the same"""
    view: View
    plotted_rows: NDArray[np.intp]
    class_names: list[str]
    pinned_run: Run | None
    pinned_step: int

    @property
    def rows_with_arrows(self) -> NDArray[np.intp]:
        """Return the rows that an arrow is drawn for."""
        return self.plotted_rows[:: max(1, ceil(len(self.plotted_rows) / MAX_ARROWS))]

    @property
    def can_be_dragged(self) -> bool:
        """Tell whether lines and weight vectors of the plane say what the weights are: whether they can be dragged."""
        is_linear = self.run.feature_map.kind == "linear" and self.run.config.loss != "one_vs_rest"
        return is_linear and self.view.columns is not None and self.results.parameters.size <= MAX_WEIGHTS

    @property
    def correct(self) -> int:
        """Return how many rows are predicted correctly."""
        return int((self.results.predicted == self.run.data.labels).sum())

    @property
    def feature_names(self) -> tuple[str, ...]:
        """Return the names of the features that the classifier is linear in."""
        return self.run.feature_map.names(self.run.data.column_names)

    @property
    def variance_shares(self) -> list[float]:
        """Return the shares of the variance that the two axes of the plane have."""
        return [float(share) for share in self.view.plane.explained_variance_ratio]


def compute(state: State, run: Run, pinned: tuple[Run, int] | None, words: Words) -> Panels:
    """Compute what is shown of a run at the step of a state, beside a pinned run at its own step."""
    data = run.data
    drawn = np.arange(len(data.points))
    if len(drawn) > MAX_POINTS_DRAWN:
        drawn = np.sort(np.random.default_rng(0).permutation(drawn)[:MAX_POINTS_DRAWN])
    names = list(data.class_names) or [words("class", index=index) for index in range(data.class_count)]
    pinned_run, pinned_step = pinned or (None, 0)
    results = step_results(run, state.step)
    moving = interpolated_results(run, state.step, state.interpolation) if state.interpolation else results
    return Panels(run, results, moving, view_of(data, state.view), drawn, names, pinned_run, pinned_step)


def plane(state: State, panels: Panels, words: Words) -> Figure:
    """Draw the regions, the boundaries and the rows."""
    run, view, results = panels.run, panels.view, panels.drawn
    scores = grid_scores(view, run.feature_map, results.parameters)
    lines = boundaries(view, run.feature_map, scores)
    arrows = descent_arrows(run, results, view, panels.rows_with_arrows) if state.arrows else NO_LINES
    show_dominated = state.dominated and len(panels.class_names) <= MAX_CLASSES_DOMINATED
    # of K separate probabilities several may be large: where they are alike, the classifier is undecided
    names, can_be_dragged = panels.class_names, state.handles and panels.can_be_dragged
    confidence = core.margin if run.config.loss == "one_vs_rest" else core.confidence
    return figures.plane(
        figures.Regions(
            view.offset[0] + view.scale[0] * view.x,
            view.offset[1] + view.scale[1] * view.y,
            scores.argmax(-1),
            confidence(core.class_probabilities(scores, run.config.loss)),
        ),
        figures.Lines(
            decision=view.in_units(lines.decision),
            dominated=view.in_units(lines.dominated) if show_dominated else NO_LINES,
            pinned=view.in_units(_pinned_lines(panels)),
            arrows=view.in_units(arrows),
        ),
        _points(panels, view.in_units(view.plane.project(run.data.points[panels.plotted_rows])), words),
        title=words("figures.plane"),
        axes=_axes(panels, words),
        words=words.section("lines").entries(),
        handles=model_handles(view, results.parameters, lines.pairs, names) if can_be_dragged else None,
    )


def _pinned_lines(panels: Panels) -> Floats:
    """Return the decision boundaries of the pinned run, where its columns and classes are the same."""
    pinned = panels.pinned_run
    if pinned is None or not pinned.data.is_compatible(panels.run.data):
        return NO_LINES
    scores = grid_scores(panels.view, pinned.feature_map, parameters_at(pinned, panels.pinned_step)[1])
    return boundaries(panels.view, pinned.feature_map, scores).decision


def _points(panels: Panels, coordinates: Floats, words: Words) -> figures.Points:
    drawn, results = panels.plotted_rows, panels.results
    names = [figures.escaped(name) for name in panels.class_names]
    labels, predicted = panels.run.data.labels[drawn], results.predicted[drawn]
    texts = [[words("hover", target=label, predicted=prediction) for prediction in names] for label in names]
    hover = [texts[i][j] for i, j in zip(labels.tolist(), predicted.tolist(), strict=True)]
    held_out = panels.run.held_out.rows[drawn] if panels.run.held_out else None
    if held_out is not None:
        hover = [words("held_out", hover=text) if out else text for text, out in zip(hover, held_out, strict=True)]
    return figures.Points(
        coordinates=coordinates,
        labels=labels,
        misclassified=labels != panels.drawn.predicted[drawn],
        hover=hover,
        probabilities=results.probabilities[drawn, labels],
        predicted=predicted,
        row_choice="row",
        class_names=panels.class_names,
        held_out=held_out,
    )


def _axes(panels: Panels, words: Words) -> tuple[str, str]:
    columns = panels.view.columns
    if columns is None:
        titles = [
            words("axes.component", number=n, share=f"{s:.0%}") for n, s in enumerate(panels.variance_shares, start=1)
        ]
    else:
        titles = [figures.escaped(panels.run.data.column_names[column]) for column in columns]
    return titles[0], titles[1]


def simplex(panels: Panels, words: Words) -> Figure:
    """Draw the probabilities of three classes in a triangle."""
    coordinates = core.simplex_coordinates(panels.drawn.probabilities[panels.plotted_rows])
    return figures.simplex(_points(panels, coordinates, words), title=words("figures.simplex"))


def weights_table(panels: Panels, words: Words) -> Table:
    """Show every weight beside its gradient."""
    labels = [*panels.feature_names, words("table.bias")]
    pairs = np.stack([panels.results.parameters, panels.results.gradient], axis=-1).reshape(len(labels), -1)
    return Table(
        title=words("table.title"),
        groups=[("", 1), *((name, 2) for name in panels.class_names)],
        head=[words("table.column"), *(["W", "∂L/∂W"] * len(panels.class_names))],
        rows=[[label, *format_column(row, signed=True)] for label, row in zip(labels, pairs, strict=True)],
        folded=len(labels) > MAX_OPEN_ROWS,
        groups_by_class=True,
    )
