"""The training script: run on its own, it prints the losses of ``train``."""

import contextlib
import io
import subprocess
import sys

import numpy as np
import pytest

import softmax_core as core
from softmax_core import FEATURE_KINDS, LOSSES, OPTIMIZERS, FeatureMap, TrainingConfig
from tests.core.test_training import PUBLISHED

FIRST_ORDER = [name for name in OPTIMIZERS if name != "newton"]
DATA = ("X = np.array(", "y = np.array(", "W = np.array(")
POINTS, LABELS = core.spiral(20)
FOURIER = {"count": 12, "scale": 1.5, "seed": 7}


def start(kind="linear", classes=3, columns=2, seed=5):
    """Return weights and bias for the columns of a feature map."""
    rows = FeatureMap(kind, **FOURIER).transform(np.zeros((1, columns))).shape[1]
    generator = np.random.default_rng(seed)
    shapes = {"weights": (rows, classes), "bias": classes}
    return {name: 0.1 * generator.standard_normal(shape) for name, shape in shapes.items()}


def both(points=POINTS, labels=LABELS, *, weights, bias, kind="linear", **hyperparameters):
    """Return the script of a run and the run."""
    feature_map, config = FeatureMap(kind, **FOURIER), TrainingConfig(**hyperparameters)
    text = core.training_script(points, labels, feature_map, config, weights, bias)
    return text, core.train(feature_map.transform(points), labels, config, weights=weights, bias=bias)


