"""The CPU time of a frame of the classifier lesson, expected from the sizes of its data before anything is computed."""

from math import comb

import softmax_core as core
import stage

from .data import cached_data, load
from .held_out import held_out_mask
from .projection import GRID_SIZE
from .state import OWN, State
from .training import affordable, is_trained, plan_of, while_moving

SECONDS_OF_FRAME = 0.004
"""A frame of few rows whose run is cached. This and what follows was measured on a slow core."""
SECONDS_OF_FEATURE = 4e-8
"""A feature of a row, or of a place on the grid, in a frame: it is computed, and multiplied with the weights."""
SECONDS_OF_BOUNDARY = {True: 1.2e-4, False: 6e-4}
"""The boundary of two classes in a frame: where scores are linear, and where it is sought on the grid."""
SECONDS_OF_STEP = 3e-5
"""A training step on few rows."""
SECONDS_OF_NEWTON_STEP = 1e-4
"""A step of Newton's method on few rows; where the step increases the loss, it is halved up to 40 times."""
HALVINGS = 40
"""These are usual where the gradient is of a batch and the loss of all rows."""
SECONDS_OF_MULTIPLICATION = 8e-10
"""A multiplication in a training step."""
SECONDS_OF_FILE = 1.0
"""Reading a file."""


def expected_seconds(state: State) -> float:
    """Return the CPU time that a frame will probably take, from the sizes of its data and the steps of its runs."""
    seconds = SECONDS_OF_FRAME + _seconds_of_run(state)
    return seconds + _seconds_of_run(stage.read_query(State, state.pin)[0]) if state.pin else seconds


def _seconds_of_run(state: State) -> float:
    plan = plan_of(state)
    if plan is None:
        return 0.0
    # One look into the cache: others may remove a file between two, and reading it takes a second of the event loop.
    data = cached_data(plan.source) if state.data == OWN else load(plan.source)
    if data is None:
        return SECONDS_OF_FILE
    rows, columns = len(data.points), len(plan.feature_map.names(data.column_names))
    seconds = SECONDS_OF_FEATURE * (rows + GRID_SIZE**2) * (columns + 1)
    seconds += SECONDS_OF_BOUNDARY[state.features == "linear"] * comb(data.class_count, 2)
    plan = while_moving(plan, data) if state.moving else plan
    if is_trained(plan) or not rows:
        return seconds
    held_out = int(held_out_mask(rows, plan.held_out, plan.config.seed).sum())
    config = affordable(plan.config, rows, columns, data.class_count, held_out)
    seconds_of_step = _seconds_of_step(config, rows - held_out, columns, data.class_count)
    if held_out:  # losses of these rows and accuracies of all
        seconds_of_step += _seconds_of_evaluation(rows, columns, data.class_count)
    return seconds + config.steps * seconds_of_step


def _seconds_of_step(config: core.TrainingConfig, rows: int, columns: int, classes: int) -> float:
    evaluation = _seconds_of_evaluation(rows, columns, classes)
    if config.optimizer != "newton":
        return evaluation
    step = SECONDS_OF_NEWTON_STEP + SECONDS_OF_MULTIPLICATION * core.step_cost(rows, columns, classes, "newton")
    has_batches = config.batch_size is not None and config.batch_size < rows
    return step + HALVINGS * (evaluation - SECONDS_OF_STEP / 2) if has_batches else step


def _seconds_of_evaluation(rows: int, columns: int, classes: int) -> float:
    return SECONDS_OF_STEP + SECONDS_OF_MULTIPLICATION * core.step_cost(rows, columns, classes, "gradient_descent")
