"""What the pages say, as text with the keys of its words: ``python -m tests.pages.shown`` writes it anew.

``shown/LESSON.txt`` has a paragraph for each example of a lesson; after the first, only the lines that are another than
in the first, and those without anything, which the first alone has. So the difference of a change shows everything that
it moves on a page: a key, a number, its decimals or its sign. Sentences can be mended without it.
"""

import ast
import re
import string
from collections.abc import Mapping
from pathlib import Path

import numpy as np

import pages
from stage.session import contents
from stage.state import read_query
from text import Words, translations

FOLDER = Path(__file__).parent / "shown"
OTHERS = {
    "softmax": {
        "certain": "z=8,0,-8&y=2",
        "smoothed": "z=2,1,0,-1&y=1&smooth=0.2&T=0.5&k=1",
        "soft": "z=1,2,3&target=soft&q=0.5,0.3,0.2&loss=mse",
        "overflowing": "c=1000&k=1",
        "half-overflowing": "z=10,9.5,-10&c=700",
        "shifted": "c=1000&shift=1",
        "one-more": "c=1",
        "nearly-sure": "z=8.5,0&y=0",
        "as-good-as-sure": "z=10,-10&T=0.05&y=0",
    },
    "stability": {"small": "c=0&by=log_sum_exp&f=float16&d=3", "five": "a=1,2,3,4,5&b=5,4,3,2,1&c=10000"},
    "chain": {
        "five": "z=1,0,3,-2,1&y=4&k=2&x=-1.5&loss=mse",
        "raw": "loss=raw&z=1,2,-1&y=2",
        "raw-sure": "loss=raw&z=5,0,0&y=0",
        "sure": "loss=mse&z=10,-10,0&y=0",
        "unlikely": "z=9,0,0&y=1",
        "flat": "loss=mse&z=-10,0,10&y=0",
        "four": "z=1,0,2,-1&y=2",
        "four-squared": "z=1,0,2,-1&y=2&loss=mse&k=1",
    },
    "gradient-check": {
        "forward": "by=forward&loss=hinge&h=1e-4&program=sign",
        "against-others": "loss=ovr&h=1e-6&z=1,-2,0.5&y=1&program=diagonal&T=2",
        "guessed": "program=drawn&guess=sign&loss=ce",
    },
    "network": {
        "moved": "t=5&edge=3&y=1",
        "silent": "o1=0&o2=0&o3=0",
        "sure": "o1=3&W=10,0,0,-10,0,0,-10,0,0",
        "small": "o1=0.0004&W=0.0004,0,0,0,0,0,0,0,0",
    },
    "classifier": {
        "held-out": "held_out=20&t=50&ties=0&arrows=1&log=1&seed=3",
        "hinge": "data=blobs&classes=4&loss=hinge&optimizer=adam&batch=32&t=40&row=5",
        "measured": "data=iris&t=100&features=quadratic&loss=squared_error",
        "projected": "data=iris&view=1&optimizer=momentum&hide=1&t=20",
        "pinned": "t=30&pin=t%3D3%26rate%3D0.5",
        "given": "W=1,0,-1,0,1,-1,0,0,0.5&t=0&data=blobs&grab=0",
        "one-vs-rest": "data=blobs&loss=one_vs_rest&t=20&row=3&classes=4",
        "small-exponentials": "W=0,0,0,0,0,0,-5,-6,-7&t=0&data=blobs",
        "no-exponentials": "W=0,0,0,0,0,0,-800,-801,-900&t=0&data=blobs",
        "large-exponentials": "W=0,0,0,0,0,0,9,0,-1&t=0&data=blobs",
        "huge-exponentials": "W=0,0,0,0,0,0,30,0,-1&t=0&data=blobs",
        "overflowing": "W=900,0,-900,0,900,-900,0,0,5&t=0&data=blobs&row=5",
    },
    "two-rules": {"stopped": "t=400&rate=2&c=50&row=7", "begun": "t=3&stop=1e-3&seed=4", "unmoved": "c=50"},
    "sigmoids": {"drawn": "draw=3&n=1000&i=2&j=0&labels=one", "none": "none=1&i=3&j=1&x=70&y=60"},
    "five-texts": {"one": "text=003&verdict=wrong&seed=2"},
    "lectures": {"first": "lecture=softmax-in-15-minutes&scene=2"},
}
"""States beside the examples that show what no example does, as query strings by a name"""
_OF_TRACES = {"name", "text", "hovertemplate", "customdata", "meta", "x", "y", "z", "base"}
_MARKS, _OF_MARKS = ("line", "marker"), {"color", "symbol", "dash"}
_OF_AXES = {"title", "ticktext", "tickvals", "range"}
_EMPTY = "(empty)"
_MAX_NUMBERS = 12
"""Of an array that is written number by number"""
_DECIMALS = 9
"""Of a number of an array: what is less is rounding"""
_NUMBER = re.compile(r"[+−-]?\d+(?:\.\d+)?(?:e[+−-]?\d+)?")
_LONG_NUMBER = re.compile(r"\b\d+\.\d{5,}(?:e[+-]?\d+)?|\b\d\.\d+e[+-]?\d+")
_MAX_TEXT = 200
"""Characters of a value in a script"""
_NOISE = 1e-6
"""Below it a number may be what rounding leaves, which differs from computer to computer."""
_RELATIVE = 1e-3


