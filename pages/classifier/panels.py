"""The panels of the classifier lesson: its figures, readings, table of weights, remarks and notes, made of a run."""

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

import figures
import softmax_core as core
from softmax_core.checks import Floats
from stage import Figure, Table
from text import Words, format_column, format_number

from .projection import View, boundaries, descent_arrows, grid_scores, view_of
from .state import EDITABLE, MAX_POINTS_DRAWN, State
from .training import Run, StepResults, parameters_at, step_results

MAX_ARROWS = 100
MAX_OPEN_ROWS = 12
"""A longer table of weights is folded."""
MAX_CLASSES_DOMINATED = 4
"""Between more classes, only the decision boundaries can be told apart."""
NO_LINES: Floats = np.empty((0, 2, 2))
Sentence = tuple[bool, str, dict[str, object]]
"""(whether it holds, its key, the values of its placeholders)"""


@dataclass(frozen=True)
class Panels:
    """Every number that the frame shows of a run."""

    run: Run
    results: StepResults
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
    def correct(self) -> int:
        """Return how many rows are predicted correctly."""
        return int((self.results.predicted == self.run.data.labels).sum())

    @property
    def feature_names(self) -> tuple[str, ...]:
        """Return the names of the features that the classifier is linear in."""
        return self.run.feature_map.names(self.run.data.column_names)


def compute(state: State, run: Run, pinned: tuple[Run, int] | None, words: Words) -> Panels:
    """Compute what is shown of a run at the step of a state, beside a pinned run at its own step."""
    data = run.data
    drawn = np.arange(len(data.points))
    if len(drawn) > MAX_POINTS_DRAWN:
        drawn = np.sort(np.random.default_rng(0).permutation(drawn)[:MAX_POINTS_DRAWN])
    names = list(data.class_names) or [words("class", index=index) for index in range(data.class_count)]
    pinned_run, pinned_step = pinned or (None, 0)
    return Panels(run, step_results(run, state.step), view_of(data, state.view), drawn, names, pinned_run, pinned_step)


def plane(state: State, panels: Panels, words: Words) -> Figure:
    """Draw the regions, the boundaries and the rows."""
    run, view, results = panels.run, panels.view, panels.results
    scores = grid_scores(view, run.feature_map, results.parameters)
    lines = boundaries(view, run.feature_map, scores)
    show_arrows = state.arrows and len(panels.plotted_rows) > 0
    arrows = descent_arrows(run, results, view, panels.rows_with_arrows) if show_arrows else NO_LINES
    show_dominated = state.dominated and len(panels.class_names) <= MAX_CLASSES_DOMINATED
    # of K separate probabilities several may be large: where they are alike, the classifier is undecided
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
    return figures.Points(
        coordinates=coordinates,
        labels=labels,
        misclassified=labels != predicted,
        hover=[texts[i][j] for i, j in zip(labels.tolist(), predicted.tolist(), strict=True)],
        probabilities=results.probabilities[drawn, labels],
        predicted=predicted,
        row_choice="row",
        class_names=panels.class_names,
    )


def _axes(panels: Panels, words: Words) -> tuple[str, str]:
    columns = panels.view.columns
    if columns is None:
        titles = [words("axes.component", number=n, share=f"{s:.0%}") for n, s in enumerate(_shares(panels), start=1)]
    else:
        titles = [figures.escaped(panels.run.data.column_names[column]) for column in columns]
    return titles[0], titles[1]


def _shares(panels: Panels) -> list[float]:
    return [float(share) for share in panels.view.plane.explained_variance_ratio]


def loss_curve(state: State, panels: Panels, words: Words) -> Figure:
    """Draw the loss of every step."""
    trajectory, pinned = panels.run.trajectory, panels.pinned_run
    return figures.loss_curve(
        figures.LossHistory(
            trajectory.loss,
            trajectory.data_loss,
            trajectory.regularization_loss,
            pinned.trajectory.loss if pinned else np.empty(0),
        ),
        panels.results.step,
        title=words("figures.loss"),
        words=words.section("curve").entries(),
        log=state.log_axis,
    )


