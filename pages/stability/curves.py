"""The two curves of the stability lesson: the errors of all programs, and -log p in all formats."""

import figures
import softmax_core as core
from stage import Figure
from text import Words

from .results import GAPS, OFFSETS, error_curves, negative_log_curves, negative_logs_at
from .state import State


def errors(state: State, words: Words) -> Figure:
    """Show the largest relative error of every program against the offset, in the format that is chosen."""
    found = error_curves(state.a, state.b, state.number_format)
    return figures.rounding_curves(
        OFFSETS,
        [figures.Curve(words(f"programs.{program}"), y) for program, y in found.items()],
        core.SOFTMAX_PROGRAMS.index(state.program),
        float(state.c),
        title=words("figures.errors", name=state.number_format),
        words=words.section("errors").entries(),
    )


def negative_logs(state: State, words: Words) -> Figure:
    """Show -log p as both programs compute it, against how far the class is behind."""
    found = negative_log_curves()
    fused = negative_logs_at(state.d)["float64"].fused[1]
    return figures.negative_log_curves(
        figures.NegativeLogs(
            gaps=GAPS,
            fused=figures.Curve(words("logs.fused"), found["float64"].fused[:, 1]),
            separate=[
                figures.Curve(words("logs.separate", name=name), of.separate[:, 1]) for name, of in found.items()
            ],
        ),
        (state.d, float(fused)),
        title=words("figures.logs"),
        words=words.section("logs").entries(),
    )
