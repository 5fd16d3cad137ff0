"""Make the files with which a web worker runs Python: ``python -m browser_edition.python_files FOLDER``.

Two folders, each named by its content: ``pyodide-DIGEST``, which changes with the release of Pyodide, and
``python-DIGEST``, which changes with this project.
"""

import argparse
import hashlib
import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import distribution
from pathlib import Path

from . import python_archives
from .pyodide_release import ROOT, PyodideRelease, ReleaseError

RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
"""The files of Pyodide's npm package that a browser reads."""
BUILD = ROOT / "build"
DOWNLOADS = BUILD / "downloads"
WORKER = "worker.js"
COMPRESSED = (".html", ".js", ".mjs", ".css", ".json", ".wasm", ".svg")
"""How the names of files end that compress."""
LICENCES = "licences.txt"


def python_files(release: PyodideRelease, archives: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files by path; that of the worker ends with ``WORKER``.

    Parameters
    ----------
    release : Pyodide and the wheels
    archives : as ``python_archives.archives`` returns them
    """
    packed = {f"{Path(name).stem}.bin": python_archives.compressed(content) for name, content in archives.items()}
    application = packed.pop("application.bin")
    runtime = {name: release.files[name] for name in RUNTIME} | packed
    runtime_folder = f"pyodide-{digest_of(runtime)}"
    fetched = {name: content for name, content in runtime.items() if not name.endswith(".mjs")}
    fetched["application.bin"] = application
    described = {
        "runtime": f"../{runtime_folder}/",
        "files": [*runtime, "application.bin"],
        "lock": {"info": release.lock["info"], "packages": {}},
        "wire": {name: len(_on_the_wire(name, content)) for name, content in fetched.items()},
        "bytes": {name: len(content) for name, content in fetched.items()},
    }
    own = {
        WORKER: (Path(__file__).parent / "browser" / WORKER).read_bytes(),
        "python.json": json.dumps(described).encode(),
        "application.bin": application,
    }
    own_folder = f"python-{digest_of(own)}"
    return {f"{runtime_folder}/{name}": content for name, content in runtime.items()} | {
        f"{own_folder}/{name}": content for name, content in own.items()
    }


def worker_path(paths: Mapping[str, bytes] | list[str]) -> str:
    """Return the path of the worker's script among the paths of ``python_files``."""
    return next(path for path in paths if path.endswith(f"/{WORKER}"))


def licences(release: PyodideRelease) -> list[str]:
    """Return the licences and notices of everything that the files hold."""
    notices = [(Path(__file__).parent / "NOTICES.txt").read_text("utf-8"), (ROOT / "LICENSE").read_text("utf-8")]
    wheels = [text for package in ("numpy", "pandas") for text in release.licences(package)]
    return [*notices, *wheels, str(distribution("cachetools").read_text("licenses/LICENSE") or "")]


def joined(texts: Sequence[str]) -> str:
    """Return texts below each other, a line between them."""
    return f"\n\n{'=' * 80}\n\n".join(text for text in texts if text)


def with_compressed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files, and beside those that compress the same by gzip, so that no host needs to do it."""
    beside = {
        f"{path}.gz": python_archives.compressed(content)
        for path, content in files.items()
        if path.endswith(COMPRESSED)
    }
    return {**files, **beside}


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder, in place of what was there."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what says where the parts come from."""
    parser.add_argument("--wheels", type=Path, help="a folder with the wheels; without it they are downloaded")
    parser.add_argument("--node", default=str(Path(sys.executable).with_name("node")), help="Node.js")


def release_of(arguments: argparse.Namespace) -> PyodideRelease:
    """Return the release that the arguments name."""
    return PyodideRelease(DOWNLOADS, arguments.wheels)


def main(argv: list[str] | None = None) -> int:
    """Write the files; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m browser_edition.python_files", description=__doc__.partition(":")[0]
    )
    parser.add_argument("folder", type=Path, help="where to write them; what was there is deleted")
    add_arguments(parser)
    arguments = parser.parse_args(argv)
    try:
        release = release_of(arguments)
        archives = python_archives.archives(release, arguments.node)
        files = with_compressed(python_files(release, archives))
        write(arguments.folder, {**files, LICENCES: joined(licences(release)).encode()})
    except ReleaseError as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 1
    return 0


def _on_the_wire(name: str, content: bytes) -> bytes:
    return content if name.endswith(".bin") else python_archives.compressed(content)


def digest_of(files: Mapping[str, bytes]) -> str:
    """Return a short digest of files with their names."""
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:12]


if __name__ == "__main__":
    sys.exit(main())
