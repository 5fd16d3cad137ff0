"""mutmut, which gives each mutant first to those tests that noticed the last ones of its function and of its module.

Most mutants are noticed by one of the first few tests; pytest takes longer to collect all tests of a mutant. A mutant
that these do not notice meets no others where ``mutants.toml`` says why it may live: some have thousands of tests.
``mutants.py`` runs this in the copy.
"""

import functools
from pathlib import Path

from mutmut.__main__ import cli
from mutmut.runners.harness import PytestRunner

from tests.mutants import ACCEPTED, changed_lines, explained

NOTICED = Path("noticed.txt").absolute()
"""Lines with a mutant and the test that noticed it"""
RECENT, QUICK = 8, 16
"""How many of the last tests of a function, of a module, and of the quickest tests are tried first"""
FEW = 40
"""Tests that are run as a whole"""
run_all = PytestRunner.run_tests


class Failures:
    """A plugin of pytest that writes down which test noticed the mutant."""

    def __init__(self, mutant):
        self.mutant = mutant

    def pytest_runtest_logreport(self, report):
        """Write down a test that failed."""
        if report.failed:
            with NOTICED.open("a") as file:
                file.write(f"{self.mutant} {report.nodeid.removeprefix('mutants/')}\n")


def likely(mutant, tests, noticed):
    """Return those of the tests, the quickest first, that are likely to notice a mutant, by pairs of noticed ones."""
    function, known = mutant.rpartition("__mutmut_")[0], set(tests)

    def recent(prefix):
        found = [test for name, test in reversed(noticed) if name.startswith(prefix) and test in known]
        return list(dict.fromkeys(found))[:RECENT]

    module = function.rpartition(".")[0]
    return list(dict.fromkeys([*recent(f"{function}__mutmut_"), *recent(f"{module}."), *tests[:QUICK]]))


def run_tests(runner, *, mutant_name, tests):
    """Run the likely tests of a mutant, and all others only where these notice nothing."""
    if mutant_name is None:
        return run_all(runner, mutant_name=None, tests=tests)
    noticed = [line.split(" ", 1) for line in NOTICED.read_text().splitlines()] if NOTICED.exists() else []
    runner.execute_pytest = functools.partial(PytestRunner.execute_pytest, runner, plugins=[Failures(mutant_name)])
    first = likely(mutant_name, tests, noticed) if len(tests) > FEW else []
    failed = first and run_all(runner, mutant_name=mutant_name, tests=first)
    if failed or (first and explained(mutant_name, changed_lines(mutant_name), ACCEPTED)):
        return failed
    return run_all(runner, mutant_name=mutant_name, tests=tests)


PytestRunner.run_tests = run_tests

if __name__ == "__main__":
    cli()
