import contextlib
import io
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import softmax_core as core
from softmax_core.features import FEATURE_SETS
from softmax_core.linear_classifier import LOSSES
from softmax_core.training import OPTIMIZERS
from tests.core.test_training import PUBLISHED

FIRST_ORDER = [name for name in OPTIMIZERS if name != "newton"]
DATA = ("X = np.array(", "y = np.array(", "W = np.array(")
POINTS, LABELS = core.spiral(20)
FOURIER = {"feature_count": 12, "feature_scale": 1.5, "feature_seed": 7}


def expanded(points, feature_set="linear", feature_count=40, feature_scale=2.0, feature_seed=0):
    return core.expand(points, feature_set, count=feature_count, scale=feature_scale, seed=feature_seed)


def start(feature_set="linear", classes=3, columns=2, seed=5):
    """Return weights and bias for the columns of a feature set."""
    rows = expanded(np.zeros((1, columns)), feature_set, **FOURIER).shape[1]
    randomness = np.random.default_rng(seed)
    shapes = {"weights": (rows, classes), "bias": classes}
    return {name: 0.1 * randomness.standard_normal(shape) for name, shape in shapes.items()}


def both(points=POINTS, labels=LABELS, *, feature_set="linear", **arguments):
    """Return the script of a run and the run."""
    text = core.training_script(points, labels, feature_set=feature_set, **FOURIER, **arguments)
    return text, core.train(expanded(points, feature_set, **FOURIER), labels, **arguments)


