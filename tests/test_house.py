"""The house: imports point down, modules are short, and NumPy alone is enough for the stage and the lessons."""

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

import pages
from softmax_core.errors import SoftmaxError

HOUSE = Path(__file__).parents[1]
MAY_IMPORT = {
    "softmax_core": {"numpy"},
    "text": set(),
    "figures": {"numpy"},
    "datasets": {"numpy", "pandas", "charset_normalizer", "softmax_core.errors"},
    "stage": {"softmax_core.errors", "text", "numpy", "orjson"},
    "lectures": {"softmax_core.errors", "figures.conventions", "stage", "text"},
    "textbooks": {"softmax_core", "stage", "text", "numpy"},
    "pages": {"softmax_core", "figures", "stage", "datasets", "lectures", "text", "textbooks", "numpy", "cachetools"},
    "browser_edition": {
        *("softmax_core.errors", "text", "figures", "stage", "pages", "server"),
        *("markdown_it", "mdit_py_plugins", "starlette", "uvicorn"),
    },
    "server": {
        "softmax_core.errors",
        "stage.fair_turns",
        "text",
        "google.protobuf",
        "pydantic",
        "pydantic_settings",
        "threadpoolctl",
    }
    | {"starlette", "streamlit"},
}
MAY_ALSO_IMPORT = {
    "stage/browser_files.py": {"plotly", "streamlit"},
    "stage/component.py": {"streamlit"},
    "stage/websocket_transport.py": {"starlette"},
    "pages/layout.py": {"streamlit"},
}
MAX_LINES = 250
MAX_PARAMETERS = 7


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


def not_allowed(path, source):
    """Return what the module at ``path`` imports and may not."""
    name = path.relative_to(HOUSE).as_posix()
    room = name.partition("/")[0]
    allowed = MAY_IMPORT[room] | MAY_ALSO_IMPORT.get(name, set()) | {room} | sys.stdlib_module_names
    return [name for name in imports(path, source) if not any(f"{name}.".startswith(f"{entry}.") for entry in allowed)]


def modules(*rooms):
    return [path for room in rooms for path in sorted((HOUSE / room).rglob("*.py"))]


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_its_line_of_the_table_allows(room):
    files = modules(room)
    assert files, f"{room} has no modules"
    found = {str(path): not_allowed(path, path.read_text("utf-8")) for path in files}
    assert {path: names for path, names in found.items() if names} == {}


def test_nothing_imports_the_app():
    assert (HOUSE / "app.py").exists()
    files = modules(*MAY_IMPORT)
    assert not [path for path in files if any(n.split(".")[0] == "app" for n in imports(path, path.read_text("utf-8")))]


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("softmax_core/module.py", "import scipy.special"),
        ("softmax_core/module.py", "from .. import stage"),
        ("softmax_core/module.py", "def f():\n    import figures"),
        ("figures/module.py", "import streamlit as st"),
        ("figures/module.py", "from softmax_core import softmax"),
        ("stage/module.py", "from softmax_core import softmax"),
        ("stage/module.py", "import softmax_core"),
        ("stage/module.py", "from pages import softmax"),
        ("stage/module.py", "from ..figures.bars import x"),
        ("stage/module.py", "from starlette.websockets import WebSocket"),
        ("stage/session.py", "import streamlit"),
        ("stage/controls/base.py", "from streamlit import session_state"),
        ("text/module.py", "import numpy"),
        ("pages/module.py", "import app"),
        ("pages/module.py", "import server"),
        ("pages/module.py", "from plotly import graph_objects"),
        ("pages/module.py", "import pandas"),
        ("pages/softmax.py", "import streamlit"),
        ("server/module.py", "from pages import softmax"),
        ("lectures/module.py", "import pages"),
        ("stage/module.py", "from lectures import Lecture"),
    ],
)
def test_an_import_that_points_up_or_out_is_noticed(module, line):
    assert not_allowed(HOUSE / module, line)


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("softmax_core/module.py", "import math, numpy as np\nfrom . import checks\nfrom .errors import SoftmaxError"),
        ("figures/module.py", "from numpy.typing import NDArray"),
        ("stage/module.py", "from softmax_core.errors import SoftmaxError\nfrom .state import read_query"),
        ("stage/component.py", "import streamlit as st"),
        ("pages/module.py", "import softmax_core as core\nimport stage\nfrom figures import bars"),
    ],
)
def test_an_import_that_points_down_is_allowed(module, line):
    assert not not_allowed(HOUSE / module, line)


def test_every_error_is_in_the_one_tree():
    declared = {
        (path.relative_to(HOUSE).with_suffix("").as_posix().replace("/", "."), node.name)
        for path in modules(*MAY_IMPORT)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
        and any(re.fullmatch(r"(?!BaseException).*(Error|Exception)", ast.unparse(base)) for base in node.bases)
    }
    errors = [getattr(importlib.import_module(module), name) for module, name in sorted(declared)]
    assert len(errors) > 10
    assert [error for error in errors if not issubclass(error, SoftmaxError)] == []
    assert issubclass(SoftmaxError, ValueError)


ONLY_NUMPY = """
import sys


class OnlyNumPy:
    '''Finds nothing but NumPy, cachetools, the standard library and the rooms of the house.'''

    def find_spec(self, name, path=None, target=None):
        rooms = {"pages", "lectures", "textbooks", "stage", "text", "figures", "datasets", "softmax_core"}
        allowed = sys.stdlib_module_names | rooms | {"numpy", "cachetools"}
        if name.partition(".")[0] not in allowed:
            raise ModuleNotFoundError(name)


sys.meta_path.insert(0, OnlyNumPy())

import datasets
import pages
import stage
from stage.requests import parse_message
from text import translations

for lesson in pages.lessons().values():
    session = stage.Session(lesson, translations(None))
    for number, state in enumerate((lesson.state(), *lesson.presets.values())):
        if getattr(state, "data", "") in datasets.BUNDLED:
            continue  # read from a file, by pandas
        answer = session.answer(parse_message(f"{number} {stage.write_query(state)}"))
        assert '"changes"' in answer, answer
    print(lesson.name)
"""


def test_the_stage_and_every_lesson_work_where_little_but_numpy_is_installed():
    run = subprocess.run([sys.executable, "-c", ONLY_NUMPY], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == list(pages.lessons())


def test_pandas_is_imported_only_when_a_file_is_read():
    code = "import sys, pages; pages.lessons(); print('pandas' in sys.modules, 'charset_normalizer' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=HOUSE, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]


SOURCES = [
    *(HOUSE / "app.py", *modules(*MAY_IMPORT, "deploy", "benchmarks", "tests")),
    *sorted(path for path in (HOUSE / "stage" / "browser").rglob("*.js") if path.parent.name != "third_party"),
    *sorted((HOUSE / "browser_edition").rglob("*.*js")),
]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_a_module_is_short_and_a_public_function_has_few_parameters(path):
    source = path.read_text("utf-8")
    assert source.count("\n") <= MAX_LINES
    if path.suffix != ".py" or path.name.startswith("test_"):  # pytest and Hypothesis pass what a test names
        return
    for node in ast.walk(ast.parse(source)):
        public = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_")
        if public or (isinstance(node, ast.FunctionDef) and node.name == "__init__"):
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            named = [argument.arg for argument in arguments if argument.arg not in ("self", "cls")]
            assert len(named) <= MAX_PARAMETERS, (node.name, named)
