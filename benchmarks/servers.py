"""Servers for benchmarks, on free ports of 127.0.0.1, that are always stopped at the end."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.delay_proxy import DelayProxy

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
MAX_SECONDS = 60.0
"""How long a server may take to start."""
SETTING = "SOFTMAX_LAB_"
UNLIMITED = {"frames_per_second": 1_000_000, "readers": 10_000, "readers_per_address": 10_000}
"""Settings (``server/settings.py``) for measurements without connection and rate limits."""


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    port: int
    pid: int

    @property
    def address(self) -> str:
        """Host and port."""
        return f"{HOST}:{self.port}"

    @property
    def url(self) -> str:
        """The address of its first page."""
        return f"http://{self.address}/"


def free_port() -> int:
    """Return a port that is not in use."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def app(**settings: float) -> Iterator[Server]:
    """Serve the app as ``make run`` does, with the given settings and otherwise the defaults."""
    port = free_port()
    given = {SETTING + name.upper(): str(value) for name, value in settings.items()}
    with _running(port, "-m", "deploy.serve", "--host", HOST, "--port", str(port), **given) as server:
        yield server


@contextmanager
def app_with_few_files(files: int) -> Iterator[Server]:
    """Serve the app with default settings and a limit of open files."""
    port = free_port()
    with _running(port, "-m", "tests.faults.faulty_server", "--files", str(files), "--port", str(port)) as server:
        yield server


@contextmanager
def application(name: str) -> Iterator[Server]:
    """Serve another ASGI application, ``"module:app"``, with the app's uvicorn options."""
    port = free_port()
    command = ["-m", "uvicorn", name, "--host", HOST, "--port", str(port), "--log-level", "warning"]
    with _running(port, *command, "--ws-per-message-deflate", "false") as server:
        yield server


@contextmanager
def stock_app(name: str = "stock_app.py") -> Iterator[Server]:
    """Serve a stock app with ``streamlit run`` and default settings, from a folder without a configuration.

    Only the address is set, and that Streamlit opens no browser and sends no statistics.
    """
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        script = shutil.copy(ROOT / "benchmarks" / name, folder)
        options = {"address": HOST, "port": port, "headless": "true"}
        flags = [f"--server.{name}={value}" for name, value in options.items()]
        command = ["-m", "streamlit", "run", script, *flags, "--browser.gatherUsageStats=false"]
        with _running(port, *command, folder=folder, HOME=folder) as server:
            yield server


@contextmanager
def delayed(server: Server, milliseconds: float) -> Iterator[Server]:
    """Put a delay proxy in front of a server: every byte takes ``milliseconds`` in each direction."""
    with DelayProxy(server.port, milliseconds / 1000) as proxy:
        yield Server(proxy.port, proxy.process.pid)


@contextmanager
def site(folder: Path) -> Iterator[Server]:
    """Serve the browser edition from the folder that ``make site`` wrote."""
    port = free_port()
    with _running(port, "-m", "browser_edition.serve", str(folder), "--port", str(port)) as server:
        yield server


@contextmanager
def static(folder: str) -> Iterator[Server]:
    """Serve the files of a folder."""
    port = free_port()
    with _running(port, "-m", "http.server", "--bind", HOST, "--directory", folder, str(port)) as server:
        yield server


@contextmanager
def _running(port: int, *command: str, folder: str | Path = ROOT, **environment: str) -> Iterator[Server]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("STREAMLIT_", SETTING))}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=folder,
            env=kept | {"PYTHONPATH": str(ROOT)} | environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait(port, process)
            yield Server(port, process.pid)
        except BaseException:
            log.seek(0)
            sys.stderr.write(log.read().decode(errors="replace")[-4000:])
            raise
        finally:
            _stop(process)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + MAX_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with status {process.returncode}: {process.args!r}")
        try:
            opener.open(f"http://{HOST}:{port}/", timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(f"no answer within {MAX_SECONDS:.0f} s: {process.args!r}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    for ending in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            os.killpg(process.pid, ending)
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                continue
