"""The files that can be made of a run: its weights, its losses step by step, and the run as a Python script."""

import csv
import io
import json
from collections.abc import Callable

import numpy as np

import datasets
import softmax_core as core
from stage import Download
from text import Words

from .state import State
from .training import Run, run_of


def weights(state: State, words: Words) -> Download | None:
    """Write weights and bias of the step that is shown."""
    run = run_with_rows(state)
    if run is None:
        return None
    step, data, features = min(state.step, run.last_step), run.data, run.feature_map
    fourier = {"count": features.count, "scale": features.scale, "seed": features.seed}
    content = {
        "data": state.data,
        "classes": data.class_names or [words("class", index=index) for index in range(data.class_count)],
        "columns": list(features.names(data.column_names)),
        "features": {"set": features.kind, **(fourier if features.kind == "fourier" else {})},
        "shifted_by": data.standardization.mean.tolist(),
        "divided_by": data.standardization.deviation.tolist(),
        "step": step,
        "loss": float(run.trajectory.loss[step]),
        **_held_out_at(state, run, step),
        "weights": run.trajectory.weights[step].tolist(),
        "bias": run.trajectory.bias[step].tolist(),
    }
    return Download("softmax-lab-weights.json", "application/json", json.dumps(content, indent=1, ensure_ascii=False))


def _held_out_at(state: State, run: Run, step: int) -> dict[str, object]:
    """Return which rows are held out, and how the classifier does on them at a step."""
    held_out = run.held_out
    if held_out is None:
        return {}
    part = {
        "percent": state.held_out,
        "seed": run.config.seed,
        "rows": np.flatnonzero(held_out.rows).tolist(),
        "data_loss": float(held_out.data_loss[step]),
        "accuracy": float(held_out.accuracy[step]),
    }
    return {"held_out": part}


def steps(state: State, words: Words) -> Download | None:
    """Write the losses, the gradient's norm and the accuracies of every step."""
    run = run_with_rows(state)
    if run is None:
        return None
    trajectory = run.trajectory
    head = ["step", "loss", "data_loss", "regularization_loss", "gradient_norm", "accuracy"]
    columns = [
        trajectory.loss,
        trajectory.data_loss,
        trajectory.regularization_loss,
        trajectory.gradient_norm,
        run.accuracies(),
    ]
    if run.held_out:
        head += ["held_out_data_loss", "held_out_accuracy"]
        columns += [run.held_out.data_loss, run.held_out.accuracy]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([step, *row] for step, row in enumerate(np.column_stack(columns).tolist()))
    return Download("softmax-lab-run.csv", "text/csv", text.getvalue())


def script(state: State, words: Words) -> Download | None:
    """Write the run as a script that needs only NumPy and prints the same losses, of held-out rows too."""
    run = run_with_rows(state)
    if run is None:
        return None
    trajectory, data = run.trajectory, run.data
    text = core.training_script(
        data.points,
        data.labels,
        run.feature_map,
        run.config,
        weights=trajectory.weights[0],
        bias=trajectory.bias[0],
        held_out=np.flatnonzero(run.held_out.rows) if run.held_out else (),
    )
    return Download("softmax-lab-run.py", "text/x-python", text)


def run_with_rows(state: State) -> Run | None:
    """Return the run of a state where there is something to save: with rows, of a file that can be used."""
    try:
        run = run_of(state)
    except datasets.InvalidFileError:
        return None
    return run if run and len(run.data.points) else None


DOWNLOADS: dict[str, Callable[[State, Words], Download | None]] = {"weights": weights, "steps": steps, "script": script}
