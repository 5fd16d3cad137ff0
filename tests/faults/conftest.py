"""Servers in trouble, and crowds of readers."""

import pytest

from tests import nginx
from tests.faults import proxy
from tests.faults.crowd import Crowd
from tests.servers import Server


@pytest.fixture
def crowd():
    """Return an event loop for readers."""
    with Crowd() as gathered:
        yield gathered


@pytest.fixture
def faults():
    """Return a function that starts the app with something wrong (see ``trouble.py``)."""
    running = []

    def start(*trouble, port=0, **settings):
        given = [f"{name.upper()}={value}" for name, value in settings.items()]
        running.append(Server("-m", "tests.faults.trouble", *trouble, *given, "--port", str(port)))
        return running[-1]

    yield start
    for server in running:
        server.stop()


@pytest.fixture
def replicas(faults, tmp_path):
    """Return two servers, and what stands before them."""
    if not nginx.executable():
        pytest.skip(nginx.MISSING)
    servers = [faults(), faults()]
    front = proxy.Proxy(tmp_path, [server.port for server in servers])
    yield *servers, front
    front.stop()
