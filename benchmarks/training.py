"""Speed and memory of training, compared with a course notebook's loop and with PyTorch: ``benchmarks.training``.

*Small*: 200 steps on the 300 points of CS231n's spiral, compared with the loop of that course's case study.

*Large*: a full-batch step on 10,000 to 1,000,000 rows of 20 columns, ten classes, compared with PyTorch in float64 on
two threads. The time of a run of one step is subtracted from that of a longer one, so that only steps are compared,
without the copy and the validation of the data with which ``train`` begins. *Memory*: the peak of the largest run, in a
separate process.

*Lesson*: the time of the training that the lesson repeats while a slider is dragged. It has no target of its own.

The contestants take turns; medians are compared.
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
from softmax_core import OPTIMIZERS, FeatureKind, FeatureMap, TrainingConfig
from softmax_core.checks import Floats

from .report import Target, judge, table

try:
    import torch
except ImportError:
    torch = None

STEPS, L2 = 200, 1e-3
SIZES, COLUMNS, CLASSES = (10_000, 100_000, 1_000_000), 20, 10
ROW_STEPS = 6_000_000
"""Rows times steps in a sample of a large case, so that every size takes about as long."""
SMALL_ROUNDS, LARGE_ROUNDS, LESSON_ROUNDS = 51, 5, 15
MAX_SMALL_SHARE, MAX_TORCH_SHARE, MAX_GROWTH, MAX_MEMORY = 0.5, 1.3, 1.5, 3.0
MAX_DIFFERENCE, UNIT = 1e-12, 1e-15
KINDS: tuple[FeatureKind, ...] = ("linear", "quadratic", "fourier")


def medians(calls: Sequence[Callable[[], Any]], rounds: int) -> list[float]:
    """Return the median milliseconds of one call of each, taken in turns; the first round is not counted."""
    samples: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds + 1):
        for call, times in zip(calls, samples, strict=True):
            start = perf_counter()
            call()
            times.append(1e3 * (perf_counter() - start))
    return [median(times[1:]) for times in samples]


def difference_target(whose: str, losses: Floats, others: Floats) -> Target:
    """Return the target for the largest relative difference of our losses from others."""
    largest = float(np.max(np.abs(losses - others) / others))
    name = f"relative difference of the losses from {whose}"
    return Target(name, largest / UNIT, MAX_DIFFERENCE / UNIT, f" x {UNIT:g}", at_least=False)


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
        reg_loss = 0.5 * L2 * np.sum(W * W)
        losses.append(data_loss + reg_loss)
        dscores = probs
        dscores[range(num_examples), y] -= 1
        dscores /= num_examples
        dW = np.dot(X.T, dscores)
        db = np.sum(dscores, axis=0, keepdims=True)
        dW += L2 * W
        W += -step_size * dW
        b += -step_size * db
    return np.array(losses)


def small() -> list[Target]:
    """Compare the published run with the notebook's loop."""
    points, labels = core.spiral()
    start = core.spiral_initial_weights()

    def ours() -> Floats:
        return core.train(points, labels, TrainingConfig(l2=L2, steps=STEPS), weights=start).loss

    mine, theirs = medians([ours, lambda: notebook(points, labels, start)], SMALL_ROUNDS)
    print(f"{STEPS} full-batch steps on {len(points)} points, milliseconds\n")
    print(table(["", "ours", "notebook", "ours/notebook"], [["spiral", mine, theirs, f"{mine / theirs:.2f}"]]))
    return [
        Target(f"{STEPS} steps, share of the notebook's time", mine / theirs, MAX_SMALL_SHARE, at_least=False),
        difference_target("the notebook's", ours()[:STEPS], notebook(points, labels, start)),
    ]


def generate(count: int) -> tuple[Floats, NDArray[np.intp], Floats]:
    """Return features, labels and initial weights."""
    generator = np.random.default_rng(0)
    features = generator.standard_normal((count, COLUMNS))
    return features, generator.integers(0, CLASSES, count), 0.01 * generator.standard_normal((COLUMNS, CLASSES))


def ours(count: int) -> Callable[[int], Floats]:
    """Return our training on ``count`` rows as a function of the number of steps."""
    features, labels, start = generate(count)
    return lambda steps: core.train(features, labels, TrainingConfig(steps=steps), weights=start).loss


