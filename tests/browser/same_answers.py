"""What the answers of two editions have in common: compares numbers, texts and tables, and knows what round-off is.

Every number that a lesson computes in double precision agrees to ``RELATIVE``. NumPy's `exp`, `log` and matrix products
round their last digit differently from processor to processor, in a browser too, and so does whatever is such a
rounding error itself: ``ROUND_OFF`` lists it. On the same machine NumPy without vector instructions differs from NumPy
with them in nearly the same fields (``NPY_DISABLE_CPU_FEATURES``, ``OPENBLAS_CORETYPE=Prescott``).
"""

import base64
import json
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase

import numpy as np

RELATIVE = 1e-12
NUMBER = re.compile(r"[−+-]?\d+(?:\.\d+)?(?:e[−+-]?\d+)?")


@dataclass(frozen=True)
class Tolerance:
    """By how much two numbers may differ: the sum of both."""

    relative: float = RELATIVE
    absolute: float = 0.0
    of_steps: bool = False
    """whether the absolute difference is divided by the place on the horizontal axis, the step of a difference"""

    def allows(self, first, second, steps=1.0):
        """Return whether numbers are alike; NaN stands for a gap."""
        absolute = self.absolute / np.asarray(steps, float) if self.of_steps else self.absolute
        largest = np.maximum(np.abs(first), np.abs(second))
        with np.errstate(invalid="ignore"):
            near = np.abs(first - second) <= self.relative * largest + absolute
        return bool(np.all(near | (first == second) | (np.isnan(first) & np.isnan(second))))


EXACT = Tolerance()
CENTRAL = Tolerance(absolute=1e-9)
"""Central differences divide the round-off of a loss, some 1e-16, by steps near 1e-5; and the errors of them."""
CANCELLED = Tolerance(absolute=1e-13)
"""Sums and differences that are zero but for the last digits of numbers of order one."""
SUMS = Tolerance(absolute=1e-11)
"""Sums over all steps of a run that are zero but for round-off."""
SINGLE = Tolerance(relative=2e-6, absolute=1e-6)
"""Single precision, whose unit is 1.2e-7, and errors of it."""
OF_STEP = Tolerance(absolute=1e-10, of_steps=True)
"""Errors of a difference by its step: the round-off of the loss, in single precision too, divided by the step."""
ANY = Tolerance(absolute=np.inf)
"""Errors of a difference whose step may be 1e-16: no digit is determined."""

ROUND_OFF = {
    "softmax": {"tables.pipeline.note": CENTRAL},
    "stability": {
        "figures.errors.data.*.y": SINGLE,
        "figures.logs.data.2.y": SINGLE,
        "figures.line.data.*.x": SINGLE,
        "figures.line.data.10.hovertext.*": SINGLE,
        "tables.programs.rows.*": SINGLE,
        "tables.probabilities.rows.*.4": SINGLE,
    },
    "chain": {
        "figures.product.data.2.x": CENTRAL,
        "figures.sigmoid.data.3.text.0": CANCELLED,
        "readings.[45].1": CENTRAL,
        "tables.product.note": CENTRAL,
    },
    "gradient-check": {
        "figures.curves.data.*.y": OF_STEP,
        "figures.digits.data.1.x": ANY,
        "figures.digits.data.[34].text.*": ANY,
        "readings.[34].1": ANY,
        "remarks.0": ANY,
        "tables.gradients.rows.*": ANY,
        "tables.gradients.foot.*": ANY,
    },
    "network": {
        "readings.4.1": CENTRAL,
        "tables.weights.note": CENTRAL,
        "tables.weights.rows.*": CANCELLED,
    },
    "classifier": {
        "figures.plane.data.*.[xy]": CANCELLED,
        "figures.point.data.*.x": CANCELLED,
        "readings.3.1": CANCELLED,  # the change of a loss that has converged
        "tables.weights.rows.*": CANCELLED,
    },
    "two-rules": {
        "figures.sums.data.*.y": SUMS,
        "figures.sums.data.8.text.0": SUMS,
        "figures.gradients.data.2.x": CENTRAL,
        "figures.gradients.data.4.text.0": CENTRAL,
        "figures.binary.data.2.x": CENTRAL,
        "figures.binary.data.4.text.1": CENTRAL,
        "readings.2.1": SUMS,
        "tables.weights.rows.*.4": SUMS,
        "remarks.*": CANCELLED,
    },
    "five-texts": {"cards.15.comparisons.2.found.0": CENTRAL},
}
"""By lesson, the fields that show round-off itself."""


