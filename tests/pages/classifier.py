"""What the tests of the classifier lesson read off a frame, and how they compute its numbers independently."""

import base64
import contextlib
import csv
import io
import json

import numpy as np

import softmax_core as core
from pages.classifier import LESSON, State, frame
from stage import UploadedFile
from stage.encoding import to_json, to_plain
from stage.session import contents
from text import translations

WORDS = translations("en").section("classifier")
DATA = ("spiral", "blobs", "bands", "xor", "rings", "moons", "drawn", "iris", "penguins")
UNKNOWN_DIGEST = "0123456789abcdef" * 2
GENERATED = {"spiral": core.spiral, "bands": core.bands, "xor": core.xor, "rings": core.rings, "moons": core.moons}
# CS231n prints these every 10 steps
PUBLISHED = [
    *("1.096956", "0.917265", "0.851503", "0.822336", "0.807586", "0.799448", "0.794681", "0.791764", "0.789920"),
    *("0.788726", "0.787938", "0.787409", "0.787049", "0.786803", "0.786633", "0.786514", "0.786431", "0.786373"),
    *("0.786331", "0.786302"),
]
TABLE = "length,width,kind\n" + "".join(f"{i % 7}.5,{i % 5 - i % 3},{'abc'[i % 3]}\n" for i in range(30))


def show(state=None, **values):
    return frame(state or State(**values), WORDS)


def own(text, name="mine.csv", **values):
    content = text if isinstance(text, bytes) else text.encode()
    return State(data="own", file=UploadedFile.received(name, content), **values)


def reading(shown, key):
    return dict(shown.readings)[WORDS(f"readings.{key}")]


def encoded(shown):
    return to_json({"frame": to_plain(contents(shown))})


def rows(shown, figure="plane"):
    """Return the trace of the rows."""
    [found] = [trace for trace in shown.figures[figure]["data"] if trace.get("meta") == "rows"]
    return found


def coordinates(shown):
    return np.column_stack([rows(shown)["x"], rows(shown)["y"]])


def line(shown, name):
    """Return the ends of the segments of a line of the plane, (M, 2, 2)."""
    [trace] = [trace for trace in shown.figures["plane"]["data"] if trace.get("name") == WORDS(f"lines.{name}")]
    ends = np.column_stack([trace["x"], trace["y"]]).reshape(-1, 3, 2)
    assert np.isnan(ends[:, 2]).all()
    return ends[:, :2].astype(float)


def curve(shown, name):
    [trace] = [trace for trace in shown.figures["loss"]["data"] if trace.get("name") == WORDS(f"curve.{name}")]
    return np.asarray(trace["y"])


def download(state, name):
    return LESSON.downloads[name](state, WORDS).text


def run(state):
    """Return the numbers of every step of the downloaded run."""
    found = list(csv.DictReader(io.StringIO(download(state, "steps"))))
    return {name: np.array([float(row[name]) for row in found]) for name in found[0]}


def classifier(state):
    """Return weights and bias of the step that a state shows, and all that is saved with them."""
    found = json.loads(download(state, "weights"))
    return np.array(found["weights"]).reshape(-1, len(found["classes"])), np.array(found["bias"]), found


def arrays(value, path=()):
    """Yield every array of numbers that a frame draws, with the path to it."""
    if isinstance(value, dict) and "bdata" in value:
        yield path, np.frombuffer(base64.b64decode(value["bdata"]), value["dtype"])
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from arrays(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from arrays(item, (*path, index))
    elif isinstance(value, float):
        yield path, np.array([value])


def is_whole(shown):
    """Check that all that is drawn is finite but for the gaps of lines."""
    for path, numbers in arrays(to_plain(contents(shown))):
        gaps = path[:3] == ("figures", "plane", "data") and not {"x", "y"}.isdisjoint(path)
        assert not np.isinf(numbers).any(), path
        assert gaps or not np.isnan(numbers).any(), path
    for name in ("decision", "dominated", "pinned", "arrow"):
        if shown.figures:
            assert np.isfinite(line(shown, name)).all()


def printed(text):
    """Run a script in this process, where a warning is an error; return what it prints."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output), np.errstate(over="ignore", invalid="ignore"):
        exec(compile(text, "script", "exec"), {})
    return np.array([float(found.split(" ")[1]) for found in output.getvalue().splitlines()])
