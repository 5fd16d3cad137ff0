"""The image: everything in it is pinned, nobody in it is root, and what the app imports gets in, but nothing else."""

import json
import re
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from deploy.serve import arguments
from door import Limits
from tests.servers import HOUSE
from tests.test_house import imports

HADOLINT = Path(sys.executable).with_name("hadolint")
DOCKERFILE = (HOUSE / "Dockerfile").read_text("utf-8")
IGNORED = (HOUSE / ".dockerignore").read_text("utf-8")


def instructions(text, name):
    """Return what follows every instruction of that name, on one line each."""
    without_comments = re.sub(r"(?m)^\s*#.*\n", "", text)
    lines = re.sub(r"\\\n\s*", "", without_comments).splitlines()
    return [line.split(None, 1)[1] for line in lines if line.split(None, 1)[:1] == [name]]


def loose(text):
    """Return the bases of a Dockerfile that are neither named by a digest nor a stage further up."""
    stages, found = [], []
    for base, *alias in (rest.split() for rest in instructions(text, "FROM")):
        if base not in stages and not re.search(r"@sha256:[0-9a-f]{64}$", base):
            found.append(base)
        stages += alias[1:]
    return found


def environment():
    """Return the environment that the image sets."""
    return dict(pair.split("=", 1) for rest in instructions(DOCKERFILE, "ENV") for pair in rest.split())


def gets_in(path, ignored=IGNORED):
    """Tell whether a file is sent to the build: the last rule that names it or a folder of it decides."""
    rules = [line for line in ignored.splitlines() if line and not line.startswith("#")]
    path = PurePosixPath(path)
    answer = True
    for rule in rules:
        pattern = re.escape(rule.removeprefix("!")).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*")
        if any(re.fullmatch(pattern, str(part)) for part in [path, *path.parents]):
            answer = rule.startswith("!")
    return answer


def rooms():
    """Return the folders that the app imports from, or that those do."""
    found, new = set(), {HOUSE / "app.py", HOUSE / "deploy" / "serve.py"}
    while new:
        names = {name.split(".")[0] for path in new for name in imports(path, path.read_text("utf-8"))}
        fresh = {name for name in names if (HOUSE / name).is_dir()} - found
        found |= fresh
        new = {path for name in fresh for path in (HOUSE / name).rglob("*.py")}
    return found


def lint(text):
    return subprocess.run([HADOLINT, "-"], input=text, capture_output=True, text=True, timeout=30)


def test_hadolint_finds_nothing():
    assert lint(DOCKERFILE).stdout == ""
    assert "DL3006" in lint("FROM python").stdout


def test_every_base_is_named_by_its_digest():
    assert loose(DOCKERFILE) == []
    assert loose("FROM python:3.11 AS base\nFROM base AS app\nFROM other") == ["python:3.11", "other"]


def test_packages_are_thinned_out_where_this_python_has_them():
    minor = re.search(r"python:(3\.\d+)", instructions(DOCKERFILE, "FROM")[0])[1]
    assert f"/venv/lib/python{minor}/site-packages" in instructions(DOCKERFILE, "WORKDIR")


def test_packages_are_installed_by_their_hashes():
    installed = [run for run in instructions(DOCKERFILE, "RUN") if "/requirements.lock" in run]
    assert len(installed) == 1
    assert {"--require-hashes", "--only-binary"} <= set(installed[0].split())


def test_the_image_is_run_by_a_number_that_is_not_roots():
    user, group = instructions(DOCKERFILE, "USER")[-1].split(":")
    assert int(user) >= 10_000
    assert int(group) >= 10_000


def test_the_image_listens_everywhere_and_is_asked_for_its_health_where_it_listens():
    _, module, name, *rest = json.loads(instructions(DOCKERFILE, "CMD")[-1])
    options = arguments(rest)
    assert (module, name, options.host) == ("-m", "deploy.serve", "0.0.0.0")
    assert instructions(DOCKERFILE, "EXPOSE") == [str(options.port)]
    check = instructions(DOCKERFILE, "HEALTHCHECK")[0]
    assert f"'127.0.0.1', {options.port}" in check
    assert "'/_stcore/health'" in check


def test_the_app_knows_the_settings_of_the_image():
    assert Limits.read(environment()).hang_seconds > 0


def test_what_the_app_imports_gets_into_the_image():
    found = rooms() - {"deploy"}  # where there is more than the app needs
    assert {"door", "pages", "stage", "figures", "datasets", "softmax_core"} <= found
    wanted = [path for room in found for path in (HOUSE / room).rglob("*.*") if path.suffix != ".pyc"]
    wanted += [*(HOUSE / "assets" / "words").iterdir(), *(HOUSE / "assets" / "data").iterdir()]
    names = ("app.py", "deploy/lines.py", "deploy/serve.py", ".streamlit/config.toml", "requirements.lock")
    wanted += [HOUSE / name for name in names]
    assert [str(path) for path in wanted if not gets_in(path.relative_to(HOUSE))] == []


@pytest.mark.parametrize(
    "path",
    [
        ".git/config",
        ".env",
        ".streamlit/secrets.toml",
        ".venv/bin/python",
        "assets/pictures/softmax.png",
        "benchmarks/cost.py",
        "deploy/compose.yaml",
        "deploy/kubernetes/deployment.yaml",
        "stage/__pycache__/wire.cpython-311.pyc",
        "tests/servers.py",
    ],
)
def test_nothing_else_gets_into_the_image(path):
    assert not gets_in(path)
    assert gets_in(path, ignored="")
