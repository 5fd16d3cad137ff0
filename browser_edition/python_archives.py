"""The archives that the worker unpacks: Python's standard library, NumPy, pandas with what it needs, and this project.

They hold byte code, because a browser would compile every module again at every start, and nothing that is never read
there. Each is stored without compression and then compressed as a whole, which saves a third.
"""

import gzip
import io
import json
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath

from .pyodide_release import ROOT, PyodideRelease, ReleaseError

ROOMS = ("softmax_core", "text", "figures", "datasets", "stage", "lectures", "pages")
"""The packages of this project that a frame needs."""
NOT_IN_WORKER = {
    "stage/browser_files.py",
    "stage/component.py",
    "stage/fair_executor.py",
    "stage/fair_turns.py",
    "stage/websocket_transport.py",
    "pages/layout.py",
}
_UNUSED = """
_pyio curses doctest ensurepip ftplib idlelib imaplib lib2to3 mailbox multiprocessing optparse pdb pickletools poplib
pydoc pydoc_data smtplib socketserver sqlite3 tkinter turtle turtledemo unittest venv webbrowser wsgiref xml xmlrpc
zipapp _pyrepl antigravity argparse bdb cProfile cmd code colorsys compileall configparser difflib email filecmp
fileinput getopt getpass gettext graphlib http mimetypes modulefinder netrc nturl2path plistlib profile pstats pty
py_compile pyclbr quopri rlcompleter sched shelve statistics symtable tabnanny this timeit trace tracemalloc tty wave
"""
UNUSED_STANDARD = frozenset(_UNUSED.split())
"""Modules that neither Pyodide, NumPy, pandas nor this project import."""
UNUSED_IN_WHEELS = (
    *("/tests/", "/include/", "/_examples/", "numpy/f2py/", "numpy/_pyinstaller/", "numpy/testing/"),
    *("numpy/conftest.py", "numpy/ctypeslib/"),
)
READ_AT_RUN_TIME = {".py", ".so", ".json", ".gz"}
LIBRARY, NUMPY, LATER, APPLICATION = "standard_library.zip", "numpy.zip", "later.zip", "application.zip"
LATER_WHEELS = ("pandas", "python-dateutil", "six", "charset-normalizer")
"""What is loaded only when a file is read."""

Content = dict[str, bytes]


def standard_library(release: PyodideRelease) -> Content:
    """Return the modules of Python's standard library."""
    return {name: content for name, content in _unzipped(release.files["python_stdlib.zip"]) if _is_used(name)}


def wheels(release: PyodideRelease, names: Iterable[str]) -> Content:
    """Return what is read of wheels when they run."""
    return {
        name: content
        for package in names
        for name, content in _unzipped(release.wheel(package))
        if PurePosixPath(name).suffix in READ_AT_RUN_TIME and not any(part in name for part in UNUSED_IN_WHEELS)
    }


def application() -> Content:
    """Return this project's own modules, words and data, and cachetools, which is Python only."""
    modules = {path for room in ROOMS for path in (ROOT / room).rglob("*.py")}
    modules |= {ROOT / "browser_edition" / name for name in ("__init__.py", "answers.py", "first_frames.py")}
    texts = [*(ROOT / "assets" / "words").rglob("*.toml"), *(ROOT / "assets" / "lectures").glob("*.toml")]
    others = [*texts, *(ROOT / "assets" / "data").glob("*.csv")]
    files = {path.relative_to(ROOT).as_posix(): path for path in sorted([*modules, *others])}
    own = {name: path.read_bytes() for name, path in files.items() if name not in NOT_IN_WORKER}
    installed = distribution("cachetools")
    cache = [file for file in installed.files or () if file.parent.name == "cachetools" and file.suffix == ".py"]
    return own | {file.as_posix(): Path(str(installed.locate_file(file))).read_bytes() for file in cache}


def archives(release: PyodideRelease, node: str) -> dict[str, bytes]:
    """Return all archives by name, with byte code in place of every module: by the Python that will run it, in Node.js.

    Raises
    ------
    ReleaseError
        Where a part cannot be had, Node.js is missing, or a module cannot be compiled.
    """
    contents = {
        LIBRARY: standard_library(release),
        NUMPY: wheels(release, ["numpy"]),
        LATER: wheels(release, LATER_WHEELS),
        APPLICATION: application(),
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, release.files | {archive: _zipped(members) for archive, members in contents.items()})
        _run_node(node, "compile.mjs", folder, *contents)
        return {archive: (folder / archive).read_bytes() for archive in contents}


def first_frames(
    archived: Mapping[str, bytes], release: PyodideRelease, node: str, language: str
) -> dict[str, dict[str, str]]:
    """Return the answers to the first request for each lesson's examples, by lesson and by query, as the worker's.

    Parameters
    ----------
    archived : as ``archives`` returns them
    release, node : as there
    language : in which the lessons answer
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, release.files | dict(archived))
        _run_node(node, "first_frames.mjs", folder, language, NUMPY, LATER, APPLICATION)
        frames: dict[str, dict[str, str]] = json.loads((folder / "first_frames.json").read_text("utf-8"))
        return frames


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for file, content in files.items():
        (folder / file).write_bytes(content)


def _run_node(node: str, script: str, *arguments: object) -> None:
    command = [node, str(Path(__file__).with_name(script)), *map(str, arguments)]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except FileNotFoundError as cause:
        raise ReleaseError(f"{node} was not found: Node.js runs Pyodide (`make site` installs it)") from cause
    except subprocess.CalledProcessError as cause:
        raise ReleaseError(f"{script} failed: {_last_line(cause.stderr)}") from cause


def compressed(content: bytes) -> bytes:
    """Return content by gzip, the same bytes at every call."""
    return gzip.compress(content, 9, mtime=0)


def _is_used(name: str) -> bool:
    return name.split("/")[0].removesuffix(".py") not in UNUSED_STANDARD


def _unzipped(archive: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return [(name, opened.read(name)) for name in sorted(opened.namelist()) if not name.endswith("/")]


def _zipped(members: Content) -> bytes:
    """Return an archive without compression, with a fixed date."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(members.items()):
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def _last_line(text: str) -> str:
    """Return the line that names the error; Node.js prints whole lines of compressed scripts before it."""
    return next((line.strip() for line in text.splitlines() if "Error" in line and len(line) < 1_000), "no message")
