"""The curves of the race, the gradients of a point, the readings and the remarks."""

from typing import Literal

import numpy as np

import figures
from figures import Dash, GradientColumn, RaceCurve
from stage import Figure
from text import Words, format_column, format_number

from .planes import class_names
from .point import Compared, PointGradients, angle
from .race import Race, Racer, angle_of_mean_steps, sums_over_classes
from .state import State

RULES = ("difference", "target_only")
"""The rules as the texts call them, in the order of ``core.UPDATE_RULES``."""
RUNS: tuple[Literal[0], Literal[1]] = (0, 1)
DASHES: tuple[Dash, Dash, Dash] = ("dash", "dot", "solid")
"""Of the sums of the weights of both columns, and of the biases."""


def loss_figure(state: State, race: Race, words: Words) -> Figure:
    """Show the loss of both runs at every epoch."""
    curves = [RaceCurve(words(f"rules.{RULES[run]}"), race.runs[run].loss, run) for run in RUNS]
    title = words("figures.loss")
    return figures.race_curves(curves, _epochs(state, race), title=title, words=_axis(words), log=True)


def sums_figure(state: State, race: Race, both: tuple[Racer, Racer], words: Words) -> Figure:
    """Show the sums over the classes at every epoch: those of A - Y stay, those of Y(A - 1) grow."""
    sums = [sums_over_classes(race.runs[run], state.common) for run in RUNS]
    names = [words(f"sums.{key}") for key in ("x1", "x2", "bias")]
    curves = [
        RaceCurve(name if run else "", values, run, dash)
        for run in RUNS
        for name, values, dash in zip(names, sums[run], DASHES, strict=True)
    ]
    title, note = words("figures.sums"), words("sums.note", size=_size(both[0].sums))
    return figures.race_curves(curves, _epochs(state, race), title=title, words=_axis(words), note=note)


def _epochs(state: State, race: Race) -> tuple[int, int]:
    """Return the epoch that is shown, and how many the axis has room for."""
    return min(state.epoch, race.room), race.room


def _axis(words: Words) -> dict[str, str]:
    return {"epoch": words("axes.epoch"), "slider": "epoch"}


def gradients_figure(state: State, point: PointGradients, words: Words) -> Figure:
    """Show what both rules take for the gradient of a point's cross-entropy, beside the numerical gradient."""
    columns = [
        _column("difference", point.difference, words),
        _column("target_only", point.target_only, words),
        _numerical(point.difference, words),
    ]
    return _gradients("cross_entropy", columns, state, point, words)


def binary_figure(state: State, point: PointGradients, words: Words) -> Figure:
    """Show the gradient of a point's binary loss, beside the rule that the note trains with and the numerical one."""
    columns = [
        _column("difference", point.binary_difference, words),
        _column("own", point.binary, words),
        _numerical(point.binary, words),
    ]
    return _gradients("binary", columns, state, point, words)


def _gradients(key: str, columns: list[GradientColumn], state: State, point: PointGradients, words: Words) -> Figure:
    names = class_names(words)
    title = words(f"gradients.{key}", number=state.row, name=names[point.label])
    return figures.gradient_columns(names, columns, title=title, name=words(f"gradients.{key}_name"))


def verdict(compared: Compared, words: Words) -> str:
    """Say by how much a gradient is wrong, where that can be measured."""
    if compared.check.too_flat:
        return words("verdicts.too_flat")
    return words(f"verdicts.{'right' if compared.agrees else 'wrong'}", error=format_number(compared.check.error, 2))


def _column(key: str, compared: Compared, words: Words) -> GradientColumn:
    gradient = compared.gradient
    return GradientColumn(words(f"gradients.{key}"), gradient, _written(gradient), verdict(compared, words))


def _numerical(compared: Compared, words: Words) -> GradientColumn:
    values = compared.check.numerical
    return GradientColumn(words("gradients.numerical"), values, _written(values), words("gradients.measured"))


def _written(values: np.ndarray) -> list[str]:
    return format_column(values, 4, signed=True, powers=False)


def readings(state: State, race: Race, both: tuple[Racer, Racer], words: Words) -> list[tuple[str, str]]:
    """Give the numbers that sum up the race at an epoch."""
    first, second = both
    at_point, of_means = angle(state, race, first), angle_of_mean_steps(race, second)
    return [
        (words("readings.loss_difference"), format_number(first.loss)),
        (words("readings.loss_target_only"), format_number(second.loss)),
        (words("readings.sums_difference"), _size(first.sums)),
        (words("readings.sums_target_only"), _size(second.sums)),
        (words("readings.angle_point"), words("degrees", angle=format_number(at_point, 1))),
        (words("readings.angle_mean"), words("degrees", angle=format_number(of_means, 1))),
    ]


def _size(sums: np.ndarray) -> str:
    """Write the largest of some sums, by magnitude."""
    return format_number(float(np.abs(sums).max()), 1)


def remarks(state: State, race: Race, both: tuple[Racer, Racer], words: Words) -> list[str]:
    """Say who stopped first once both have, and what the numbers added to all classes did."""
    said = []
    if all(racer.has_ended for racer in both):
        said.append(_outcome(race, words))
    if state.common:
        said.append(words("remarks.common", common=format_number(state.common, 0), shift=_shift(both)))
    return said


def _outcome(race: Race, words: Words) -> str:
    (first, second), (stopped, other_stopped) = race.last_epochs, [run.stopped for run in race.runs]
    if not (stopped and other_stopped):
        key = "only_difference" if stopped else "only_target_only" if other_stopped else "neither"
    elif first == second:
        key = "tie"
    else:
        key = "difference_first" if first < second else "target_only_first"
    return words(f"remarks.{key}", difference=first, target_only=second)


def _shift(both: tuple[Racer, Racer]) -> str:
    return format_number(max(racer.shift for racer in both), 0)
