"""What is seen of a run: the pictures, readings, the table, and the sentences that go with them."""

from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

import figures
import softmax_core as core
from softmax_core.checks import Floats
from stage import Figure, Table, Words, column, fixed

from .rows import Rows
from .run import Moment, Run, chances, moment_of, parameters_at
from .state import EDITABLE, State
from .view import View, boundaries_of, grid_scores, pulls, view_of

MOST_DRAWN = 1_500  # points in a picture: more would keep the browser busy
MOST_ARROWS = 300
MOST_ROWS_OPEN = 12  # of the table of weights
MOST_HIDDEN_LINES = 4  # classes: between more, only the lines that decide can be told apart


@dataclass(frozen=True)
class Seen:
    """Every number that the frame shows of a run."""

    run: Run
    moment: Moment
    view: View
    shown: NDArray[np.intp]
    """the rows that are drawn"""
    names: list[str]
    """of the classes"""
    ghost: Run | None
    """the run that was pinned"""

    @property
    def pulled(self) -> NDArray[np.intp]:
        """Return the rows whose pull is shown."""
        return self.shown[:: max(1, ceil(len(self.shown) / MOST_ARROWS))]

    @property
    def right(self) -> int:
        """Return how many rows are predicted right."""
        return int((self.moment.predicted == self.run.rows.labels).sum())


def look(state: State, run: Run, ghost: Run | None, words: Words) -> Seen:
    """Look at a run from where a state stands."""
    rows = run.rows
    count = len(rows.points)
    shown = np.arange(count)
    if count > MOST_DRAWN:
        shown = np.sort(np.random.default_rng(0).permutation(count)[:MOST_DRAWN])
    names = list(rows.classes) or [words("class", index=index) for index in range(rows.count)]
    return Seen(run, moment_of(state, run), view_of(state, rows), shown, names, ghost)


def plane(state: State, seen: Seen, pinned: State | None, words: Words) -> Figure:
    """Show the regions, the boundaries, and the rows."""
    view, moment = seen.view, seen.moment
    scores = grid_scores(state, view, moment.parameters)
    p = chances(scores, state.loss)
    lines = boundaries_of(state, view, scores)
    nothing: Floats = np.empty((0, 2, 2))
    arrows = pulls(state, seen.run, moment, view, seen.pulled) if state.arrows and len(seen.shown) else nothing
    seen_x, seen_y = view.offset[0] + view.unit[0] * view.x, view.offset[1] + view.unit[1] * view.y
    return figures.plane(
        figures.Regions(seen_x, seen_y, scores.argmax(-1), core.confidence(p)),
        view.seen(lines.deciding),
        view.seen(lines.hidden) if len(seen.names) <= MOST_HIDDEN_LINES else nothing,
        view.seen(_ghost_lines(seen, pinned)),
        view.seen(arrows),
        _points(seen, view.seen(view.plane.project(seen.run.rows.points[seen.shown])), words),
        title=words("figures.plane"),
        axes=_axes(seen, words),
        words=words.section("lines").entries(),
    )


def _ghost_lines(seen: Seen, pinned: State | None) -> Floats:
    """Return where the pinned run decides, where its columns and classes are the same."""
    if pinned is None or seen.ghost is None or not seen.ghost.rows.is_like(seen.run.rows):
        return np.empty((0, 2, 2))
    scores = grid_scores(pinned, seen.view, parameters_at(pinned, seen.ghost)[1])
    return boundaries_of(pinned, seen.view, scores).deciding


def _points(seen: Seen, places: Floats, words: Words) -> figures.Points:
    shown, moment = seen.shown, seen.moment
    labels, predicted = seen.run.rows.labels[shown], moment.predicted[shown]
    pairs = [[words("hover", target=i, predicted=j) for j in seen.names] for i in seen.names]
    return figures.Points(
        places=places,
        labels=labels,
        mistaken=labels != predicted,
        hover=[pairs[i][j] for i, j in zip(labels.tolist(), predicted.tolist(), strict=True)],
        chances=moment.probabilities[shown, labels],
        names=seen.names,
    )


def _axes(seen: Seen, words: Words) -> tuple[str, str]:
    if seen.view.columns is None:
        first, second = (words("axes.component", number=n + 1, share=f"{s:.0%}") for n, s in enumerate(_shares(seen)))
    else:
        first, second = (seen.run.rows.columns[at] for at in seen.view.columns)
    return first, second


def _shares(seen: Seen) -> list[float]:
    return [float(share) for share in seen.view.plane.share]


