"""Speed of softmax, compared with SciPy and PyTorch in the same run: ``python -m benchmarks.core``.

The three take turns in every round, so that a machine that slows down slows all of them; medians are compared.
"""

import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
import scipy.special

from softmax_core import softmax

try:
    import torch
except ImportError:
    torch = None

NAMED = [(1, 4), (1000, 10), (1_000_000, 10), (1000, 1000), (64, 50_257)]
SMALL = [(1000, 2), (1000, 16), (100_000, 3), (1_000_000, 16)]
MIN_RATIO, MIN_RATIO_FEW_CLASSES = 1.0, 1.7
MIN_SAMPLE = 0.002
"""Seconds that one sample lasts at least: a quick call is repeated until the clock can measure it."""
ROUNDS = 21


def required_ratio(rows: int, classes: int) -> float:
    """Return the least ratio of SciPy's time to ours for this shape."""
    return MIN_RATIO_FEW_CLASSES if classes <= 16 and rows >= 1000 else MIN_RATIO


def seconds(calls: list[Callable[[], Any]]) -> list[float]:
    """Return the median time of one call of each, taken in turns."""
    repeats = []
    for call in calls:
        call()  # the first call allocates pages and fills caches
        start = perf_counter()
        call()
        repeats.append(max(1, round(MIN_SAMPLE / (perf_counter() - start))))
    samples: list[list[float]] = [[] for _ in calls]
    for _ in range(ROUNDS):
        for call, repeat, times in zip(calls, repeats, samples, strict=True):
            start = perf_counter()
            for _ in range(repeat):
                call()
            times.append((perf_counter() - start) / repeat)
    return [median(times) for times in samples]


def measure(shape: tuple[int, int], dtype: type[np.floating[Any]]) -> list[float]:
    """Return the times of softmax_core, SciPy and (where it is installed) PyTorch on normal logits."""
    logits = np.random.default_rng(0).normal(size=shape).astype(dtype)
    calls: list[Callable[[], Any]] = [lambda: softmax(logits), lambda: scipy.special.softmax(logits, axis=-1)]
    if torch is not None:
        tensor = torch.from_numpy(logits)
        calls.append(lambda: torch.softmax(tensor, dim=-1))
    return seconds(calls)


def main() -> int:
    """Print the table; return 1 if a target is missed."""
    if torch is None:
        print("PyTorch is not installed: its columns stay empty (pip install torch fills them).")
    else:
        torch.set_num_threads(2)
    print("Median milliseconds a call, softmax along the last axis; ratios above 1 mean that softmax_core is faster.\n")
    print("          shape    dtype       ours      scipy      torch  scipy/ours  torch/ours  target")
    missed = []
    for shape in NAMED + SMALL:
        for dtype in (np.float64, np.float32):
            ours, scipy_time, *torch_times = measure(shape, dtype)
            ratio, required = scipy_time / ours, required_ratio(*shape)
            name = f"{f'({shape[0]},{shape[1]})':>15} {dtype.__name__:>8}"
            times = " ".join(f"{1e3 * time:10.4f}" for time in (ours, scipy_time, *torch_times))
            third = f"{torch_times[0] / ours:11.2f}" if torch_times else f"{'-':>11}"
            verdict = "met" if ratio >= required else "MISSED"
            print(f"{name} {times:<32} {ratio:11.2f} {third}  >= {required} {verdict}")
            if ratio < required:
                missed.append(" ".join(name.split()))
    print(f"\nMissed: {', '.join(missed)}." if missed else "\nEvery target is met.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
