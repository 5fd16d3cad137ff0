"""The CPU time of a frame of the classifier lesson, expected from the sizes of its data before anything is computed."""

import softmax_core as core
import stage

from .data import is_loaded, load, source_of
from .projection import GRID_SIZE
from .state import OWN, State
from .training import affordable, is_trained, plan_of

SECONDS_OF_FRAME = 0.004
"""A frame of few rows whose run is cached. This and what follows was measured on a slow core."""
SECONDS_OF_FEATURE = 4e-8
"""A feature of a row, or of a place on the grid, in a frame: it is computed, and multiplied with the weights."""
SECONDS_OF_STEP = 3e-5
"""A training step on few rows."""
SECONDS_OF_MULTIPLICATION = 8e-10
"""A multiplication in a training step."""
SECONDS_OF_FILE = 1.0
"""Reading a file."""


def expected_seconds(state: State) -> float:
    """Return the CPU time that a frame will probably take, from the sizes of its data and the steps of its runs."""
    seconds = SECONDS_OF_FRAME + _seconds_of_run(state)
    return seconds + _seconds_of_run(stage.read_query(State, state.pin)[0]) if state.pin else seconds


def _seconds_of_run(state: State) -> float:
    plan, source = plan_of(state), source_of(state)
    if plan is None or source is None:
        return 0.0
    if state.data == OWN and not is_loaded(source):
        return SECONDS_OF_FILE
    data = load(source)
    rows, columns = len(data.points), len(plan.feature_map.names(data.column_names))
    seconds = SECONDS_OF_FEATURE * (rows + GRID_SIZE**2) * (columns + 1)
    if is_trained(plan):
        return seconds
    config = affordable(plan.config, rows, columns, data.class_count)[0]
    step = core.step_cost(rows, columns, data.class_count, config.optimizer)
    return seconds + config.steps * (SECONDS_OF_STEP + SECONDS_OF_MULTIPLICATION * step)
