"""How fast training is, beside a course notebook's loop and PyTorch in the same run: ``python -m benchmarks.training``.

*Small*: 200 steps on the 300 points of CS231n's spiral, beside the loop of that course's case study.

*Large*: a full-batch step on 10,000 to 1,000,000 rows of 20 columns, ten classes, beside PyTorch in float64 on two
threads. A run of one step is taken off a longer one: what remains is steps alone, without the copy and the check of the
data with which ``train`` begins. *Memory*: of the largest of these, in a process of its own.

*Lesson*: what a hand that drags a slider of the training lesson waits for. No target, but the drag depends on it.

The contestants take turns in every round, and medians are compared.
"""

import resource
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
import psutil
from numpy.typing import NDArray

import softmax_core as core
from softmax_core.checks import Floats
from softmax_core.features import FeatureSet
from softmax_core.training import OPTIMIZERS

from .report import Target, judge, table

try:
    import torch
except ImportError:
    torch = None

STEPS, REG = 200, 1e-3
SIZES, COLUMNS, CLASSES = (10_000, 100_000, 1_000_000), 20, 10
ROW_STEPS = 6_000_000
"""Rows times steps in a sample of a large case: every size works for about as long."""
SMALL_ROUNDS, LARGE_ROUNDS, LESSON_ROUNDS = 51, 5, 15
SMALL_SHARE, TORCH_SHARE, GROWTH, MEMORY = 0.5, 1.3, 1.5, 3.0
APART = 1e-12
UNIT = 1e-15
FEATURES: tuple[FeatureSet, ...] = ("linear", "quadratic", "fourier")


def medians(calls: Sequence[Callable[[], Any]], rounds: int) -> list[float]:
    """Return the median milliseconds of one call of each, taken in turns; the first round is not counted."""
    samples: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds + 1):
        for call, times in zip(calls, samples, strict=True):
            start = perf_counter()
            call()
            times.append(1e3 * (perf_counter() - start))
    return [median(times[1:]) for times in samples]


def apart(losses: Floats, others: Floats) -> float:
    """Return the largest relative difference."""
    return float(np.max(np.abs(losses - others) / others))


def notebook(X: Floats, y: NDArray[np.intp], W: Floats) -> Floats:
    """Train as the case study does, line by line, https://cs231n.github.io/neural-networks-case-study/."""
    W, b = W.copy(), np.zeros((1, W.shape[1]))
    num_examples, step_size, losses = X.shape[0], 1.0, []
    for _ in range(STEPS):
        scores = np.dot(X, W) + b
        exp_scores = np.exp(scores)
        probs = exp_scores / np.sum(exp_scores, axis=1, keepdims=True)
        correct_logprobs = -np.log(probs[range(num_examples), y])
        data_loss = np.sum(correct_logprobs) / num_examples
        reg_loss = 0.5 * REG * np.sum(W * W)
        losses.append(data_loss + reg_loss)
        dscores = probs
        dscores[range(num_examples), y] -= 1
        dscores /= num_examples
        dW = np.dot(X.T, dscores)
        db = np.sum(dscores, axis=0, keepdims=True)
        dW += REG * W
        W += -step_size * dW
        b += -step_size * db
    return np.array(losses)


def small() -> list[Target]:
    """Compare the published run with the notebook's loop."""
    points, labels = core.spiral()
    start = core.spiral_start()

    def ours() -> Floats:
        return core.train(points, labels, reg=REG, weights=start, steps=STEPS).loss

    mine, theirs = medians([ours, lambda: notebook(points, labels, start)], SMALL_ROUNDS)
    print(f"{STEPS} full-batch steps on {len(points)} points, milliseconds\n")
    print(table(["", "ours", "notebook", "ours/notebook"], [["spiral", mine, theirs, f"{mine / theirs:.2f}"]]))
    difference = apart(ours()[:STEPS], notebook(points, labels, start))
    return [
        Target(f"{STEPS} steps, share of the notebook's time", mine / theirs, SMALL_SHARE, at_least=False),
        Target("losses apart from the notebook's", difference / UNIT, APART / UNIT, f" x {UNIT:g}", at_least=False),
    ]


def rows_of(count: int) -> tuple[Floats, NDArray[np.intp], Floats]:
    """Return features, labels and a start."""
    randomness = np.random.default_rng(0)
    features = randomness.standard_normal((count, COLUMNS))
    return features, randomness.integers(0, CLASSES, count), 0.01 * randomness.standard_normal((COLUMNS, CLASSES))


def ours(count: int) -> Callable[[int], Floats]:
    """Return our training on so many rows, a function of the number of steps."""
    features, labels, start = rows_of(count)
    return lambda steps: core.train(features, labels, weights=start, steps=steps).loss


def torchs(count: int) -> Callable[[int], Floats]:
    """Return PyTorch's: as many evaluations of loss and gradient as ``train`` makes, one more than steps."""
    features, labels, start = rows_of(count)
    x, y, weight = torch.from_numpy(features), torch.from_numpy(labels), torch.from_numpy(start.T.copy())

    def run(steps: int) -> Floats:
        model = torch.nn.Linear(COLUMNS, CLASSES, dtype=torch.float64)
        with torch.no_grad():
            model.weight.copy_(weight)
            model.bias.zero_()
        optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
        losses = []
        for _ in range(steps + 1):
            optimizer.zero_grad()
            loss = torch.nn.functional.cross_entropy(model(x), y)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        return np.array(losses)

    return run


