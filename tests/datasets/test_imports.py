"""Importing the package and checking a file need NumPy only; pandas and charset-normalizer are imported on demand."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ONLY_NUMPY = """
import sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        allowed = {"datasets", "softmax_core", "numpy"} | sys.stdlib_module_names
        if name.partition(".")[0] not in allowed:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Blocker())
"""
USES_WITHOUT_READING = """
import numpy as np
import datasets

for name in datasets.__all__:
    getattr(datasets, name)
dataset = datasets.Dataset(np.zeros((2, 1)), np.array([0, 1]), ("a",), ("x", "y"), 0)
assert not dataset.features.flags.writeable
for function, argument in [(datasets.read_csv, b"a,b,c\\n1,2\\n"), (datasets.load_bundled, "none")]:
    try:
        function(argument)
    except datasets.InvalidFileError as error:
        assert error.details == {"line": 2, "found": 2, "expected": 3}
    except datasets.UnknownDatasetError as error:
        assert "iris" in str(error)
    else:
        raise AssertionError(argument)
"""


def run(*code):
    """Run ``code`` in a new interpreter and return its error output."""
    command = [sys.executable, "-c", "\n".join(code)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60).stderr


def test_all_but_reading_a_file_works_where_only_numpy_is_installed():
    assert run(ONLY_NUMPY, USES_WITHOUT_READING) == ""


@pytest.mark.parametrize("name", ["pandas", "charset_normalizer"])
def test_the_blocked_packages_cannot_be_imported(name):
    assert f"ModuleNotFoundError: {name}" in run(ONLY_NUMPY, f"import {name}")


def test_pandas_is_imported_by_the_first_file_and_charset_normalizer_only_to_detect_an_encoding():
    code = """
import sys, datasets

def imported():
    return sys.modules.keys() & {"pandas", "charset_normalizer"}

assert not imported()
datasets.load_bundled("iris")
assert imported() == {"pandas"}
datasets.read_csv("がく片の長さ,幅,種類\\n5.1,3.5,ヒオウギアヤメ\\n5,3,アヤメ\\n".encode("shift_jis"))
assert imported() == {"pandas", "charset_normalizer"}
"""
    assert run(code) == ""
