"""Frames as JSON for the browser: arrays as base64, and after the first frame only what changed.

A frame is compared with what is remembered of the one before in a single pass, as the lesson made it: only what is sent
is brought into another form. A lesson changes nothing of a frame that it has returned.
"""

import base64
import json
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np

Change = tuple[list[str | int], Any]
"""(path, value): the keys from the outside in (none for the whole frame), and the new value there"""

_LONG = 1_000
"""Characters or bytes from which on a digest takes the place of a text or an array."""
_FLAT = frozenset({str, int, float, bool, type(None)})
_NUMBERS = _FLAT - {str}
_CONTAINERS = (dict, list, tuple, np.ndarray)
_PLOTLY_TYPES = {np.dtype(code): code for code in ("f8", "f4", "i4", "i2", "i1", "u1")}
_Path = tuple[Any, str | int] | None
"""(path of the container, key in it); None for the whole frame"""


class _Array(NamedTuple):
    """What is remembered of an array that is sent as base64."""

    code: str
    shape: tuple[int, ...]
    content: bytes
    source: Any
    """a short array itself, or None: where the lesson keeps it from frame to frame, nothing has to be compared"""


def changes(old: Any, new: Any) -> tuple[list[Change], Any]:
    """Return what has to be set in the old frame to make it the new one, and what is remembered of the new one.

    Parameters
    ----------
    old : what is remembered of the old frame; None where there is none
    new : the new frame: dicts, lists, tuples, texts, numbers and NumPy arrays
    """
    result: list[Change] = []
    return result, _compare(old, new, None, result)


def to_json(message: dict[str, Any]) -> str:
    """Return the message as compact JSON; NaN and infinities become null, which plotly.js leaves blank."""
    try:
        return _ENCODER.encode(message)
    except ValueError:
        return _ENCODER.encode(_without_nan(to_plain(message)))


def to_plain(value: Any) -> Any:
    """Return ``value`` ready for JSON: NumPy arrays as plotly.js reads typed arrays (base64), tuples as lists."""
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return list(value) if _FLAT.issuperset(map(type, value)) else [to_plain(item) for item in value]
    return _without_numpy(value) if isinstance(value, np.generic | np.ndarray) else value


def _without_numpy(value: Any) -> Any:
    """Return an array or a number of NumPy's ready for JSON."""
    if not isinstance(value, np.generic | np.ndarray):
        raise TypeError(f"a frame must consist of texts, numbers and arrays, got {type(value).__name__}")
    code = _code(value)
    if code is None:
        return value.tolist()
    typed = {"dtype": code, "bdata": base64.b64encode(value.tobytes()).decode("ascii")}
    return typed if value.ndim == 1 else typed | {"shape": ", ".join(map(str, value.shape))}


_ENCODER = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_without_numpy)


def _code(value: Any) -> str | None:
    """Return plotly.js's name of the type of an array; None for numbers and for types that it does not know."""
    return _PLOTLY_TYPES.get(value.dtype) if value.ndim else None


def _compare(old: Any, new: Any, path: _Path, result: list[Change]) -> Any:
    """Add the changes at a path to ``result``; return what is remembered: ``new`` itself where that is all of it."""
    if old is new:
        return new
    if isinstance(new, dict):
        return _compare_dict(old, new, path, result)
    if isinstance(new, list | tuple):
        return _compare_sequence(old, new, path, result)
    if isinstance(new, np.generic | np.ndarray):
        return _compare_array(old, new, path, result)
    is_long = type(new) is str and len(new) > _LONG
    remembered = _digest(new.encode("utf-8", "surrogatepass")) if is_long else new
    if type(old) is not type(remembered) or old != remembered:
        result.append((_keys(path), new))
    return remembered


def _compare_array(old: Any, new: Any, path: _Path, result: list[Change]) -> Any:
    """Compare an array by its bytes, or by their digest where they are many."""
    if type(old) is _Array and old.source is new:
        return old
    if (code := _code(new)) is None:
        return _compare(old, new.tolist(), path, result)
    is_short = new.nbytes < _LONG
    content = new.tobytes()
    source = new if is_short and new.base is None else None  # part of a large one would keep all of it in memory
    remembered = _Array(code, new.shape, content if is_short else _digest(content), source)
    if type(old) is not _Array or old[:3] != remembered[:3]:
        result.append((_keys(path), new))
    return remembered


def _compare_dict(old: Any, new: dict[Any, Any], path: _Path, result: list[Change]) -> Any:
    """Compare a dict key by key with one that has the same keys; anything else is replaced."""
    if not isinstance(old, dict) or old.keys() != new.keys():
        result.append((_keys(path), new))
        old, result = dict.fromkeys(new), []
    remembered = new
    for key, item in new.items():
        before = old[key]
        if before is item:
            continue
        kind = type(item)
        if kind in _NUMBERS or (kind is str and len(item) <= _LONG):
            if type(before) is not kind or before != item:
                result.append((_keys((path, key)), item))
            continue
        part = _compare(before, item, (path, key), result)
        if part is not item:
            remembered = dict(new) if remembered is new else remembered
            remembered[key] = part
    return remembered


def _compare_sequence(old: Any, new: Any, path: _Path, result: list[Change]) -> Any:
    """Compare a list or tuple item by item; a flat one as a whole, because the paths would be longer than it is."""
    was_sequence = isinstance(old, list | tuple)
    if not _FLAT.issuperset(map(type, new)):
        if any(isinstance(item, _CONTAINERS) and (not isinstance(item, np.ndarray) or item.ndim) for item in new):
            return _compare_items(old, new, path, result)
        new = [item.tolist() if isinstance(item, np.generic | np.ndarray) else item for item in new]
    if not (was_sequence and (old == new if type(old) is type(new) else list(old) == list(new))):
        result.append((_keys(path), new))
    return new


def _compare_items(old: Any, new: Any, path: _Path, result: list[Change]) -> Any:
    """Compare a list or tuple item by item with one of the same length; anything else is replaced."""
    if not isinstance(old, list | tuple) or len(old) != len(new):
        result.append((_keys(path), new))
        old, result = [None] * len(new), []
    remembered = new
    for index, (before, item) in enumerate(zip(old, new, strict=True)):
        if before is item:
            continue
        part = _compare(before, item, (path, index), result)
        if part is not item:
            remembered = list(new) if remembered is new else remembered
            remembered[index] = part
    return remembered


def _keys(path: _Path) -> list[str | int]:
    """Return a path as a list, from the outside in."""
    keys = []
    while path is not None:
        path, key = path
        keys.append(key)
    return keys[::-1]


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=16).digest()


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nan(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(item) for item in value]
    if isinstance(value, float) and not np.isfinite(value):
        return None
    return value
