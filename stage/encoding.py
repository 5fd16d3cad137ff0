"""Frames as JSON for the browser: long arrays as base64, and after the first frame only what changed.

A frame is compared with what is remembered of the one before in a single pass, as the lesson made it: only what is sent
is brought into another form. A lesson changes nothing of a frame that it has returned.
"""

import json
import math
from binascii import b2a_base64
from collections.abc import Callable
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

try:
    import orjson
except ImportError:  # Python in a browser need not have it
    orjson = None  # type: ignore[assignment]

Array = NDArray[Any]
Path = tuple[str | int, ...]
Change = tuple[Path, Any]
"""(path, value): the keys from the outside in (none for the whole frame), and the new value there, ready for JSON"""

_LONG = 1_000
"""Characters or bytes from which on a digest takes the place of a text or an array."""
_SHORT = 64
"""Bytes of an array up to which its numbers are sent."""
_FLAT = frozenset({str, int, float, bool, type(None)})
_NUMBERS = _FLAT - {str}
_SEQUENCES = (list, tuple)
_CONTAINERS = (dict, list, tuple, np.ndarray)
_NUMPY = (np.generic, np.ndarray)
_PLOTLY_TYPES = {np.dtype(code): code for code in ("f8", "f4", "i4", "i2", "i1", "u1")}


class _Digest(NamedTuple):
    """What is remembered of a long array."""

    code: str
    shape: tuple[int, ...]
    content: bytes


def changes(old: Any, new: Any) -> tuple[list[Change], Any]:
    """Return what has to be set in the old frame to make it the new one, and what is remembered of the new one.

    Parameters
    ----------
    old : what is remembered of the old frame; None where there is none
    new : the new frame: dicts, lists, tuples, texts, numbers and NumPy arrays
    """
    result: list[Change] = []
    return result, _compare(old, new, (), result)