def printed(text):
    """Run a script in this process, where a warning is an error; return what it prints."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(text, "script", "exec"), {})
    return losses(output.getvalue())


def printed_by_a_process(text):
    """Run a script in a process of its own; return what it prints."""
    process = subprocess.run([sys.executable, "-I", "-"], input=text, capture_output=True, text=True, timeout=60)
    assert (process.returncode, process.stderr) == (0, "")
    return losses(process.stdout)


def losses(output):
    steps, numbers = zip(*(line.split(" ") for line in output.splitlines()), strict=True)
    assert [int(step) for step in steps] == list(range(len(steps)))
    return np.array([float(number) for number in numbers])


def assert_agree(text, run, rtol=1e-12, run_script=printed):
    np.testing.assert_allclose(run_script(text), run.loss, rtol=rtol, atol=0)


def code(text):
    """Return the lines of a script that are not empty and hold no data."""
    return [line for line in text.splitlines() if line and not line.startswith(DATA)]


def test_the_script_of_the_cs231n_run_prints_the_published_losses():
    points, labels = core.spiral()
    arguments = {"weights": core.spiral_initial_weights(), "bias": np.zeros(3), "l2": 1e-3, "steps": 200}
    text, run = both(points, labels, **arguments)
    numbers = printed_by_a_process(text)
    assert [f"{loss:.6f}" for loss in numbers[:200:10]] == PUBLISHED
    np.testing.assert_allclose(numbers, run.loss, rtol=1e-14)


@pytest.mark.parametrize(
    "arguments",
    [
        {"loss": "one_vs_rest", "optimizer": "momentum", "learning_rate": 0.1, "batch_size": 16},
        {"loss": "squared_error", "optimizer": "adam", "learning_rate": 0.05, "kind": "fourier"},
        {"loss": "hinge", "learning_rate": 0.1, "kind": "sines", "batch_size": 7, "seed": 3},
        {"optimizer": "newton", "l2": 1e-2, "steps": 10, "kind": "quadratic"},
    ],
    ids=lambda arguments: arguments.get("loss", "newton"),
)
def test_a_script_runs_in_its_own_process_without_a_warning_and_prints_the_losses_of_train(arguments):
    text, run = both(**start(arguments.get("kind", "linear")), **arguments)
    assert_agree(
        text, run, rtol=1e-9 if arguments.get("optimizer") == "newton" else 1e-12, run_script=printed_by_a_process
    )


@pytest.mark.parametrize("kind", FEATURE_KINDS)
@pytest.mark.parametrize("loss", LOSSES)
def test_every_loss_optimizer_and_batch_prints_the_losses_of_train(loss, kind):
    for optimizer in FIRST_ORDER:
        for batch_size, l2 in ((None, 0.0), (None, 1e-2), (16, 0.0), (7, 1e-2), (60, 0.0), (100, 1e-2)):
            learning_rate = 0.5 if optimizer == "gradient_descent" else 0.05
            assert_agree(*both(
                kind=kind, loss=loss, optimizer=optimizer, learning_rate=learning_rate, l2=l2, steps=40,
                batch_size=batch_size, momentum=0.8, seed=11, **start(kind),
            ))  # fmt: skip


@pytest.mark.parametrize("batch_size", [None, 45])
@pytest.mark.parametrize("kind", FEATURE_KINDS)
def test_newton_prints_the_losses_of_train(kind, batch_size):
    assert_agree(*both(
        kind=kind, optimizer="newton", l2=1e-2, steps=12, batch_size=batch_size, **start(kind)
    ), rtol=1e-9)  # fmt: skip


def test_newton_halves_a_step_that_increases_the_loss_as_train_does():
    far = {"weights": [[3, -3, 0], [3, -3, 0]], "bias": [0, 3, -3]}
    text, run = both(optimizer="newton", l2=1e-3, steps=15, **far)
    assert_agree(text, run, rtol=1e-9)
    stays = printed(text.replace("np.arange(40)", "np.arange(1)"))  # the full step is never taken
    np.testing.assert_array_equal(stays, stays[0])


@pytest.mark.parametrize(
    "arguments",
    [
        {"l2": 1e-2, "tolerance": 1e-3},
        {"l2": 1e-2, "tolerance": 1e-9, "optimizer": "newton"},
        {"l2": 1e-2, "tolerance": 0.05, "batch_size": 10, "learning_rate": 0.2},
        {"tolerance": np.inf},
    ],
)
def test_a_script_stops_at_the_tolerance_where_train_does(arguments):
    text, run = both(steps=500, **start(), **arguments)
    assert run.ended == "tolerance"
    assert_agree(text, run)


def test_a_script_stops_where_every_gradient_is_zero():
    points, labels = core.blobs(20, spread=0.1)
    text, run = both(points, labels, loss="hinge", **start())
    assert (run.ended, run.loss[-1]) == ("tolerance", 0)
    assert_agree(text, run)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize(("learning_rate", "l2"), [(3.0, 1.0), (1e6, 1.0), (1e200, 1e100), (1e307, 0.0)])
def test_a_script_stops_where_train_diverges(loss, learning_rate, l2):
    text, run = both(1000 * POINTS if l2 == 0 else POINTS, loss=loss, learning_rate=learning_rate, l2=l2, **start())
    assert run.ended == "diverged"
    with np.errstate(all="ignore"):
        assert_agree(text, run)


def test_a_margin_of_exactly_zero_has_a_gradient_of_zero():
    at_the_kink = {"weights": [[0.5, -0.5]], "bias": [0.0, 0.0]}
    assert_agree(*both([[1.0], [-1.0], [0.25]], [0, 1, 1], loss="hinge", steps=5, **at_the_kink))


def test_a_run_of_no_steps_prints_the_initial_loss():
    assert_agree(*both(steps=0, **start()))


@pytest.mark.parametrize("loss", ["cross_entropy", "one_vs_rest", "squared_error"])
def test_scores_that_overflow_the_exponential_print_finite_losses(loss):
    far = {"weights": 1e4 * np.array([[1, -1, 0], [0, 1, -1]]), "bias": np.array([0, 900, -900])}
    assert_agree(*both(loss=loss, steps=20, **far))


@pytest.mark.parametrize("dtype", [np.float32, np.float16, np.int64])
@pytest.mark.parametrize("kind", FEATURE_KINDS)
def test_points_of_another_type_are_transformed_in_that_type(kind, dtype):
    points = (10 * POINTS).astype(dtype)
    assert_agree(*both(points, learning_rate=1e-3, kind=kind, steps=20, **start(kind)))


def test_a_class_without_rows_is_kept():
    text = core.training_script(POINTS, LABELS, FeatureMap(), TrainingConfig(), **start(classes=5))
    np.testing.assert_allclose(printed(text), core.train(POINTS, LABELS, classes=5, **start(classes=5)).loss, 1e-12)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("kind", FEATURE_KINDS)
def test_a_script_is_short_enough_for_a_screen(loss, kind):
    for optimizer, more in zip(OPTIMIZERS, (0, 2, 3, 12), strict=True):
        if optimizer == "newton" and loss != "cross_entropy":
            continue
        for batch_size, again in ((None, 0), (16, 5)):
            config = TrainingConfig(loss, optimizer, batch_size=batch_size)
            text = core.training_script(POINTS, LABELS, FeatureMap(kind, **FOURIER), config, **start(kind))
            map_lines = {"linear": 0, "quadratic": 2, "sines": 2, "fourier": 3}[kind]
            assert len(code(text)) <= 18 + map_lines + more + again
            assert max(map(len, code(text))) <= 110


def test_the_script_contains_only_what_the_run_uses():
    text = core.training_script(POINTS, LABELS, FeatureMap(), TrainingConfig(batch_size=len(POINTS)), **start())
    assert [line for line in text.splitlines() if "import" in line] == ["import numpy as np"]
    for absent in ("rng", "batch", "momentum", "hinge", "logaddexp", "pi", "def "):
        assert absent not in text


def test_long_numbers_are_assigned_on_lines_of_their_own():
    long = {"learning_rate": 0.1234567890123456, "l2": 1.234567890123456e-05, "tolerance": 1.2345678901234567e-100}
    text, run = both(**long, momentum=0.8123456789012345, batch_size=16, optimizer="momentum", steps=10, **start())
    assert max(map(len, code(text))) <= 110
    assert_agree(text, run)