def curve(state: State, seen: Seen, words: Words) -> Figure:
    """Show the loss of every step."""
    path = seen.run.path
    return figures.loss_curve(
        path.loss,
        path.data_loss,
        path.regularization_loss,
        seen.ghost.path.loss if seen.ghost else np.empty(0),
        seen.moment.step,
        title=words("figures.loss"),
        words=words.section("curve").entries(),
        log=state.log,
    )


def simplex(seen: Seen, words: Words) -> Figure:
    """Show the probabilities of three classes in a triangle."""
    places = core.simplex_places(seen.moment.probabilities[seen.shown])
    return figures.simplex(_points(seen, places, words), title=words("figures.simplex"))


def confusion(seen: Seen, words: Words) -> Figure:
    """Show who was taken for whom."""
    rows = seen.run.rows
    return figures.confusion_matrix(
        seen.names,
        core.confusion_counts(rows.labels, seen.moment.predicted, rows.count),
        title=words("figures.confusion"),
        axes=(words("axes.target"), words("axes.predicted")),
        hover=words("confusion"),
    )


def readings(seen: Seen, words: Words) -> list[tuple[str, str]]:
    """Say where the run stands."""
    path, step, count = seen.run.path, seen.moment.step, len(seen.run.rows.points)
    return [
        (words("readings.step"), words("of", part=step, whole=len(path.loss) - 1)),
        (words("readings.loss"), fixed(float(path.loss[step]), 6) if count else "–"),
        (words("readings.norm"), fixed(float(path.gradient_norm[step]), 6) if count else "–"),
        (words("readings.accuracy"), f"{seen.right / count:.1%}" if count else "–"),
        (words("readings.right"), words("of", part=seen.right, whole=count)),
    ]


def weights(state: State, seen: Seen, words: Words) -> Table:
    """Show every weight with the slope of the loss beside it."""
    labels = [*column_labels(state, seen.run.rows), words("table.bias")]
    parameters, slopes = seen.moment.parameters, seen.moment.slopes
    both = np.stack([parameters, slopes], axis=-1).reshape(len(labels), -1)
    return Table(
        title=words("table.title"),
        groups=[("", 1), *((name, 2) for name in seen.names)],
        head=[words("table.column"), *(["W", "∂L/∂W"] * len(seen.names))],
        rows=[[label, *column(row, signed=True)] for label, row in zip(labels, both, strict=True)],
        folded=len(labels) > MOST_ROWS_OPEN,
    )


def column_labels(state: State, rows: Rows) -> tuple[str, ...]:
    """Return what the columns are called that the classifier is linear in."""
    return core.column_names(rows.columns, state.features)


def remarks(state: State, seen: Seen, words: Words) -> list[str]:
    """Say what became of the run where that is not what was asked for, and what part of the space is seen."""
    run, last = seen.run, len(seen.run.path.loss) - 1
    count, wanted = len(run.rows.points), seen.moment.parameters.size
    others, pair = len(run.rows.columns) > 2, seen.view.columns
    return _said(
        words.section("remarks"),
        {
            "diverged": run.path.ended == "diverged" and {"step": last},
            "tolerance": run.path.ended == "tolerance" and count > 0 and {"step": last, "norm": state.stop},
            "shortened": run.shortened and run.path.ended == "steps" and {"steps": last, "asked": int(state.steps)},
            "newton": run.optimizer != state.optimizer and {},
            "weights": bool(state.W) and not run.by_hand and {"given": len(state.W), "wanted": wanted},
            "draw": state.data in EDITABLE and not count and {},
            "pair": others and pair is not None and {},
            "components": others and pair is None and {"share": f"{sum(_shares(seen)):.0%}"},
        },
    )


def notes(state: State, seen: Seen, words: Words) -> list[str]:
    """Say what a reader should know about the pictures and cannot see in them."""
    rows, shown = seen.run.rows, len(seen.shown)
    labels, count = column_labels(state, rows), len(rows.points)
    few = ", ".join(labels[:5]) + (", …" if len(labels) > 5 else "")
    return _said(
        words.section("notes"),
        {
            "bands": state.data == "bands" and {},
            "columns": state.features != "linear" and {"count": len(labels), "columns": few},
            "scaled": rows.scaled and {},
            "dropped": rows.dropped > 0 and {"count": rows.dropped},
            "thinned": shown < count and {"shown": f"{shown:,}", "count": f"{count:,}"},
            "arrows": state.arrows and len(seen.pulled) < count and {"shown": f"{len(seen.pulled):,}"},
            "hinge": state.loss == "hinge" and {},
            "one_vs_rest": state.loss == "one_vs_rest" and {},
        },
    )


def _said(words: Words, told: dict[str, Any]) -> list[str]:
    """Return the sentences whose condition is not False, filled with the values that stand in its place."""
    return [words(key, **values) for key, values in told.items() if values is not False]
