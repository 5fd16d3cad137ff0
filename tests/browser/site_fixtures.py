"""The browser edition, built once for a run of the tests and served below a path by a process of its own."""

import contextlib
import fcntl
import subprocess
import sys

import pytest

from tests.browser.stage_page import StagePage
from tests.servers import ROOT, Server, free_port
from tests.wheels import WHEELS

PATH = "/softmax-lab"
BUILD_SECONDS = 600
"""At most: seconds of CPU that a busy machine makes minutes"""
IS_KEPT = "() => document.querySelector('#about').textContent === document.querySelector('#about').dataset.offline"


def build(*arguments):
    """Run ``python -m *arguments`` with the wheels; what it writes to is the last argument."""
    command = [sys.executable, "-m", *arguments, "--wheels", str(WHEELS)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=BUILD_SECONDS)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory, worker_id):
    """Return a folder that all processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


def built_once(folder, *arguments):
    """Build what ``arguments`` name into a folder, once for all processes of this run; return the folder."""
    with open(folder.with_name(f"{folder.name}.lock"), "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            build(*arguments, str(folder))
    return folder


@pytest.fixture(scope="session")
def site_folder(shared_folder):
    """Build the site."""
    return built_once(shared_folder / "site", "browser_edition.site")


@contextlib.contextmanager
def serving(folder):
    """Serve the site in a folder below ``PATH``."""
    port = free_port()
    arguments = ["-m", "browser_edition.serve", str(folder), "--port", str(port), "--path", PATH]
    with Server(*arguments, port=port, health=f"{PATH}/") as running:
        running.address += PATH
        yield running


@pytest.fixture(scope="session")
def site_server(site_folder):
    """Serve the site."""
    with serving(site_folder) as running:
        yield running


@pytest.fixture
def open_site(visit, site_server):
    """Return a function that opens a page of the site in a context of its own, which nothing was kept in."""

    def open_it(path="/", page_type=StagePage, address=site_server.address, **options):
        return visit(path, address=address, new=True, page_type=page_type, **options)

    return open_it
