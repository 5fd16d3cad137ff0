"""The house: imports point down, softmax_core <- datasets, figures <- stage <- pages, door <- app."""

import ast
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
MAY_IMPORT = {
    "softmax_core": {"numpy"},
    "figures": {"numpy", "plotly"},
    "stage": {"softmax_core.errors", "numpy", "plotly", "starlette", "streamlit"},
    "datasets": {"numpy", "pandas", "charset_normalizer", "softmax_core.errors"},
    "pages": {"softmax_core", "figures", "stage", "datasets", "numpy", "streamlit"},
    "door": {"stage", "google.protobuf", "starlette", "streamlit"},
}


def imports(path, source):
    """Return the absolute name of everything that ``source``, the text of the module at ``path``, imports."""
    package = path.relative_to(HOUSE).parent.parts
    names = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *filter(None, [node.module])])
            names += [f"{module}.{alias.name}" for alias in node.names]
    return names


def strangers(room, names):
    """Return those of ``names`` that ``room`` may not import."""
    allowed = MAY_IMPORT[room] | {room} | sys.stdlib_module_names
    return [name for name in names if not any(f"{name}.".startswith(f"{entry}.") for entry in allowed)]


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_its_line_of_the_table_allows(room):
    files = sorted((HOUSE / room).rglob("*.py"))
    assert files, f"{room} has no modules"
    found = {str(path): strangers(room, imports(path, path.read_text("utf-8"))) for path in files}
    assert {path: names for path, names in found.items() if names} == {}


def test_nothing_imports_the_app():
    files = [path for room in MAY_IMPORT for path in (HOUSE / room).rglob("*.py")]
    assert (HOUSE / "app.py").exists()
    assert not [path for path in files if any(n.split(".")[0] == "app" for n in imports(path, path.read_text("utf-8")))]


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("softmax_core", "import scipy.special"),
        ("softmax_core", "from .. import stage"),
        ("softmax_core", "def f():\n    import figures"),
        ("figures", "import streamlit as st"),
        ("figures", "from softmax_core import softmax"),
        ("stage", "from softmax_core import softmax"),
        ("stage", "import softmax_core"),
        ("stage", "from pages import softmax"),
        ("stage", "from ..figures.bars import x"),
        ("pages", "import app"),
        ("pages", "import door"),
        ("door", "from pages import softmax"),
        ("pages", "from plotly import graph_objects"),
        ("pages", "import pandas"),
    ],
)
def test_an_import_that_points_up_or_out_is_noticed(room, line):
    assert strangers(room, imports(HOUSE / room / "module.py", line))


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("softmax_core", "import math, numpy as np\nfrom . import checks\nfrom .errors import SoftmaxError"),
        ("figures", "from plotly import graph_objects as go\nfrom numpy.typing import NDArray"),
        ("stage", "from softmax_core.errors import SoftmaxError\nfrom .state import read"),
        ("pages", "import softmax_core as core\nimport stage\nfrom figures import bars"),
    ],
)
def test_an_import_that_points_down_is_allowed(room, line):
    assert not strangers(room, imports(HOUSE / room / "module.py", line))
