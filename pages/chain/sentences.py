"""The readings, the remarks and the notes of the lesson on backpropagation."""

from text import Words, format_number

from .results import LOSSES, Results, sigmoid_curves
from .state import State

MAX_WRONG = 0.05
"""Below this probability of the true class a model is confidently wrong."""


def readings(state: State, results: Results, words: Words) -> list[tuple[str, str]]:
    """Give the numbers that sum up the state."""
    pushes = {name: abs(float(results.of_losses[name][state.y])) for name in LOSSES}
    return [
        (words("readings.loss"), format_number(results.loss)),
        (words("readings.ce"), format_number(pushes["ce"])),
        (words("readings.mse"), format_number(pushes["mse"])),
        (words("readings.sum"), format_number(float(results.gradient.sum()), powers=False)),
        (words("readings.error"), format_number(results.check.error)),
        (words("readings.sigmoid"), format_number(sigmoid_curves(state).difference)),
    ]


def remarks(state: State, results: Results, words: Words) -> list[str]:
    """Say what is to be seen in this state."""
    if state.loss == "raw":
        return [_of_scores(state, results, words)]
    said = []
    if state.terms == "diagonal":
        error = format_number(results.check.error)
        said.append(words("remarks.diagonal", error=error))
    p = float(results.p[state.y])
    if p < MAX_WRONG:
        cross, squared = (abs(float(results.of_losses[name][state.y])) for name in LOSSES)
        values = {"p": format_number(p), "ce": format_number(cross, 3), "mse": format_number(squared)}
        said.append(words("remarks.wrong", **values, times=f"{cross / squared:,.0f}"))
    elif state.loss == "ce" and state.terms == "all":
        said.append(words("remarks.collapse", y=state.y))
    return said


def _of_scores(state: State, results: Results, words: Words) -> str:
    """Say where descent moves the score of the true class, and whether it lowers that one most."""
    raw, cross = (float(gradient[state.y]) for gradient in (results.gradient, results.of_losses["ce"]))
    values = {"y": state.y, "raw": format_number(abs(raw), 3), "cross": format_number(abs(cross), 3)}
    if raw <= 0:
        return words("remarks.scores_raised" if raw else "remarks.scores_kept", **values)
    is_hardest = raw == results.gradient.max()
    return words("remarks.scores_hardest" if is_hardest else "remarks.scores_lowered", **values)


def notes(state: State, words: Words) -> list[str]:
    """Explain how the pictures are to be read."""
    return [words("notes.scores" if state.loss == "raw" else "notes.product"), words("notes.sigmoid")]