def printed(text):
    """Run a script in this process, where a warning is an error; return what it prints."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(text, "script", "exec"), {})
    return losses(output.getvalue())


def printed_by_a_process(text):
    """Run a script where there is nothing but Python and the installed packages."""
    process = subprocess.run([sys.executable, "-I", "-"], input=text, capture_output=True, text=True, timeout=60)
    assert (process.returncode, process.stderr) == (0, "")
    return losses(process.stdout)


def losses(output):
    steps, numbers = zip(*(line.split(" ") for line in output.splitlines()), strict=True)
    assert [int(step) for step in steps] == list(range(len(steps)))
    return np.array([float(number) for number in numbers])


def agree(text, run, rtol=1e-12, how=printed):
    np.testing.assert_allclose(how(text), run.loss, rtol=rtol, atol=0)


def code(text):
    """Return the lines of a script that hold neither data nor nothing."""
    return [line for line in text.splitlines() if line and not line.startswith(DATA)]


def test_the_script_of_the_cs231n_run_prints_the_published_losses():
    points, labels = core.spiral()
    arguments = {"weights": core.spiral_start(), "bias": np.zeros(3), "reg": 1e-3, "steps": 200}
    text, run = both(points, labels, **arguments)
    numbers = printed_by_a_process(text)
    assert [f"{loss:.6f}" for loss in numbers[:200:10]] == PUBLISHED
    np.testing.assert_allclose(numbers, run.loss, rtol=1e-14)


@pytest.mark.parametrize(
    "arguments",
    [
        {"loss": "one_vs_rest", "optimizer": "momentum", "step_size": 0.1, "batch_size": 16},
        {"loss": "squared_error", "optimizer": "adam", "step_size": 0.05, "feature_set": "fourier"},
        {"loss": "hinge", "step_size": 0.1, "feature_set": "sines", "batch_size": 7, "seed": 3},
        {"optimizer": "newton", "reg": 1e-2, "steps": 10, "feature_set": "quadratic"},
    ],
    ids=lambda arguments: arguments.get("loss", "newton"),
)
def test_a_script_runs_alone_without_a_warning_and_prints_the_losses_of_train(arguments):
    text, run = both(**start(arguments.get("feature_set", "linear")), **arguments)
    agree(text, run, rtol=1e-9 if arguments.get("optimizer") == "newton" else 1e-12, how=printed_by_a_process)


@pytest.mark.parametrize("feature_set", FEATURE_SETS)
@pytest.mark.parametrize("loss", LOSSES)
def test_every_loss_optimizer_and_batch_prints_the_losses_of_train(loss, feature_set):
    for optimizer in FIRST_ORDER:
        for batch_size, reg in ((None, 0.0), (None, 1e-2), (16, 0.0), (7, 1e-2), (60, 0.0), (100, 1e-2)):
            step_size = 0.5 if optimizer == "gradient_descent" else 0.05
            agree(*both(
                feature_set=feature_set, loss=loss, optimizer=optimizer, step_size=step_size, reg=reg, steps=40,
                batch_size=batch_size, decay=0.8, seed=11, **start(feature_set),
            ))  # fmt: skip


@pytest.mark.parametrize("batch_size", [None, 45])
@pytest.mark.parametrize("feature_set", FEATURE_SETS)
def test_newton_prints_the_losses_of_train(feature_set, batch_size):
    agree(*both(
        feature_set=feature_set, optimizer="newton", reg=1e-2, steps=12, batch_size=batch_size, **start(feature_set)
    ), rtol=1e-9)  # fmt: skip


def test_newton_halves_a_step_that_goes_too_far_as_train_does():
    far = {"weights": [[3, -3, 0], [3, -3, 0]], "bias": [0, 3, -3]}
    text, run = both(optimizer="newton", reg=1e-3, steps=15, **far)
    agree(text, run, rtol=1e-9)
    stays = printed(text.replace("np.arange(40)", "np.arange(1)"))  # the whole step is never taken
    np.testing.assert_array_equal(stays, stays[0])


@pytest.mark.parametrize(
    "arguments",
    [
        {"reg": 1e-2, "tolerance": 1e-3},
        {"reg": 1e-2, "tolerance": 1e-9, "optimizer": "newton"},
        {"reg": 1e-2, "tolerance": 0.05, "batch_size": 10, "step_size": 0.2},
        {"tolerance": np.inf},
    ],
)
def test_a_script_stops_at_the_tolerance_where_train_does(arguments):
    text, run = both(steps=500, **start(), **arguments)
    assert run.ended == "tolerance"
    agree(text, run)


def test_a_script_stops_where_no_row_pulls_any_more():
    points, labels = core.blobs(20, spread=0.1)
    text, run = both(points, labels, loss="hinge", **start())
    assert (run.ended, run.loss[-1]) == ("tolerance", 0)
    agree(text, run)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize(("step_size", "reg"), [(3.0, 1.0), (1e6, 1.0), (1e200, 1e100), (1e307, 0.0)])
def test_a_script_stops_where_train_diverges(loss, step_size, reg):
    text, run = both(1000 * POINTS if reg == 0 else POINTS, loss=loss, step_size=step_size, reg=reg, **start())
    assert run.ended == "diverged"
    with np.errstate(all="ignore"):
        agree(text, run)


def test_a_tolerance_and_a_decay_that_are_no_numbers_are_written_as_such():
    text, run = both(optimizer="adam", tolerance=np.nan, decay=np.nan, **start())
    assert (run.ended, len(run.loss)) == ("diverged", 1)
    agree(text, run)


def test_a_margin_of_exactly_zero_has_no_slope():
    at_the_kink = {"weights": [[0.5, -0.5]], "bias": [0.0, 0.0]}
    agree(*both([[1.0], [-1.0], [0.25]], [0, 1, 1], loss="hinge", steps=5, **at_the_kink))


def test_a_run_of_no_steps_prints_its_start():
    agree(*both(steps=0, **start()))


@pytest.mark.parametrize("loss", ["cross_entropy", "one_vs_rest", "squared_error"])
def test_scores_that_overflow_the_exponential_print_finite_losses(loss):
    far = {"weights": 1e4 * np.array([[1, -1, 0], [0, 1, -1]]), "bias": np.array([0, 900, -900])}
    agree(*both(loss=loss, steps=20, **far))


@pytest.mark.parametrize("kind", [np.float32, np.float16, np.int64])
@pytest.mark.parametrize("feature_set", FEATURE_SETS)
def test_points_of_another_type_are_expanded_in_that_type(kind, feature_set):
    points = (10 * POINTS).astype(kind)
    agree(*both(points, step_size=1e-3, feature_set=feature_set, steps=20, **start(feature_set)))


def test_a_class_without_rows_is_kept():
    text = core.training_script(POINTS, LABELS, **start(classes=5))
    np.testing.assert_allclose(printed(text), core.train(POINTS, LABELS, classes=5, **start(classes=5)).loss, 1e-12)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("feature_set", FEATURE_SETS)
def test_a_script_is_twenty_odd_lines_that_fit_a_screen_and_newton_a_dozen_more(loss, feature_set):
    for optimizer, more in zip(OPTIMIZERS, (0, 2, 3, 12), strict=True):
        if optimizer == "newton" and loss != "cross_entropy":
            continue
        for batch_size, again in ((None, 0), (16, 5)):
            text = core.training_script(
                POINTS, LABELS, feature_set=feature_set, **FOURIER, loss=loss, optimizer=optimizer,
                batch_size=batch_size, **start(feature_set),
            )  # fmt: skip
            columns = {"linear": 0, "quadratic": 2, "sines": 2, "fourier": 3}[feature_set]
            assert len(code(text)) <= 18 + columns + more + again
            assert max(map(len, code(text))) <= 110


def test_only_what_is_used_stands_in_the_script():
    text = core.training_script(POINTS, LABELS, **start(), batch_size=len(POINTS))
    assert [line for line in text.splitlines() if "import" in line] == ["import numpy as np"]
    for absent in ("rng", "batch", "decay", "hinge", "logaddexp", "pi", "def "):
        assert absent not in text


def test_long_numbers_get_lines_of_their_own():
    long = {"step_size": 0.1234567890123456, "reg": 1.234567890123456e-05, "tolerance": 1.2345678901234567e-100}
    text, run = both(**long, decay=0.8123456789012345, batch_size=16, optimizer="momentum", steps=10, **start())
    assert max(map(len, code(text))) <= 110
    agree(text, run)


def tables(rows, columns):
    """Return a strategy for lists of lists of numbers, from the smallest to some that overflow when squared."""
    row = st.lists(st.floats(-1e200, 1e200), min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows)


@given(
    data=st.data(),
    rows=st.integers(1, 4),
    columns=st.integers(0, 3),
    classes=st.integers(1, 3),
    choice=st.sampled_from([(name, loss) for name in FIRST_ORDER for loss in LOSSES] + [("newton", "cross_entropy")]),
    step_size=st.floats(min_value=5e-324, allow_infinity=False),
    reg=st.floats(min_value=0, allow_infinity=False),
    others=st.fixed_dictionaries({"tolerance": st.floats(), "decay": st.floats(), "steps": st.integers(0, 10**6)}),
    batch_size=st.sampled_from([None, 1, 2]),
    seed=st.integers(0, 2**70),
)
def test_whatever_is_accepted_becomes_python_whose_numbers_read_back_exactly(
    data, rows, columns, classes, choice, step_size, reg, others, batch_size, seed
):
    points = np.array(data.draw(tables(rows, columns)))
    labels = data.draw(st.lists(st.integers(0, classes - 1), min_size=rows, max_size=rows))
    parameters = np.array(data.draw(tables(columns + 1, classes)))
    numbers = {"step_size": step_size, "reg": reg, **others}
    text = core.training_script(
        points, labels, weights=parameters[:-1], bias=parameters[-1], optimizer=choice[0], loss=choice[1],
        batch_size=batch_size, seed=seed, **numbers,
    )  # fmt: skip
    compile(text, "script", "exec")
    head = text[: text.index("X = np.hstack")] + "\n".join(line for line in text.splitlines() if constants(line))
    found = {}
    exec(head, found)
    for name, value in {"X": points, "y": np.array(labels), "W": parameters}.items():
        assert (found[name].shape, found[name].tobytes()) == (value.shape, value.tobytes())
    for name in {"reg", "steps", "tolerance"} | numbers.keys() & found.keys():
        np.testing.assert_array_equal(found[name], numbers[name])


def constants(line):
    """Tell whether a line names numbers of the run."""
    return line.split(" = ")[0].split(", ")[0] in {"step_size", "decay", "reg", "steps", "tolerance", "batch_size"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"points": [[np.nan, 0]]}, "points must be finite"),
        ({"points": [1.0]}, "points must have the shape"),
        ({"labels": [0, 3]}, "labels must"),
        ({"labels": [0.5]}, "labels must"),
        ({"labels": [-1]}, "labels must lie in"),
        ({"labels": [3]}, r"weights and bias must be of shape \(2, 4\)"),
        ({"loss": "mean"}, "loss must be one of"),
        ({"loss": "x\nimport os"}, "loss must be one of"),
        ({"optimizer": "magic"}, "optimizer must be one of"),
        ({"optimizer": "newton", "loss": "hinge"}, "optimizer must be one of"),
        ({"feature_set": "cubes"}, "features must be one of"),
        ({"feature_scale": "2); import os"}, "feature_scale must be a number"),
        ({"feature_count": "40"}, "feature_count must be a whole number"),
        ({"feature_seed": None}, "feature_seed must be a whole number"),
        ({"step_size": 0}, "step_size must be"),
        ({"step_size": "1"}, "step_size must be"),
        ({"reg": -1}, "reg must be"),
        ({"decay": "0.9"}, "decay must be a number"),
        ({"tolerance": "0"}, "tolerance must be a number"),
        ({"batch_size": 0}, "batch_size must be"),
        ({"seed": "import os"}, "seed must be a whole number"),
        ({"seed": -1}, "seed must not be negative"),
        ({"weights": np.ones((3, 2))}, "weights and bias must be of shape"),
        ({"weights": np.full((2, 1), np.inf), "bias": [0.0]}, "weights must be finite"),
        ({"weights": None}, "weights must be an array"),
        ({"weights": 1.0}, "weights and bias must be of shape"),
        ({"bias": np.zeros(3)}, "weights and bias must be of shape"),
        ({"steps": -1}, "steps must be"),
        ({"steps": "200"}, "steps must be a number"),
    ],
)
def test_what_train_refuses_becomes_no_script(changes, words):
    arguments = {"points": [[1.0, 2.0]], "labels": [0], "weights": np.ones((2, 2)), "bias": np.zeros(2)} | changes
    with pytest.raises(core.SoftmaxError, match=words):
        core.training_script(arguments.pop("points"), arguments.pop("labels"), **arguments)