def simplex(panels: Panels, words: Words) -> Figure:
    """Draw the probabilities of three classes in a triangle."""
    coordinates = core.simplex_coordinates(panels.results.probabilities[panels.plotted_rows])
    return figures.simplex(_points(panels, coordinates, words), title=words("figures.simplex"))


def confusion(panels: Panels, words: Words) -> Figure:
    """Draw the confusion matrix."""
    data = panels.run.data
    return figures.confusion_matrix(
        panels.class_names,
        core.confusion_matrix(data.labels, panels.results.predicted, data.class_count),
        title=words("figures.confusion"),
        axes=(words("axes.target"), words("axes.predicted")),
        hover=words("confusion"),
    )


def readings(panels: Panels, words: Words) -> list[tuple[str, str]]:
    """Give the numbers of the step that is shown."""
    trajectory, step, count = panels.run.trajectory, panels.results.step, len(panels.run.data.points)
    return [
        (words("readings.step"), words("of", part=step, whole=panels.run.last_step)),
        (words("readings.loss"), format_number(float(trajectory.loss[step]), 6) if count else "–"),
        (words("readings.norm"), format_number(float(trajectory.gradient_norm[step]), 6) if count else "–"),
        (words("readings.accuracy"), f"{panels.correct / count:.1%}" if count else "–"),
        (words("readings.correct"), words("of", part=panels.correct, whole=count)),
    ]


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


def remarks(state: State, panels: Panels, words: Words) -> list[str]:
    """Say where the run is not what was asked for, and what part of the feature space is shown."""
    run, last = panels.run, panels.run.last_step
    ended, rows = run.trajectory.ended, len(run.data.points)
    is_partial = len(run.data.column_names) > 2
    weights_ignored = bool(state.weights) and not run.from_given_weights
    weights: dict[str, object] = {"given": len(state.weights), "needed": panels.results.parameters.size}
    shares = f"{sum(_shares(panels)):.0%}"
    sentences: list[Sentence] = [
        (ended == "diverged", "diverged", {"step": last}),
        (ended == "tolerance" and rows > 0, "tolerance", {"step": last, "norm": state.tolerance}),
        (run.shortened and ended == "steps", "shortened", {"steps": last, "asked": state.steps}),
        (run.config.optimizer != state.optimizer, "newton", {}),
        (run.config.optimizer == "newton" and 0 < (run.config.batch_size or 0) < rows, "newton_batches", {}),
        (weights_ignored, "weights", weights),
        (state.data in EDITABLE and not rows, "draw", {}),
        (is_partial and panels.view.columns is not None, "pair", {}),
        (is_partial and panels.view.columns is None, "components", {"share": shares}),
    ]
    return _that_hold(words.section("remarks"), sentences)


def notes(state: State, panels: Panels, words: Words) -> list[str]:
    """Explain what a reader cannot see in the figures."""
    data, plotted = panels.run.data, len(panels.plotted_rows)
    names, rows = panels.feature_names, len(data.points)
    first_names = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
    arrows = len(panels.rows_with_arrows)
    sentences: list[Sentence] = [
        (state.data == "bands", "bands", {}),
        (state.features != "linear", "columns", {"count": len(names), "columns": first_names}),
        (data.is_standardized, "standardized", {}),
        (data.dropped_rows > 0, "dropped", {"count": data.dropped_rows}),
        (plotted < rows, "thinned", {"shown": f"{plotted:,}", "count": f"{rows:,}"}),
        (state.arrows and arrows > 0, "arrows", {}),
        (state.arrows and arrows < rows, "thinned_arrows", {"shown": f"{arrows:,}", "count": f"{rows:,}"}),
        (state.loss == "hinge", "hinge", {}),
        (state.loss == "one_vs_rest", "one_vs_rest", {}),
    ]
    return _that_hold(words.section("notes"), sentences)


def _that_hold(words: Words, sentences: list[Sentence]) -> list[str]:
    """Return those sentences whose condition holds."""
    return [words(key, **values) for holds, key, values in sentences if holds]