def to_json(message: dict[str, Any]) -> str:
    """Return the message as compact JSON; NaN and infinities become null, which plotly.js leaves blank."""
    if orjson is not None:
        return orjson.dumps(message, _for_json, orjson.OPT_SERIALIZE_NUMPY).decode()
    return json.dumps(_without_nan(to_plain(message)), separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _for_json(value: Any) -> Any:
    """Return what orjson does not know itself in a form that it knows: named tuples, and some arrays of NumPy's."""
    return list(value) if isinstance(value, tuple) else _without_numpy(value)


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nan(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_nan(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def to_plain(value: Any) -> Any:
    """Return ``value`` ready for JSON: long arrays as plotly.js reads typed arrays (base64), tuples as lists."""
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in value.items()}
    if isinstance(value, _SEQUENCES):
        return list(value) if _FLAT.issuperset(map(type, value)) else [to_plain(item) for item in value]
    return _without_numpy(value) if isinstance(value, _NUMPY) else value


def _without_numpy(value: Any) -> Any:
    """Return an array or a number of NumPy's ready for JSON."""
    if not isinstance(value, _NUMPY):
        raise TypeError(f"a frame must consist of texts, numbers and arrays, got {type(value).__name__}")
    code = _code(value)
    if code is None or _is_short(value, code):
        return value.tolist()
    typed = {"dtype": code, "bdata": b2a_base64(value.tobytes(), newline=False).decode("ascii")}
    return typed if value.ndim == 1 else typed | {"shape": ", ".join(map(str, value.shape))}


def _is_short(array: Any, code: str) -> bool:
    """Return whether an array is sent as its numbers, which are not longer than base64."""
    return code == "f8" and array.ndim == 1 and array.nbytes <= _SHORT


def _code(value: Any) -> str | None:
    """Return plotly.js's name of the type of an array; None for numbers and for types that it does not know."""
    return _PLOTLY_TYPES.get(value.dtype) if value.ndim else None


def _compare(old: Any, new: Any, path: Path, result: list[Change]) -> Any:
    """Add the changes at a path to ``result``; return what is remembered: ``new`` itself where that is all of it."""
    return new if old is new else _COMPARISONS[type(new)](old, new, path, result)


def _compare_single(old: Any, new: Any, path: Path, result: list[Change]) -> Any:
    """Compare a text, by its digest where it is long, or a number."""
    is_long = type(new) is str and len(new) > _LONG
    remembered = _digest(new.encode("utf-8", "surrogatepass")) if is_long else new
    if type(old) is not type(remembered) or old != remembered:
        result.append((path, new))
    return remembered


def _compare_number(old: Any, new: Any, path: Path, result: list[Change]) -> Any:
    """Compare a number of NumPy's as Python's."""
    return _compare(old, new.tolist(), path, result)


def _compare_array(old: Any, new: Array, path: Path, result: list[Change]) -> Any:
    """Compare an array by its bytes, or by their digest where they are many."""
    if (code := _code(new)) is None:
        return _compare(old, new.tolist(), path, result)
    if new.nbytes < _LONG:
        is_alike = type(old) is np.ndarray and old.dtype is new.dtype and old.shape == new.shape
        if not is_alike or old.tobytes() != new.tobytes():
            result.append((path, new if _is_short(new, code) else _without_numpy(new)))
        if new.base is None:
            return new
        kept = getattr(new.base, "nbytes", _LONG)  # of what it is part of; unknown for bytes
        return new if kept < _LONG else new.copy()
    remembered = _Digest(code, new.shape, _digest(new.tobytes()))
    if type(old) is not _Digest or old != remembered:
        result.append((path, _without_numpy(new)))
    return remembered


def _compare_dict(old: Any, new: dict[Any, Any], path: Path, result: list[Change]) -> Any:
    """Compare a dict key by key with one that has the same keys; anything else is replaced."""
    if not isinstance(old, dict) or old.keys() != new.keys():
        result.append((path, to_plain(new)))
        old, result = dict.fromkeys(new), []
    remembered = new
    for key, item in new.items():
        before = old[key]
        if before is item:
            continue
        kind = type(item)
        if kind in _NUMBERS or (kind is str and len(item) <= _LONG):
            if type(before) is not kind or before != item:
                result.append(((*path, key), item))
            continue
        part = _COMPARISONS[kind](before, item, (*path, key), result)
        if part is not item:
            remembered = dict(new) if remembered is new else remembered
            remembered[key] = part
    return remembered


def _compare_sequence(old: Any, new: Any, path: Path, result: list[Change]) -> Any:
    """Compare a list or tuple item by item; a flat one as a whole, because the paths would be longer than it is."""
    kinds = set(map(type, new))
    if not kinds <= _FLAT:
        if any(_COMPARISONS[kind] in _OF_CONTAINERS for kind in kinds):
            return _compare_items(old, new, path, result)
        new = [item.tolist() if isinstance(item, _NUMPY) else item for item in new]
    if not isinstance(old, _SEQUENCES) or (old != new if type(old) is type(new) else list(old) != list(new)):
        result.append((path, new))
    return new


def _compare_items(old: Any, new: Any, path: Path, result: list[Change]) -> Any:
    """Compare a list or tuple item by item with one of the same length; anything else is replaced."""
    if not isinstance(old, _SEQUENCES) or len(old) != len(new):
        result.append((path, to_plain(new)))
        old, result = [None] * len(new), []
    remembered = new
    for index, (before, item) in enumerate(zip(old, new, strict=True)):
        if before is item:
            continue
        part = _COMPARISONS[type(item)](before, item, (*path, index), result)
        if part is not item:
            remembered = list(new) if remembered is new else remembered
            remembered[index] = part
    return remembered


_OF_CONTAINERS = (_compare_dict, _compare_sequence, _compare_array)


class _Comparisons(dict[type, Callable[[Any, Any, Path, list[Change]], Any]]):
    """The function that compares values of each type; that of a subclass is found once."""

    def __missing__(self, kind: type) -> Callable[[Any, Any, Path, list[Change]], Any]:
        found = (compare for base, compare in list(self.items()) if issubclass(kind, base))
        self[kind] = next(found, _compare_single)
        return self[kind]


_COMPARISONS = _Comparisons(
    {
        dict: _compare_dict,
        list: _compare_sequence,
        tuple: _compare_sequence,
        np.ndarray: _compare_array,
        np.generic: _compare_number,
    }
)


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=16).digest()
