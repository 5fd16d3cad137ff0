"""A clock that jumps, as at a start without network time, changes no limit: none of them looks at the time of day."""

import ast

import pytest

from tests.servers import ROOT

TIME_OF_DAY = {"time.time", "time.time_ns", "datetime.now", "datetime.datetime.now", "datetime.utcnow", "date.today"}
TIME_OF_DAY |= {"datetime.datetime.utcnow", "datetime.date.today", "time.localtime", "time.gmtime"}
ROOMS = ("server", "stage", "deploy")
MODULES = [ROOT / "app.py", *(path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))]


def times_of_day(source):
    """Return the lines that ask for the time of day."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and ast.unparse(node) in TIME_OF_DAY:
            lines.append(node.lineno)
        if isinstance(node, ast.ImportFrom) and {f"{node.module}.{alias.name}" for alias in node.names} & TIME_OF_DAY:
            lines.append(node.lineno)
    return lines


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_looks_at_the_time_of_day(path):
    assert times_of_day(path.read_text("utf-8")) == []


@pytest.mark.parametrize("source", ["import time\nlimit = time.time() + 5", "from time import time", "datetime.now()"])
def test_a_look_at_the_time_of_day_is_noticed(source):
    assert times_of_day(source)
