"""What the gradient check says about a state."""

import softmax_core as core
from text import Words

from .panels import written
from .results import Results
from .state import Program, State

MANY_TIMES = 100
"""An error that is so much larger than what rounding is expected to do has another cause."""


def remarks(state: State, results: Results, words: Words) -> list[str]:
    """Say what the error comes from: the step, or a fault of the program, which a reader may have to find."""
    if not results.gradient.any():
        return [words("remarks.zero")]
    if state.program == "drawn":
        return [answer(state, results.program, words)]
    if state.program == "right":
        return [about_step(state, results, words)]
    return [about_fault(state, results, words)]


def about_step(state: State, results: Results, words: Words) -> str:
    """Say which part of the error is larger at this step, where the program is right."""
    error = results.error(state.formula)
    if not results.numerical.by(state.formula)[results.at].any():
        return words("remarks.vanished")
    if core.grade_error(error) == "good":
        return words(f"remarks.good_{state.formula}")
    rounding, truncation = results.expected.rounding[results.at], results.expected.truncation[results.at]
    if rounding > truncation and error < MANY_TIMES * rounding:
        return words("remarks.rounding")
    # straight between its kinks, the hinge has no other truncation
    return words("remarks.kink" if state.loss == "hinge" else f"remarks.truncation_{state.formula}")


def about_fault(state: State, results: Results, words: Words) -> str:
    """Say that no step makes up for a fault, or that this one cannot be seen here."""
    if is_hidden(state, results.program):
        return words(f"remarks.hidden_{results.program}")
    floor = results.errors[state.formula][results.best(state.formula)]
    return words("remarks.floor", floor=written(float(floor)), sign=sign(state, results.program, words))


def answer(state: State, program: Program, words: Words) -> str:
    """Answer a reader's guess which program was drawn; a wrong one gets no more than a reason why not."""
    if state.guess == "none":
        return words("remarks.find")
    name = words(f"controls.options.{state.guess}")
    if state.guess == program:
        return words("remarks.caught", name=name, sign=sign(state, program, words))
    hidden = [one for one in (program, state.guess) if is_hidden(state, one)]
    if all(one == "right" or one in hidden for one in (program, state.guess)):
        return words(f"remarks.same_{hidden[0]}")
    return words("remarks.missed", name=name, sign=sign(state, state.guess, words))


def sign(state: State, program: str, words: Words) -> str:
    """Say by what a program is recognized."""
    return words(f"signs.diagonal_{state.loss}" if program == "diagonal" else f"signs.{program}")


def is_hidden(state: State, program: str) -> bool:
    """Tell whether a program's fault changes nothing in this state."""
    return (program == "temperature" and state.T == 1) or (program == "diagonal" and state.loss == "ovr")
