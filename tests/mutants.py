"""Mutation tests: mutmut puts one small fault after the other into the code (a mutant), and the tests should notice it.

    make mutants                          # all of them, for hours
    make mutants ONLY="figures.bars* softmax_core.losses*"
    make mutants ONLY="*7"                # every tenth

Each package is tested by its own tests (figures also by those of the pictures in the lessons), in a copy of the working
tree in a temporary folder. A mutant that no test notices is listed, unless ``mutants.toml`` says why it may live. The
command fails where fewer than 95 % of the others are noticed.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[1]
PICTURES = sorted(f"tests/pages/{path.name}" for path in (ROOT / "tests" / "pages").glob("test_*_pictures.py"))
PACKAGES = {
    "softmax_core": ["tests/core", "tests/claims"],
    "figures": [
        "tests/figures",
        *PICTURES,
        "tests/pages/test_classifier_model_handles.py",
        "tests/pages/test_shown.py",
    ],
    "pages": [
        "tests/pages",
        "tests/textbooks",
        "--ignore=tests/pages/test_classifier_caches.py",  # these fill whole caches
        "--ignore=tests/pages/test_classifier_model_algebra.py",  # of the browser's side, which needs Node.js
        "--deselect=tests/pages/test_classifier_combinations.py::test_a_run_on_much_data_is_shortened_and_this_is_reported",
    ],
}
MIN_SHARE = 0.95
ACCEPTED = tomllib.loads((ROOT / "tests" / "mutants.toml").read_text("utf-8"))["accepted"]
SETTINGS = """
[tool.mutmut]
source_paths = ["{package}"]
# Run by Streamlit, as a script; the tests of the server hold it.
do_not_mutate = ["pages/layout.py"]
also_copy = {others}
pytest_add_cli_args_test_selection = {tests}
# Collecting garbage after each run, to find what was not closed, would take longer than most of the runs.
pytest_add_cli_args = ["-m", "not browser", "-p", "no:cacheprovider", "-p", "no:unraisableexception", "-o", "timeout=0"]
"""
# Run in the copy, because mutmut reads its settings where it is imported.
RESULTS = """
import json, sys
from pathlib import Path
from mutmut.stats import status_by_exit_code
from tests.mutants import changed_lines

results = {}
for path in sorted(Path("mutants").rglob("*.meta")):
    for name, code in json.loads(path.read_text())["exit_code_by_key"].items():
        status = status_by_exit_code[code]
        results[name] = status, changed_lines(name) if status in ("survived", "no tests", "suspicious") else ""
print(json.dumps(results))
"""


def copied(package, folder):
    """Copy the files that git knows or would know to a folder, with mutmut's settings."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    others = [path.name for path in folder.iterdir() if path.name not in (package, "tests", "pyproject.toml")]
    with (folder / "pyproject.toml").open("a") as settings:
        settings.write(SETTINGS.format(package=package, others=json.dumps(others), tests=json.dumps(PACKAGES[package])))


def tested(package, only):
    """Test the mutants of a package, and return status and changed lines of each by its name."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        folder = Path(name)
        copied(package, folder)
        environment = os.environ | {"HYPOTHESIS_PROFILE": "mutants", "PYTHONDONTWRITEBYTECODE": "1"}
        run = [sys.executable, "-m", "tests.likely_tests_first", "run", "--max-children", str(os.cpu_count()), *only]
        with (folder / "output.txt").open("w") as output:
            ended = subprocess.run(
                run, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT, check=False
            )
        if ended.returncode:
            sys.exit((folder / "output.txt").read_text()[-5000:])
        results = subprocess.run(
            [sys.executable, "-c", RESULTS], cwd=folder, capture_output=True, text=True, check=True
        )
    return {name: result for name, result in json.loads(results.stdout).items() if result[0] != "not checked"}


def changed_lines(name):
    """Return the lines of a mutant that begin with - and +; for mutmut's own Python, in the copy."""
    from mutmut.mutation.diff_apply import get_diff_for_mutant

    return "\n".join(line for line in get_diff_for_mutant(name).splitlines()[3:] if line[:1] in ("+", "-"))


def explained(name, diff, accepted):
    """Return the entry of ``mutants.toml`` that explains why a mutant may live, if there is one."""
    for entry in accepted:
        if fnmatch(name, entry.get("where", "*")) and re.search(entry["change"], diff, re.MULTILINE):
            return entry
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("only", nargs="*", help="patterns of names, such as figures.bars*")
    only = parser.parse_args().only
    seen, count, unnoticed = set(), 0, 0
    for package in PACKAGES:
        wanted = [pattern for pattern in only if pattern.startswith((package, "*"))]
        if only and not wanted:
            continue
        results = tested(package, wanted)
        living = {name: diff for name, (status, diff) in results.items() if diff}
        entries = {name: explained(name, diff, ACCEPTED) for name, diff in living.items()}
        unexplained = [name for name, entry in entries.items() if entry is None]
        seen |= {entry["change"] for entry in entries.values() if entry}
        for name in unexplained:
            print(name, living[name], sep="\n")
        print(
            f"{package}: {len(results)} mutants, {len(results) - len(living)} noticed, "
            f"{len(living) - len(unexplained)} explained, {len(unexplained)} neither"
        )
        count, unnoticed = count + len(results) - len(living) + len(unexplained), unnoticed + len(unexplained)
    if not only:
        for entry in ACCEPTED:
            if entry["change"] not in seen:
                print("No mutant lives of this kind any more:", entry["reason"])
    share = 1 - unnoticed / max(1, count)
    print(f"{share:.1%} of the mutants that are not explained were noticed")
    sys.exit(share < MIN_SHARE)


if __name__ == "__main__":
    main()