def times() -> dict[tuple[str, int], tuple[float, float]]:
    """Return the milliseconds of a whole run and of one of its steps, by contestant and number of rows."""
    makers = {"ours": ours} if torch is None else {"ours": ours, "torch": torchs}
    runs = {(name, count): make(count) for count in SIZES for name, make in makers.items()}
    # The call without a step goes first and is not used: it pays for the memory that the contestant before gave back.
    calls = [partial(run, steps) for (_, count), run in runs.items() for steps in (0, 1, longer(count))]
    taken = iter(medians(calls, LARGE_ROUNDS))
    return {
        key: (whole, (whole - one) / (longer(key[1]) - 1))
        for key, _, one, whole in zip(runs, taken, taken, taken, strict=True)
    }


def longer(count: int) -> int:
    """Return the steps of the longer run on so many rows."""
    return 1 + ROW_STEPS // count


def large() -> list[Target]:
    """Compare a step with PyTorch's, and a step on more rows with one on fewer."""
    taken, lines = times(), []
    for count in SIZES:
        whole, step = taken["ours", count]
        line = [f"{count:,}", longer(count), whole, f"{step:.2f}", f"{1e6 * step / count:.1f}"]
        if torch is None:
            lines.append([*line, "-", "-", "-", "-"])
        else:
            others, other = taken["torch", count]
            lines.append([*line, others, f"{other:.2f}", f"{whole / others:.2f}", f"{step / other:.2f}"])
    print(f"\nFull-batch steps on rows of {COLUMNS} columns, {CLASSES} classes, milliseconds: all of them, and one\n")
    head = ["rows", "steps", "ours: all", "one", "ns/row", "torch: all", "one", "ours/torch: all", "one"]
    print(table(head, lines))
    most, fewer = SIZES[-1], SIZES[-2]
    growth = taken["ours", most][1] / most / (taken["ours", fewer][1] / fewer)
    found = [Target(f"time per row on {most:,} rows, in that on {fewer:,}", growth, GROWTH, at_least=False)]
    if torch is None:
        print("\nPyTorch is not installed: its columns stay empty, its target is not measured (pip install torch).")
        return found
    share = taken["ours", most][1] / taken["torch", most][1]
    difference = apart(ours(SIZES[0])(STEPS), torchs(SIZES[0])(STEPS))
    return [
        Target(f"a step on {most:,} rows, share of PyTorch's time", share, TORCH_SHARE, at_least=False),
        Target("losses apart from PyTorch's", difference / UNIT, APART / UNIT, f" x {UNIT:g}", at_least=False),
        *found,
    ]


def peaks() -> tuple[float, float]:
    """Return the peak of a large training, as multiples of its data: of the process, and as Python counts it."""
    before = psutil.Process().memory_info().rss
    features, labels, start = rows_of(SIZES[-1])
    data = features.nbytes + labels.nbytes
    core.train(features, labels, weights=start, steps=3)
    unit = 1 if sys.platform == "darwin" else 1024
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit - before
    tracemalloc.start()
    core.train(features, labels, weights=start, steps=3)
    return resident / data, 1 + tracemalloc.get_traced_memory()[1] / data


def memory() -> list[Target]:
    """Measure it in a fresh process, and first of all: a child begins with its parent's peak for its own on Linux."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        resident, counted = pool.submit(peaks).result()
    data = 8e-6 * SIZES[-1] * (COLUMNS + 1)
    what = f"Peak of training on {SIZES[-1]:,} rows ({data:.0f} MB with their labels), the data included"
    print(f"{what}: {resident:.2f} times the data (arrays alone {counted:.2f} times)\n")
    return [Target("peak of memory, share of the data", resident, MEMORY, at_least=False)]


def lesson() -> None:
    """Print what a change in the training lesson costs, by features and optimizer."""
    points, labels = core.spiral()
    options: list[dict[str, Any]] = [{"optimizer": name} for name in OPTIMIZERS]
    options += [{"optimizer": "newton", "tolerance": 1e-8}, {"batch_size": 32}]
    lines = []
    for features in FEATURES:
        x = core.expand(points, features)
        train = partial(core.train, x, labels, step_size=0.1, reg=REG, steps=STEPS)
        calls: list[Callable[[], Any]] = [partial(train, **option) for option in options]
        calls.append(partial(accuracy, train()))
        tracemalloc.start()
        train()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        lines.append([f"{features} ({x.shape[1]})", *medians(calls, LESSON_ROUNDS), peak / 1024])
    print(f"\n{STEPS} steps on {len(points)} points of three classes, milliseconds (*: to a gradient below 1e-8)\n")
    print(table(["features", *OPTIMIZERS, "newton*", "batches of 32", "accuracy", "peak KiB"], lines))


def accuracy(run: core.Trajectory) -> Floats:
    """Return the accuracy along the way, worked out anew."""
    return replace(run).accuracy


def main() -> int:
    """Print the tables; return 1 if a target is missed."""
    if torch is not None:
        torch.set_num_threads(2)
    targets = [*memory(), *small(), *large()]
    lesson()
    return judge(targets)


if __name__ == "__main__":
    sys.exit(main())
