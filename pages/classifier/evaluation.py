"""How well a run does, on the rows it is trained on and on held-out ones: loss curve, confusion matrix and readings."""

import numpy as np

import figures
import softmax_core as core
from softmax_core.checks import Floats
from stage import Figure
from text import Words, format_number

from .panels import Panels
from .state import State
from .training import is_cut_short


def loss_curve(state: State, panels: Panels, words: Words) -> Figure:
    """Draw the loss of every step, or of those up to the one that is shown."""
    trajectory, pinned = panels.run.trajectory, panels.pinned_run
    shown = slice(panels.results.step + 1 if state.hide_future else None)
    return figures.loss_curve(
        figures.LossHistory(
            trajectory.loss[shown],
            trajectory.data_loss[shown],
            trajectory.regularization_loss[shown],
            pinned.trajectory.loss if pinned else np.empty(0),
            _held_out_history(panels, shown),
            last_step=state.steps if state.hide_future or is_cut_short(panels.run, state) else 0,
        ),
        panels.results.step,
        title=words("figures.loss"),
        words=words.section("curve").entries(),
        log=state.log_axis,
        slider="step",
    )


def _held_out_history(panels: Panels, shown: slice) -> figures.HeldOutHistory | None:
    held_out, pinned = panels.run.held_out, panels.pinned_run
    if held_out is None:
        return None
    return figures.HeldOutHistory(
        held_out.data_loss[shown],
        held_out.accuracy[shown],
        held_out.training_accuracy[shown],
        pinned.held_out.data_loss if pinned and pinned.held_out else np.empty(0),
    )


def confusion(panels: Panels, words: Words) -> Figure:
    """Draw the confusion matrix: of the held-out rows where there are any."""
    data, held_out = panels.run.data, panels.run.held_out
    rows = held_out.rows if held_out else panels.run.training_rows
    return figures.confusion_matrix(
        panels.class_names,
        core.confusion_matrix(data.labels[rows], panels.results.predicted[rows], data.class_count),
        title=words("figures.confusion_held_out" if held_out else "figures.confusion"),
        axes=(words("axes.target"), words("axes.predicted")),
        hover=words("confusion"),
    )


def quantities(panels: Panels) -> dict[str, Floats]:
    """Return the numbers that sources print of a run, by their names there, up to the step that is shown."""
    step, data = panels.results.step, panels.run.data
    accuracy = np.full(step + 1, np.nan)
    accuracy[step] = panels.correct / len(data.points)
    return {"loss_by_step": panels.run.trajectory.loss[: step + 1], "accuracy_by_step": accuracy}


def readings(panels: Panels, words: Words) -> list[tuple[str, str]]:
    """Give the numbers of the step that is shown."""
    run, step = panels.run, panels.results.step
    trajectory, count = run.trajectory, len(run.data.points)
    numbers = [
        (words("readings.step"), words("of", part=step, whole=run.last_step)),
        (
            words("readings.epochs"),
            format_number(run.epochs(step), 2 if run.config.batch_size else 0) if count else "–",
        ),
        (words("readings.loss"), format_number(float(trajectory.loss[step]), 6) if count else "–"),
        (words("readings.change"), format_number(run.loss_change(step), 6, signed=True)),
        (words("readings.norm"), format_number(float(trajectory.gradient_norm[step]), 6) if count else "–"),
    ]
    if run.held_out is None:
        return [
            *numbers,
            (words("readings.accuracy"), f"{panels.correct / count:.1%}" if count else "–"),
            (words("readings.correct"), words("of", part=panels.correct, whole=count)),
        ]
    held_out = run.held_out
    return [
        *numbers,
        (words("readings.training_accuracy"), f"{held_out.training_accuracy[step]:.1%}"),
        (words("readings.held_out_loss"), format_number(float(held_out.data_loss[step]), 6)),
        (words("readings.held_out_accuracy"), f"{held_out.accuracy[step]:.1%}"),
    ]
