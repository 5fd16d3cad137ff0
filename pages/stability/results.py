"""Every number that the stability lesson shows of a state."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

import softmax_core as core
from softmax_core.checks import Floats

from .state import MAX_GAP, MAX_OFFSET, State

OFFSETS = np.unique(np.geomspace(1, MAX_OFFSET, 240).round())
"""Whole numbers from 1 to the largest offset, at which the curves of the errors are computed."""
GAPS = np.geomspace(1, MAX_GAP, 400)
SHOWN, TOLERATED = 0.0005, 0.005
"""A probability is right here where it is as near as three decimals show, or within this share of softmax."""


@dataclass(frozen=True)
class FormatResult:
    """What a program computes in one format, and how far it is from softmax."""

    run: core.ProgramResult
    errors: Floats
    """(2, K) relative, against softmax of the logits as the format holds them"""
    wrong: NDArray[np.bool_]
    """(2, K) whether a probability is no number, or differs from softmax of the exact logits in what is shown"""
    underflown: NDArray[np.bool_]
    """(2, K) whether it is 0, which softmax never is"""
    rounded_logits: bool
    """whether rounding the logits to the format changes what is shown of their softmax"""

    @property
    def nan_rows(self) -> list[int]:
        """Return the rows with a result that is not a number."""
        return [row for row in range(2) if np.isnan(self.run.probabilities[row]).any()]

    @property
    def overflows(self) -> bool:
        """Tell whether an exponential is infinite."""
        return bool(np.isinf(self.run.exponentials).any())


@dataclass(frozen=True)
class Results:
    """Every number that the frame shows of the batch."""

    z: Floats
    """(2, K) the logits, with the offset in the first row"""
    exact: Floats
    """(2, K) their softmax"""
    formats: dict[core.FloatFormat, FormatResult]
    """by the program that is chosen"""
    losses: tuple[float, float]
    """mean cross-entropy of the batch: of the program's float64 probabilities, and the exact one"""


def compute(state: State) -> Results:
    """Compute all numbers of a state."""
    z = batch(state)
    exact = core.softmax(z)
    formats = {name: in_format(z, exact, name, state.program) for name in core.FLOAT_FORMATS}
    labels = [state.y, state.y2]
    loss = core.softmax_program_loss(z, labels, "float64", state.program)
    return Results(z, exact, formats, (loss, float(core.cross_entropy(z, labels).loss.mean())))


def quantities(state: State, results: Results) -> dict[str, Floats]:
    """Return the numbers that sources print of the first row, by their names there."""
    return {"probabilities": results.formats[state.number_format].run.probabilities[0].astype(np.float64)}


def batch(state: State) -> Floats:
    """Return the logits of both rows, (2, K)."""
    z: Floats = np.array([state.a, state.b]) + np.array([[state.c], [0]])
    return z


def in_format(z: Floats, exact: Floats, name: core.FloatFormat, program: core.SoftmaxProgram) -> FormatResult:
    """Run a program in a format, and compare it with softmax."""
    run = core.run_softmax_program(z, name, program)
    p = run.probabilities.astype(np.float64)
    return FormatResult(
        run=run,
        errors=core.softmax_relative_errors(run.logits, p),
        wrong=~is_right(p, exact),
        underflown=p == 0,
        rounded_logits=not is_right(core.softmax(run.logits.astype(np.float64)), exact).all(),
    )


def is_right(p: Floats, exact: Floats) -> NDArray[np.bool_]:
    """Tell of each probability whether it is as near to softmax as what is shown; NaN is not."""
    return np.asarray(np.abs(p - exact) <= np.maximum(SHOWN, TOLERATED * exact))


@lru_cache(maxsize=256)
def error_curves(
    a: tuple[float, ...], b: tuple[float, ...], name: core.FloatFormat
) -> dict[core.SoftmaxProgram, Floats]:
    """Return the largest relative error of each program at each of ``OFFSETS``; NaN where one is not a number."""
    batches = np.broadcast_to(np.array([a, b]), (len(OFFSETS), 2, len(a))).copy()
    batches[:, 0] += OFFSETS[:, np.newaxis]
    runs = {program: core.run_softmax_program(batches, name, program) for program in core.SOFTMAX_PROGRAMS}
    errors = core.softmax_relative_errors(
        np.stack([run.logits for run in runs.values()]), np.stack([run.probabilities for run in runs.values()])
    )
    return dict(zip(runs, errors.max((-2, -1)), strict=True))


@lru_cache(maxsize=1)
def negative_log_curves() -> dict[core.FloatFormat, core.LogarithmsOfSoftmax]:
    """Return -log p of a class that is each of ``GAPS`` below the largest of two logits, in every format."""
    logits = np.stack([np.zeros_like(GAPS), -GAPS], -1)
    return {name: core.negative_log_softmax_programs(logits, name) for name in core.FLOAT_FORMATS}


@lru_cache(maxsize=256)
def negative_logs_at(gap: float) -> dict[core.FloatFormat, core.LogarithmsOfSoftmax]:
    """Return -log p of a class that is ``gap`` below the largest of two logits, in every format."""
    return {name: core.negative_log_softmax_programs([0.0, -gap], name) for name in core.FLOAT_FORMATS}


@lru_cache(maxsize=1024)
def first_nan(
    a: tuple[float, ...], b: tuple[float, ...], name: core.FloatFormat, program: core.SoftmaxProgram
) -> int | None:
    """Return the first offset that a program cannot take, or None where it takes them all."""
    return core.first_nan_offset([a, b], name, program, MAX_OFFSET)
