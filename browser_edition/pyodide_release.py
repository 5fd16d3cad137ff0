"""CPython for WebAssembly (Pyodide) and wheels that fit it, each checked before it is used.

Pyodide comes from its npm package, whose version and integrity ``package-lock.json`` names; the wheels' names and
SHA-256 stand in Pyodide's own lock. A file that is another one stops the build.
"""

import base64
import hashlib
import io
import json
import os
import tarfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from softmax_core.errors import SoftmaxError

ROOT = Path(__file__).resolve().parent.parent
REGISTRY = "https://registry.npmjs.org"
WHEELS = "https://cdn.jsdelivr.net/pyodide/v{version}/full/"
"""Where Pyodide publishes the wheels of a release."""


class ReleaseError(SoftmaxError):
    """A file of the release that cannot be had, or is not the one that the lock names."""


class PyodideRelease:
    """A release of Pyodide: its npm package and the wheels of its lock."""

    def __init__(self, downloads: Path, wheels: Path | None = None) -> None:
        """Name the folders.

        Parameters
        ----------
        downloads : what is downloaded is kept here
        wheels : the wheels are taken from this folder; without one they are downloaded
        """
        self._downloads = downloads
        self._wheels = wheels
        locked = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]["node_modules/pyodide"]
        self.version: str = locked["version"]
        self._integrity: str = locked["integrity"]

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The files of the npm package by name.

        Raises
        ------
        ReleaseError
            Where the package cannot be downloaded, or is another one than ``package-lock.json`` names.
        """
        registry = os.environ.get("NPM_CONFIG_REGISTRY", REGISTRY).rstrip("/")
        name = f"pyodide-{self.version}.tgz"
        algorithm, _, expected = self._integrity.partition("-")
        package = self._downloaded(
            f"{registry}/pyodide/-/{name}",
            name,
            lambda content: base64.b64encode(hashlib.new(algorithm, content).digest()).decode() == expected,
        )
        with tarfile.open(fileobj=io.BytesIO(package)) as archive:
            members = [(member.name, archive.extractfile(member)) for member in archive if member.isfile()]
            return {name.removeprefix("package/"): file.read() for name, file in members if file}

    @cached_property
    def lock(self) -> dict[str, Any]:
        """Pyodide's own lock: ``info`` and ``packages``."""
        lock: dict[str, Any] = json.loads(self.files["pyodide-lock.json"])
        return lock

    def wheel(self, package: str) -> bytes:
        """Return the wheel of a package.

        Raises
        ------
        ReleaseError
            Where it cannot be found, or is another one than Pyodide's lock names.
        """
        locked = self.lock["packages"][package]
        name: str = locked["file_name"]

        def is_right(content: bytes) -> bool:
            return hashlib.sha256(content).hexdigest() == str(locked["sha256"])

        if self._wheels is None:
            return self._downloaded(WHEELS.format(version=self.version) + name, name, is_right)
        path = self._wheels / name
        if not path.is_file():
            raise ReleaseError(f"{self._wheels} must hold {name}, the wheel that Pyodide {self.version} names")
        return _checked(path.read_bytes(), str(path), is_right)

    def licences(self, package: str) -> list[str]:
        """Return the licences that the wheel of a package holds."""
        with zipfile.ZipFile(io.BytesIO(self.wheel(package))) as wheel:
            names = [name for name in sorted(wheel.namelist()) if ".dist-info/licenses/" in name]
            return [wheel.read(name).decode("utf-8", "replace") for name in names if not name.endswith("/")]

    def _downloaded(self, address: str, name: str, is_right: Callable[[bytes], bool]) -> bytes:
        kept = self._downloads / name
        if kept.is_file() and is_right(before := kept.read_bytes()):
            return before
        try:
            with urllib.request.urlopen(address, timeout=120) as answer:
                content: bytes = answer.read()
        except (urllib.error.URLError, OSError) as cause:
            raise ReleaseError(f"{address} could not be downloaded: {cause}") from cause
        _checked(content, address, is_right)
        self._downloads.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(content)
        return content


def _checked(content: bytes, place: str, is_right: Callable[[bytes], bool]) -> bytes:
    if not is_right(content):
        raise ReleaseError(f"{place} is not the file that the lock of this version names; its digest differs")
    return content