def tolerance(lesson, path):
    """Return the tolerance of a field."""
    return next((found for pattern, found in ROUND_OFF.get(lesson, {}).items() if fnmatchcase(path, pattern)), None)


def frame_of(answer):
    """Return the frame of the answer to a new reader's first request."""
    content = json.loads(answer)
    [(path, frame)] = content["changes"]
    assert path == [], path
    return frame


def numbers(value):
    """Return a list of numbers and gaps, or an array in base64, as an array; None where it is something else."""
    if isinstance(value, dict) and "bdata" in value:
        array = np.frombuffer(base64.b64decode(value["bdata"]), value["dtype"])
        return array.reshape([int(size) for size in value["shape"].split(",")]) if "shape" in value else array
    is_flat = isinstance(value, list) and value and all(item is None or is_number(item) for item in value)
    return np.array(value, float) if is_flat else None


def is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)


def differences(lesson, first, second, path="", steps=1.0):
    """Yield a line for every field that differs by more than round-off."""
    allowed = tolerance(lesson, path)
    both = numbers(first), numbers(second)
    if None not in map(type, both) and all(array is not None for array in both):
        yield from _of_arrays(path, *both, allowed or EXACT, steps)
    elif type(first) is not type(second) and not (is_number(first) and is_number(second)):
        yield f"{path}: {first!r:.80} | {second!r:.80}"
    elif isinstance(first, dict):
        if first.keys() != second.keys():
            yield f"{path}: {sorted(first)} | {sorted(second)}"
            return
        for key in first:
            horizontal = numbers(first.get("x")) if key == "y" else None
            yield from differences(
                lesson, first[key], second[key], f"{path}.{key}".lstrip("."), 1.0 if horizontal is None else horizontal
            )
    elif isinstance(first, list):
        if len(first) != len(second):
            yield f"{path}: {len(first)} | {len(second)} items"
            return
        for position, pair in enumerate(zip(first, second, strict=True)):
            yield from differences(lesson, *pair, f"{path}.{position}")
    elif is_number(first):
        if not (allowed or EXACT).allows(float(first), float(second)):
            yield f"{path}: {first!r} | {second!r}"
    elif first != second and not (isinstance(first, str) and allowed and _are_alike(first, second, allowed)):
        yield f"{path}: {first!r:.300} | {second!r:.300}"


def _of_arrays(path, first, second, allowed, steps):
    if (first.shape, first.dtype) != (second.shape, second.dtype):
        yield f"{path}: {first.dtype} {first.shape} | {second.dtype} {second.shape}"
    elif not allowed.allows(first.astype(float), second.astype(float), steps):
        distance = np.nan_to_num(np.abs(first.astype(float) - second), nan=np.inf)
        worst = np.unravel_index(distance.argmax(), distance.shape)
        yield f"{path}: {first[worst]!r} | {second[worst]!r}"


def _are_alike(first, second, allowed):
    """Return whether texts have the same words, and numbers that differ by no more than is allowed."""
    if allowed is ANY and not (first.strip() and second.strip()):
        return True  # a digit that is marked or not
    if NUMBER.sub("#", first) != NUMBER.sub("#", second):
        return False
    pairs = zip(NUMBER.findall(first), NUMBER.findall(second), strict=True)
    return all(allowed.allows(*(float(text.replace("−", "-")) for text in pair)) for pair in pairs)
