"""The arguments of the training script: accepted numbers are read back exactly, all others are rejected by name."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import softmax_core as core
from softmax_core import LOSSES, FeatureMap, TrainingConfig
from tests.core.test_script import FIRST_ORDER

HYPERPARAMETERS = [field.name for field in fields(TrainingConfig)]


def tables(rows, columns):
    """Return a strategy for lists of lists of numbers, from the smallest to some that overflow when squared."""
    row = st.lists(st.floats(-1e200, 1e200), min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows)


@given(
    data=st.data(),
    rows=st.integers(1, 4),
    columns=st.integers(0, 3),
    classes=st.integers(1, 3),
    choice=st.sampled_from([(loss, name) for name in FIRST_ORDER for loss in LOSSES] + [("cross_entropy", "newton")]),
    learning_rate=st.floats(min_value=5e-324, allow_infinity=False),
    l2=st.floats(min_value=0, allow_infinity=False),
    others=st.fixed_dictionaries(
        {
            "tolerance": st.floats(min_value=0),
            "momentum": st.floats(0, 1, exclude_max=True),
            "steps": st.integers(0, 10**6),
        }
    ),
    batch_size=st.sampled_from([None, 1, 2]),
    seed=st.integers(0, 2**70),
)
def test_all_accepted_arguments_become_python_whose_numbers_are_read_back_exactly(
    data, rows, columns, classes, choice, learning_rate, l2, others, batch_size, seed
):
    points = np.array(data.draw(tables(rows, columns)))
    labels = data.draw(st.lists(st.integers(0, classes - 1), min_size=rows, max_size=rows))
    parameters = np.array(data.draw(tables(columns + 1, classes)))
    numbers = {"learning_rate": learning_rate, "l2": l2, **others}
    config = TrainingConfig(*choice, batch_size=batch_size, seed=seed, **numbers)
    text = core.training_script(points, labels, FeatureMap(), config, parameters[:-1], parameters[-1])
    compile(text, "script", "exec")
    assert f"\nX = np.array({points.tolist()})\n" in text
    head = text[: text.index("X = np.hstack")] + "\n".join(line for line in text.splitlines() if constants(line))
    found = {}
    exec(head, found)
    for name, value in {"X": points, "y": np.array(labels), "W": parameters}.items():
        assert (found[name].shape, found[name].tobytes()) == (value.shape, value.tobytes())
    for name in {"l2", "steps", "tolerance"} | numbers.keys() & found.keys():
        np.testing.assert_array_equal(found[name], numbers[name])


def constants(line):
    """Return whether a line assigns hyperparameters of the run."""
    return line.split(" = ")[0].split(", ")[0] in {
        "learning_rate",
        "momentum",
        "l2",
        "steps",
        "tolerance",
        "batch_size",
    }


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"points": [[np.nan, 0]]}, "points must be finite"),
        ({"points": [1.0]}, "points must have the shape"),
        ({"points": np.empty((0, 2)), "labels": []}, "the features of points must have the shape"),
        ({"labels": [0, 3]}, "labels must"),
        ({"labels": [0.5]}, "labels must"),
        ({"labels": [-1]}, r"labels must lie in 0..1, got -1 \(K = 2, from weights\)$"),
        ({"labels": [10**6]}, "labels must lie in 0..99999, got 1000000$"),
        ({"held_out": [0]}, r"held_out must be row indices in 0..0, fewer than there are rows, got \[0\]$"),
        ({"labels": [3]}, r"weights and bias must be of shape \(2, 4\)"),
        ({"loss": "mean"}, "loss must be one of"),
        ({"loss": "x\nimport os"}, "loss must be one of"),
        ({"optimizer": "magic"}, "optimizer must be one of"),
        ({"optimizer": "newton", "loss": "hinge"}, "optimizer must be one of"),
        ({"kind": "cubes"}, "kind must be one of"),
        ({"scale": "2); import os"}, "scale must be a number"),
        ({"count": "40"}, "count must be a whole number"),
        ({"feature_map": None}, "feature_map must be a FeatureMap"),
        ({"config": "2); import os"}, "config must be a TrainingConfig"),
        ({"learning_rate": 0}, "learning_rate must be"),
        ({"learning_rate": "1"}, "learning_rate must be"),
        ({"l2": -1}, "l2 must be"),
        ({"momentum": "0.9"}, "momentum must be a number"),
        ({"tolerance": "0"}, "tolerance must be a number"),
        ({"batch_size": 0}, "batch_size must be"),
        ({"seed": "import os"}, "seed must be a whole number"),
        ({"seed": -1}, "seed must not be negative"),
        ({"weights": np.ones((3, 2))}, "weights and bias must be of shape"),
        ({"weights": np.full((2, 1), np.inf), "bias": [0.0]}, "weights must be finite"),
        ({"weights": None}, "weights must be an array"),
        ({"weights": 1.0}, "weights and bias must be of shape"),
        ({"bias": np.zeros(3)}, "weights and bias must be of shape"),
        ({"steps": -1}, "steps must not be negative"),
        ({"steps": "200"}, "steps must be a whole number"),
    ],
)
def test_arguments_that_train_rejects_do_not_become_a_script(changes, words):
    arguments = {"points": [[1.0, 2.0]], "labels": [0], "weights": np.ones((2, 2)), "bias": np.zeros(2)} | changes
    of_map = {name: arguments.pop(name) for name in ("kind", "count", "scale") if name in arguments}
    of_run = {name: arguments.pop(name) for name in HYPERPARAMETERS if name in arguments}
    with pytest.raises(core.SoftmaxError, match=f"^{words}"):
        core.training_script(**({"feature_map": FeatureMap(**of_map), "config": TrainingConfig(**of_run)} | arguments))