def pytorch(count: int) -> Callable[[int], Floats]:
    """Return PyTorch's training, which evaluates loss and gradient as often as ``train``: once more than steps."""
    features, labels, start = generate(count)
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
    makers = {"ours": ours} if torch is None else {"ours": ours, "torch": pytorch}
    runs = {(name, count): make(count) for count in SIZES for name, make in makers.items()}
    # The call of 0 steps goes first and is not used: it allocates the memory that the previous contestant released.
    calls = [partial(run, steps) for (_, count), run in runs.items() for steps in (0, 1, longer(count))]
    measured = iter(medians(calls, LARGE_ROUNDS))
    return {
        key: (whole, (whole - one) / (longer(key[1]) - 1))
        for key, _, one, whole in zip(runs, measured, measured, measured, strict=True)
    }


def longer(count: int) -> int:
    """Return the number of steps of the longer run on ``count`` rows."""
    return 1 + ROW_STEPS // count


def large() -> list[Target]:
    """Compare a step with PyTorch's, and the time per row on more rows with that on fewer."""
    taken = times()
    print_times(taken)
    fewer, most = SIZES[-2:]
    growth = taken["ours", most][1] / most / (taken["ours", fewer][1] / fewer)
    found = [Target(f"time per row on {most:,} rows, in that on {fewer:,}", growth, MAX_GROWTH, at_least=False)]
    if torch is None:
        print("\nPyTorch is not installed: its columns stay empty, its target is not measured (pip install torch).")
        return found
    share = taken["ours", most][1] / taken["torch", most][1]
    return [
        Target(f"a step on {most:,} rows, share of PyTorch's time", share, MAX_TORCH_SHARE, at_least=False),
        difference_target("PyTorch's", ours(SIZES[0])(STEPS), pytorch(SIZES[0])(STEPS)),
        *found,
    ]


def print_times(taken: dict[tuple[str, int], tuple[float, float]]) -> None:
    """Print the table of the large runs and of their steps."""
    lines = []
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


def peaks() -> tuple[float, float]:
    """Return the peak of a large training, as multiples of its data: of the process, and as Python counts it."""
    before = psutil.Process().memory_info().rss
    features, labels, start = generate(SIZES[-1])
    data = features.nbytes + labels.nbytes
    core.train(features, labels, TrainingConfig(steps=3), weights=start)
    unit = 1 if sys.platform == "darwin" else 1024
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit - before
    tracemalloc.start()
    core.train(features, labels, TrainingConfig(steps=3), weights=start)
    return resident / data, 1 + tracemalloc.get_traced_memory()[1] / data


def memory() -> list[Target]:
    """Compare the peak of memory, in a process started first: on Linux a child inherits the peak of its parent."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        resident, counted = pool.submit(peaks).result()
    what = f"Peak of training on {SIZES[-1]:,} rows of {COLUMNS} columns, the data included"
    print(f"{what}: {resident:.2f} times the data (arrays alone {counted:.2f} times)\n")
    return [Target("peak of memory, share of the data", resident, MAX_MEMORY, at_least=False)]


def lesson() -> None:
    """Print the time of training in the lesson, by feature map and optimizer."""
    points, labels = core.spiral()
    config = TrainingConfig(learning_rate=0.1, l2=L2, steps=STEPS)
    configs = [replace(config, optimizer=name) for name in OPTIMIZERS]
    configs += [replace(config, optimizer="newton", tolerance=1e-8), replace(config, batch_size=32)]
    lines = []
    for kind in KINDS:
        x = FeatureMap(kind).transform(points)
        calls: list[Callable[[], Any]] = [partial(core.train, x, labels, each) for each in configs]
        calls.append(partial(core.accuracies, core.train(x, labels, config), x, labels))
        tracemalloc.start()
        core.train(x, labels, config)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        lines.append([f"{kind} ({x.shape[1]})", *medians(calls, LESSON_ROUNDS), peak / 1024])
    print(f"\n{STEPS} steps on {len(points)} points of three classes, milliseconds (*: to a gradient below 1e-8)\n")
    print(table(["features", *OPTIMIZERS, "newton*", "batches of 32", "accuracies", "peak KiB"], lines))


def main() -> int:
    """Print the tables; return 1 if a target is missed."""
    if torch is not None:
        torch.set_num_threads(2)
    targets = [*memory(), *small(), *large()]
    lesson()
    return judge(targets)


if __name__ == "__main__":
    sys.exit(main())
