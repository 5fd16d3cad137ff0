"""What a reader can take home of a run: its weights, its numbers step by step, and the run itself as a program."""

import csv
import io
import json
from collections.abc import Callable

import numpy as np

import datasets
import softmax_core as core
from stage import Document, Words

from .run import Run, accuracy_of, expansion, learning, run_of
from .seen import column_labels
from .state import State


def weights(state: State, words: Words) -> Document | None:
    """Write weights and bias of the step that is looked at."""
    run = _run(state)
    if run is None:
        return None
    step = min(int(state.t), len(run.path.loss) - 1)
    content = {
        "data": state.data,
        "classes": run.rows.classes or [words("class", index=index) for index in range(run.rows.count)],
        "columns": list(column_labels(state, run.rows)),
        "features": {"set": state.features, **(dict(expansion(state)) if state.features == "fourier" else {})},
        "shifted_by": run.rows.mean.tolist(),
        "divided_by": run.rows.deviation.tolist(),
        "step": step,
        "loss": float(run.path.loss[step]),
        "weights": run.path.weights[step].tolist(),
        "bias": run.path.bias[step].tolist(),
    }
    return Document("softmax-lab-weights.json", "application/json", json.dumps(content, indent=1, ensure_ascii=False))


def steps(state: State, words: Words) -> Document | None:
    """Write the losses, the size of the gradient and the accuracy of every step."""
    run = _run(state)
    if run is None:
        return None
    path, accuracy = run.path, accuracy_of(state, run)
    head = ["step", "loss", "data_loss", "regularization_loss", "gradient_norm", "accuracy"]
    columns = [path.loss, path.data_loss, path.regularization_loss, path.gradient_norm, accuracy]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([step, *row] for step, row in enumerate(np.column_stack(columns).tolist()))
    return Document("softmax-lab-run.csv", "text/csv", text.getvalue())


def script(state: State, words: Words) -> Document | None:
    """Write the run as a program that needs only NumPy and prints the same losses."""
    run = _run(state)
    if run is None:
        return None
    arguments = learning(state, run.optimizer, len(run.path.loss) - 1 if run.shortened else int(state.steps))
    extra = expansion(state)
    text = core.training_script(
        run.rows.points,
        run.rows.labels,
        weights=run.path.weights[0],
        bias=run.path.bias[0],
        feature_set=state.features,
        feature_count=extra["count"],
        feature_scale=extra["scale"],
        feature_seed=extra["seed"],
        **arguments,
    )
    return Document("softmax-lab-run.py", "text/x-python", text)


def _run(state: State) -> Run | None:
    """Return the run of a state, where there is one to take home: with rows, of a file that is here and can be used."""
    try:
        run = run_of(state)
    except datasets.RefusedFileError:
        return None
    return run if run and len(run.rows.points) else None


DOCUMENTS: dict[str, Callable[[State, Words], Document | None]] = {"weights": weights, "steps": steps, "script": script}
