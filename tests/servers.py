"""The app in a process of its own, for tests over the network."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[1]
MAX_START_SECONDS = 40  # on a busy machine


def free_port():
    """Return a port that is not in use."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_up(address, health="/_stcore/health"):
    """Return whether a server answers its health check."""
    try:
        with urllib.request.urlopen(f"{address}{health}", timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


class Server:
    """A running server at ``address``."""

    def __init__(self, *arguments, port=None, cwd=ROOT, health="/_stcore/health"):
        """Start ``python *arguments``; without ``port`` the address is read from its output."""
        self.health = health
        self.log = tempfile.NamedTemporaryFile("w+", suffix=".log")  # noqa: SIM115 - closed in stop
        environment = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=cwd,
            env=environment | {"PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.address = f"http://localhost:{port}" if port else None
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise

    @classmethod
    def of_app(cls, port=0, folder=ROOT):
        """Serve the app in ``folder`` as ``make run`` does."""
        return cls("-m", "deploy.serve", "--port", str(port), cwd=folder)

    @property
    def port(self):
        """Return the port of the address."""
        return int(self.address.rpartition(":")[2])

    def printed(self):
        """Return what the server has printed so far."""
        return Path(self.log.name).read_text("utf-8")

    def _wait(self):
        end = time.monotonic() + MAX_START_SECONDS
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}:\n{self.printed()}")
            if self.address is None and "http" in self.printed() and self.printed().endswith("\n"):
                self.address = self.printed().split()[-1]
            if self.address and is_up(self.address, self.health):
                return
            time.sleep(0.05)
        raise TimeoutError(f"no server after {MAX_START_SECONDS} s:\n{self.printed()}")

    def kill(self):
        """End the process at once, without a shutdown."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """End the process and delete its log."""
        self.kill()
        self.log.close()

    def __enter__(self):
        """Return the server."""
        return self

    def __exit__(self, *_):
        """Stop."""
        self.stop()
