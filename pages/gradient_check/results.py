"""Every number that the gradient check shows of a state."""

from dataclasses import dataclass
from functools import partial

import numpy as np

import softmax_core as core
from softmax_core.analytic_losses import analytic_loss
from softmax_core.checks import Floats
from softmax_core.difference_formulas import DifferenceFormula
from softmax_core.training_losses import LossName

from .state import MAX_STEP, MIN_STEP, PROGRAMS, Program, State

LOSSES: dict[str, LossName] = {
    "ce": "cross_entropy",
    "mse": "squared_error",
    "hinge": "hinge",
    "ovr": "one_vs_rest",
}
STEPS = np.array([float(f"{step:.3g}") for step in np.geomspace(MIN_STEP, MAX_STEP, 161)])
"""Ten steps for each power of ten, with the digits that the slider has."""


@dataclass(frozen=True)
class Results:
    """Every number that the frame shows."""

    program: Program
    """the program whose gradient is checked, also where it is drawn"""
    gradient: Floats
    """(K,) the right gradient dL/dz"""
    checked: Floats
    """(K,) what the program computes"""
    steps: Floats
    """(S,) ascending, the reader's among them"""
    at: int
    """the position of the reader's step"""
    numerical: core.DifferenceGradients
    errors: dict[str, Floats]
    """(S,) by formula: the relative error of the program and the numerical gradient"""
    expected: core.ExpectedErrors
    """of the formula that is chosen, for the right gradient"""
    balanced_step: float
    """of the formula that is chosen"""

    def error(self, formula: DifferenceFormula) -> float:
        """Return the error of a formula at the reader's step."""
        return float(self.errors[formula][self.at])

    def best(self, formula: DifferenceFormula) -> int:
        """Return the position of the step with the smallest error."""
        return int(self.errors[formula].argmin())


def compute(state: State) -> Results:
    """Compute all numbers of a state."""
    z, target, loss = np.array(state.z), np.eye(len(state.z))[state.y], LOSSES[state.loss]
    function = partial(analytic_loss, target=target, loss=loss, temperature=state.T)
    program = drawn_program(state.draw) if state.program == "drawn" else state.program
    [right] = core.loss_gradients([z], [state.y], loss, state.T)
    checked = right
    if program != "right":
        [checked] = core.faulty_gradients([z], [state.y], program, loss, state.T)
    steps = np.unique(np.append(STEPS, state.h))
    numerical = core.difference_gradients(function, z, steps)
    return Results(
        program=program,
        gradient=right,
        checked=checked,
        steps=steps,
        at=int(np.searchsorted(steps, state.h)),
        numerical=numerical,
        errors={name: core.gradient_errors(numerical.by(name), checked) for name in core.DIFFERENCE_FORMULAS},
        expected=core.expected_errors(function, z, right, steps, state.formula, state.T),
        balanced_step=core.balanced_step(state.formula, state.T),
    )


def quantities(state: State, results: Results) -> dict[str, Floats]:
    """Return the numbers that sources print, by their names there."""
    loss = analytic_loss(np.array(state.z), np.eye(len(state.z))[state.y], LOSSES[state.loss], state.T)
    return {
        "loss": np.asarray(loss.real),
        "wrt_logits": results.checked,
        "numerical": results.numerical.by(state.formula)[results.at],
    }


def drawn_program(draw: int) -> Program:
    """Return the program that a reader is to recognize; the button's count is the seed."""
    return PROGRAMS[int(np.random.default_rng(draw).integers(len(PROGRAMS)))]
