"""Servers of a copy of the app that holds Python for browsers, which may stand in for a server that is lost."""

import os
import shutil
from unittest import mock

import pytest

from tests.browser.page_errors import UNREACHABLE_SERVER
from tests.browser.site_fixtures import built_once
from tests.browser.stage_page import StagePage
from tests.servers import ROOT, Server

NOT_SERVED = shutil.ignore_patterns(".*cache*", ".git", ".venv", "__pycache__", "build", "node_modules", "tests")


@pytest.fixture(scope="session")
def python_folder(shared_folder):
    """Build the files of Python for browsers."""
    return built_once(shared_folder / "python", "browser_edition.python_files")


@pytest.fixture(scope="session")
def tree_with_python(python_folder, tmp_path_factory):
    """Return a copy of the app in which these files are where the app looks for them."""
    tree = tmp_path_factory.mktemp("app") / "tree"
    shutil.copytree(ROOT, tree, ignore=NOT_SERVED)
    (tree / "build").mkdir()
    (tree / "build" / "python").symlink_to(python_folder)
    return tree


@pytest.fixture
def start_with_python(tree_with_python):
    """Return a function that starts a server with settings by their names, again on the same port."""
    running = []

    def start(port=0, **settings):
        variables = {f"SOFTMAX_LAB_{name.upper()}": str(value) for name, value in settings.items()}
        with mock.patch.dict(os.environ, variables):
            running.append(Server.of_app(port, tree_with_python))
        return running[-1]

    yield start
    for server in running:
        server.stop()


@pytest.fixture
def visit_with_python(context):
    """Return a function that opens a lesson in a context of its own.

    It ``waits`` until the files are loaded; a page for which it does not has a clock that the test may move.
    """

    def open_it(address, path="/?z=3,1,-3&T=1&y=0", page_type=StagePage, waits=True, **options):
        fresh = context(**options)
        fresh.page_errors.allow(UNREACHABLE_SERVER)
        page = fresh.new_page()
        if not waits:
            page.clock.install()
        stage = page_type(page, address).go(path)
        if waits:
            page.wait_for_function(ARE_FILES_LOADED)
        return stage

    return open_it


ARE_FILES_LOADED = """() => performance.getEntriesByType('resource')
  .some(({ name, responseEnd }) => name.endsWith('/application.bin') && responseEnd > 0)"""
"""The file that is loaded last has been"""
FLOWERS = b"length,width,name\n1,2,rose\n2,1,lily\n1.1,2.2,rose\n2.1,0.9,lily\n0.9,1.8,rose\n2.2,1.1,lily\n"
