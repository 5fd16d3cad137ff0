"""The Python that a reader copies from the classifier lesson: the run, and the numbers of the step that is shown."""

from dataclasses import replace

import numpy as np

from text import Words
from text.scripts import fill_template

from .downloads import run_with_rows
from .state import EDITABLE, HAND_DRAWN, State
from .training import Run


def script(state: State, words: Words) -> str | None:
    """Write the readings and the weights of a state; None where it has no rows."""
    state = replace(state, moving=False)
    run = run_with_rows(state)
    if run is None:
        return None
    data, config, features, seed = run.data, run.config, run.feature_map, run.config.seed
    flags = {config.loss, config.optimizer, features.kind} | _flags(state, run)
    values: dict[str, object] = {
        "classes": state.classes,
        "class_names": data.class_names or [words("class", index=k) for k in range(data.class_count)],
        "seed, count, scale": (features.seed, features.count, features.scale),
        "seed, share": (seed, state.held_out / 100),
        "init_scale": state.init_scale,
        "seed, init_scale": (seed, state.init_scale),
        "l2, steps, tolerance": (config.l2, config.steps, config.tolerance),
        "learning_rate": config.learning_rate,
        "step_shown": state.step,
        "batch_size, seed": (config.batch_size, seed),
        "epoch_digits": 2 if config.batch_size else 0,
        "head": [words("table.column"), *["W", "∂L/∂W"] * data.class_count],
        "columns": [*features.names(data.column_names), words("table.bias")],
    }
    if "given" in flags:
        values["points, labels"] = (data.points.tolist(), data.labels.tolist())
    if "given_weights" in flags:
        values["W"] = np.reshape(state.weights, (-1, data.class_count))
    return fill_template("classifier", words, values, flags)


def _flags(state: State, run: Run) -> set[str]:
    """Return what the script has of data, initial weights and batches."""
    config, kind = run.config, run.feature_map.kind
    is_generated = state.data in EDITABLE and state.data != HAND_DRAWN and not state.points
    is_of_course = state.data == "spiral" and config.seed == 0 and kind == "linear" and run.data.class_count == 3
    weights = "given_weights" if run.from_given_weights else "course_weights" if is_of_course else "drawn_weights"
    has_batches = config.batch_size is not None and config.batch_size < len(run.training_rows)
    flags = {weights, "batches" if has_batches else "all_rows", "held_out" if run.held_out else "whole"}
    flags |= {state.data if is_generated else "given"}
    flags |= {"products"} if kind in ("quadratic", "sines") else set()
    return flags | ({"softmax"} if config.loss in ("cross_entropy", "squared_error") else set())
