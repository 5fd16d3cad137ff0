"""The examples in the documentation: what a session with Python shows is what Python prints."""

import doctest
import re

import pytest

from tests.servers import ROOT

PAGES = {
    page.relative_to(ROOT).as_posix(): page for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
}
SESSIONS = [
    pytest.param(block, id=f"{name}-{number}")
    for name, page in PAGES.items()
    for number, block in enumerate(re.findall(r"(?m)^```python\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL))
    if ">>>" in block
]


def failures(session):
    """Return what a session in the documentation shows otherwise than Python prints it."""
    report = []
    test = doctest.DocTestParser().get_doctest(session, {}, "example", None, 0)
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(test, out=report.append)
    assert runner.summarize(verbose=False).attempted > 0
    return "".join(report)


@pytest.mark.parametrize("session", SESSIONS)
def test_an_example_shows_what_python_prints(session):
    assert failures(session) == ""


def test_the_readme_has_an_example():
    assert any(parameters.id.startswith("README.md") for parameters in SESSIONS)


def test_an_example_that_prints_something_else_is_noticed():
    assert "0.119" in failures(">>> round(0.11894, 4)\n0.119\n")
