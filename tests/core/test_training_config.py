"""Training configurations: equal ones are equal keys, and wrong arguments of training are rejected by name."""

from dataclasses import fields

import numpy as np
import pytest

import softmax_core as core
from softmax_core import TrainingConfig

CONFIG = {field.name for field in fields(TrainingConfig)}


def test_the_defaults_are_200_steps_of_gradient_descent_without_regularization():
    assert TrainingConfig() == TrainingConfig("cross_entropy", "gradient_descent", 1.0, 0.0, 200, None, 0.9, 0.0, 0)


def test_equal_configurations_are_equal_keys_whatever_type_their_numbers_had():
    plain = TrainingConfig(learning_rate=0.5, steps=10, batch_size=4, seed=1)
    typed = TrainingConfig(learning_rate=np.float32(0.5), steps=np.int64(10), batch_size=np.uint8(4), seed=np.int16(1))
    assert plain == typed
    assert hash(plain) == hash(typed)
    assert repr(plain) == repr(typed)
    assert plain != TrainingConfig(learning_rate=0.5, steps=10, batch_size=4, seed=2)


def test_whole_numbers_become_the_type_of_their_setting():
    config = TrainingConfig(learning_rate=1, l2=2, momentum=0, tolerance=3, steps=np.int8(4), batch_size=5)
    assert [type(getattr(config, name)) for name in ("learning_rate", "l2", "momentum", "tolerance")] == [float] * 4
    assert [type(getattr(config, name)) for name in ("steps", "batch_size", "seed")] == [int] * 3


def test_the_largest_number_of_steps_is_taken_and_none_above_it():
    assert TrainingConfig(steps=10**9).steps == 10**9
    with pytest.raises(core.InvalidTrainingError, match=r"^steps must be at most 1000000000, got 1000000001$"):
        TrainingConfig(steps=10**9 + 1)


def test_the_largest_label_makes_as_many_classes_as_there_may_be():
    assert core.train([[1.0]], [99_999], TrainingConfig(steps=0)).bias.shape == (1, 100_000)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"features": [[np.nan, 0]]}, "features must be finite"),
        ({"features": [1.0]}, "features must have the shape"),
        ({"labels": [0, 3]}, "labels must"),
        ({"labels": [0.5]}, "labels must"),
        ({"labels": [10**12]}, "labels must lie in 0..99999"),
        ({"labels": np.ma.masked_array([0], [True])}, "labels must be whole class indices, got masked_array"),
        ({"classes": 1, "labels": [1]}, "labels must lie in 0..0"),
        ({"classes": 2.0}, "classes must be a whole number, got 2.0"),
        ({"classes": 0}, "classes must be at least 1, got 0"),
        ({"loss": "mean"}, "loss must be one of"),
        ({"optimizer": "magic"}, "optimizer must be one of gradient_descent, momentum, adam, newton, got 'magic'$"),
        (
            {"optimizer": "newton", "loss": "hinge"},
            r"optimizer must be one of gradient_descent, momentum, adam, newton "
            r"\(newton: with the loss cross_entropy only\), got newton with hinge$",
        ),
        ({"learning_rate": 0}, "learning_rate must be"),
        ({"learning_rate": "1"}, "learning_rate must be"),
        ({"l2": -1}, "l2 must be"),
        ({"batch_size": 0}, "batch_size must be"),
        ({"batch_size": 2.5}, "batch_size must be a whole number"),
        ({"momentum": None}, "momentum must be a number, got None"),
        ({"momentum": "a"}, "momentum must be a number, got 'a'"),
        ({"momentum": np.nan}, "momentum must be at least 0 and below 1, got nan"),
        ({"momentum": 1}, "momentum must be at least 0 and below 1, got 1"),
        ({"tolerance": "a"}, "tolerance must be a number, got 'a'"),
        ({"tolerance": np.nan}, "tolerance must be from 0 to inf, got nan"),
        ({"tolerance": -1}, "tolerance must be from 0 to inf, got -1"),
        ({"weights": np.ones((3, 2))}, "weights and bias must be of shape"),
        ({"weights": np.full((2, 1), np.inf)}, "weights must be finite"),
        ({"weights": np.ma.masked_array([[1.0], [2.0]], [[True], [False]])}, "weights must be an array of real"),
        ({"steps": -1}, "steps must not be negative"),
        ({"steps": np.inf}, "steps must be a whole number, got inf"),
        ({"steps": 10**5000}, "steps must be at most"),
        ({"seed": -1}, "seed must not be negative, got -1"),
        ({"config": {"steps": 3}}, r"config must be a TrainingConfig, got {.steps.: 3}$"),
    ],
)
def test_arguments_with_which_training_is_impossible_are_rejected_by_name(changes, words):
    arguments = {"features": [[1.0, 2.0]], "labels": [0]} | changes
    chosen = {name: arguments.pop(name) for name in CONFIG & arguments.keys()}
    with pytest.raises(core.SoftmaxError, match=f"^{words}"):
        core.train(**({"config": TrainingConfig(**chosen)} | arguments))


@pytest.mark.parametrize(("scale", "shown"), [("a", "'a'"), (-1, "-1"), (np.nan, "nan"), (np.inf, "inf")])
def test_initial_weights_of_an_impossible_scale_are_rejected(scale, shown):
    with pytest.raises(core.InvalidTrainingError, match=f"^scale must be .*{shown}"):
        core.initial_weights(2, 3, scale)