def keys(entries, path=""):
    """Return messages that say their own keys, and the values that they are given."""
    if isinstance(entries, Mapping):
        return {key: keys(value, f"{path}.{key}" if path else key) for key, value in entries.items()}
    if not isinstance(entries, str):
        return entries
    names = {name for _, name, _, _ in string.Formatter().parse(entries) if name}
    return " ".join([f"‹{path}›", *(f"{name}={{{name}}}" for name in sorted(names))])


def lines(lesson, state):
    """Return what is shown of a state, line by line, by the place of each in the frame or the script."""
    words = Words(keys(translations("en").entries())).section(lesson.name)
    shown = contents(lesson.frame(state, words))
    shown["figures"] = {name: _described(figure) for name, figure in shown["figures"].items()}
    shown["script"] = _given((lesson.script and lesson.script(state, words)) or "")
    return dict(_leaves(shown))


def _described(figure):
    """Return what of a figure comes from the lesson: names, numbers, conventions, and what tells its marks apart."""
    layout = {
        name: {key: value for key, value in part.items() if key in _OF_AXES} if "axis" in name else part
        for name, part in figure["layout"].items()
        if name in ("title", "meta", "annotations", "legend") or name[:5] in ("xaxis", "yaxis")
    }
    traces = [
        {key: trace[key] for key in sorted(_OF_TRACES & trace.keys())}
        | {of: {key: trace[of][key] for key in sorted(_OF_MARKS & trace[of].keys())} for of in _MARKS if of in trace}
        for trace in figure["data"]
    ]
    return {"layout": layout, "data": traces}


def _given(script):
    """Return how long a script is, and the values that it begins with, by their names."""
    own = [part for part in ast.parse(script).body if isinstance(part, ast.Assign)]
    values = {
        ast.unparse(part.targets[0]): ast.unparse(part.value)
        for part in own
        if all(name.id == "np" for name in ast.walk(part.value) if isinstance(name, ast.Name))
    }
    short = {name: _LONG_NUMBER.sub(lambda found: f"{float(found[0]):.4g}", text) for name, text in values.items()}
    return {"lines": len(script.splitlines())} | {name: text[:_MAX_TEXT] for name, text in short.items()}


def _leaves(value, path=()):
    if isinstance(value, Mapping):
        for key in value:
            yield from _leaves(value[key], (*path, str(key)))
    elif isinstance(value, list | tuple) and any(isinstance(each, Mapping | list | tuple) for each in value):
        for index, each in enumerate(value):
            yield from _leaves(each, (*path, str(index)))
    else:
        yield ".".join(path), _written(value).replace("\n", "⏎") or _EMPTY


def _written(value):
    if isinstance(value, np.ndarray) and value.dtype != object:
        numbers = value.ravel()
        if numbers.size <= _MAX_NUMBERS:
            return f"{[*value.shape]} " + " ".join(
                f"{round(number, _DECIMALS) + 0.0:.4g}" for number in numbers.tolist()
            )
        return f"{[*value.shape]}"
    if isinstance(value, list | tuple | np.ndarray):
        if all(isinstance(each, int | float) and not isinstance(each, bool) for each in value):
            return _written(np.array(value, float))
        return " | ".join(str(each) for each in value)
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def examples(lesson):
    """Return the states of a lesson by their names."""
    others = OTHERS.get(lesson.name, {})
    return dict(lesson.presets) | {name: read_query(lesson.state, query)[0] for name, query in others.items()}


def read(lesson):
    """Return the lines of all states of a lesson as they were written."""
    found, first = {}, {}
    for paragraph in (FOLDER / f"{lesson.name}.txt").read_text("utf-8").split("\n\n"):
        name, *rest = paragraph.strip("\n").split("\n")
        own = dict(line.split(": ", 1) for line in rest)
        found[name] = {place: text for place, text in (first | own).items() if text}
        first = first or found[name]
    return found


def write(lesson):
    """Write the lines of all states of a lesson."""
    first, paragraphs = {}, []
    for name, state in examples(lesson).items():
        own = lines(lesson, state)
        changed = {place: "" for place in first if place not in own}
        changed |= {place: text for place, text in own.items() if not first or not agree(first.get(place), text)}
        paragraphs.append("\n".join([name, *(f"{place}: {text}" for place, text in changed.items())]))
        first = first or own
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{lesson.name}.txt").write_text("\n\n".join(paragraphs) + "\n", "utf-8")


def agree(expected, found):
    """Return whether two lines say the same, but for the last digits of numbers with decimals."""
    if expected is None or found is None or _NUMBER.split(expected) != _NUMBER.split(found):
        return expected == found
    return all(map(_near, _NUMBER.findall(expected), _NUMBER.findall(found)))


def _near(expected, found):
    (mantissa, _, power), (other, _, _) = (text.replace("−", "-").partition("e") for text in (expected, found))
    if expected == found or "." not in mantissa or _form(mantissa) != _form(other):
        return expected == found
    value, near = (float(text.replace("−", "-")) for text in (expected, found))
    last = 10.0 ** (int(power or 0) - len(mantissa.partition(".")[2]))
    return abs(value - near) <= max(1.5 * last, _RELATIVE * abs(value), _NOISE)


def _form(mantissa):
    """Return the sign of a number and how many decimals it has."""
    return mantissa[: mantissa[0] in "+-"], len(mantissa.partition(".")[2])


if __name__ == "__main__":
    for lesson in pages.lessons().values():
        write(lesson)
