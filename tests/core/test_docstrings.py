"""Docstrings of the public functions: they name every parameter, what is returned and every error that is raised."""

import inspect
import re

import pytest

import softmax_core as core
from tests.core.public_calls import CALLS
from tests.core.test_every_argument import NEVER_VALID

SECTIONS = ("Parameters", "Returns", "Raises", "References", "Notes")


def sections(function):
    """Return the sections of a docstring by their names; the text before them is the summary."""
    parts = re.split(r"^(\w+)\n-+\n", inspect.getdoc(function), flags=re.MULTILINE)
    return {"summary": parts[0]} | dict(zip(parts[1::2], parts[2::2], strict=True))


def raised(call):
    """Return the names of the errors that wrong arguments of a function raise."""
    function, arguments = CALLS[call]
    names = set()
    for name in arguments:
        for value in NEVER_VALID:
            try:
                function(**(arguments | {name: value}))
            except core.SoftmaxError as error:
                names.add(type(error).__name__)
    return names


@pytest.mark.parametrize("call", CALLS)
def test_a_docstring_names_every_parameter_and_every_error(call):
    function, arguments = CALLS[call]
    found = sections(function)
    described = re.findall(r"^(\w+(?:, \w+)*) : \S", found.get("Parameters", ""), flags=re.MULTILINE)
    assert {name for line in described for name in line.split(", ")} == set(arguments)
    assert set(re.findall(r"Invalid\w+Error", found.get("Raises", ""))) >= raised(call)
    assert set(found) <= {"summary", *SECTIONS}


@pytest.mark.parametrize("call", CALLS)
def test_a_docstring_opens_with_one_sentence_and_says_what_is_returned(call):
    found = sections(CALLS[call][0])
    assert found["summary"].split("\n\n")[0].endswith(".")
    assert inspect.isclass(CALLS[call][0]) or found["Returns"].strip()
