"""Frames as JSON for the browser: arrays as base64, and after the first frame only what changed."""

import base64
import json
from hashlib import blake2b
from typing import Any

import numpy as np

Change = tuple[list[str | int], Any]
"""(path, value): the keys from the outside in (none for the whole frame), and the new value there"""

_LONG = 1_000
"""Characters from which on a digest takes the place of a text."""
_FLAT = frozenset({str, int, float, bool, type(None)})
_PLOTLY_TYPES = {"float64": "f8", "float32": "f4", "int32": "i4", "int16": "i2", "int8": "i1", "uint8": "u1"}


def to_plain(value: Any) -> Any:
    """Return ``value`` ready for JSON: NumPy arrays as plotly.js reads typed arrays (base64), tuples as lists."""
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return list(value) if _FLAT.issuperset(map(type, value)) else [to_plain(item) for item in value]
    if isinstance(value, np.ndarray) and value.ndim:
        return _typed_array(value)
    if isinstance(value, np.generic | np.ndarray):
        return value.item()
    return value


def without_long_texts(value: Any) -> Any:
    """Return what ``changes`` needs of an old frame: with digests in place of long texts, of which arrays are most."""
    if isinstance(value, dict):
        return {key: without_long_texts(item) for key, item in value.items()}
    if isinstance(value, list) and _is_nested(value):
        return [without_long_texts(item) for item in value]
    return _digest(value) if isinstance(value, str) and len(value) > _LONG else value


def changes(old: Any, new: Any) -> list[Change]:
    """Return what has to be set in ``old`` to make it ``new``.

    Parameters
    ----------
    old : as ``to_plain`` or ``without_long_texts`` returns it
    new : as ``to_plain`` returns it
    """
    result: list[Change] = []
    _compare(old, new, [], result)
    return result


def to_json(message: dict[str, Any]) -> str:
    """Return the message as compact JSON; NaN and infinities become null, which plotly.js leaves blank."""
    try:
        return json.dumps(message, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    except ValueError:
        return json.dumps(_without_nan(message), separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _typed_array(array: np.ndarray[Any, Any]) -> Any:
    code = _PLOTLY_TYPES.get(array.dtype.name)
    if code is None:
        return array.tolist()
    typed = {"dtype": code, "bdata": base64.b64encode(np.ascontiguousarray(array).tobytes()).decode("ascii")}
    return typed if array.ndim == 1 else typed | {"shape": ", ".join(map(str, array.shape))}


def _compare(old: Any, new: Any, path: list[str | int], result: list[Change]) -> None:
    if _is_same(old, new):
        return
    if isinstance(new, dict) and isinstance(old, dict) and new.keys() == old.keys() and "bdata" not in new:
        for key in new:
            _compare(old[key], new[key], [*path, key], result)
    elif isinstance(new, list) and isinstance(old, list) and len(new) == len(old) and _is_nested(new):
        for index, (before, after) in enumerate(zip(old, new, strict=True)):
            _compare(before, after, [*path, index], result)
    else:
        result.append((path, new))


def _is_same(old: Any, new: Any) -> bool:
    if isinstance(old, bytes):
        return isinstance(new, str) and old == _digest(new)
    if isinstance(old, dict) and "bdata" in old and isinstance(new, dict):
        return old.keys() == new.keys() and all(_is_same(old[key], new[key]) for key in old)
    return bool(old == new) and type(old) is type(new)


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _is_nested(items: list[Any]) -> bool:
    """Tell whether to compare a list item by item: for a flat one, the path costs more than the list."""
    return any(isinstance(item, dict | list) for item in items)


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nan(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(item) for item in value]
    if isinstance(value, float) and not np.isfinite(value):
        return None
    return value
