"""Fixtures: an event loop for clients, servers with faults, and replicas behind nginx."""

import pytest

from tests import nginx
from tests.faults.event_loop import EventLoop
from tests.faults.nginx_proxy import NginxProxy
from tests.servers import Server


@pytest.fixture
def loop():
    """Return an event loop for clients."""
    with EventLoop() as running:
        yield running


@pytest.fixture
def start_server():
    """Return a function that starts the app with faults (see ``faulty_server.py``) and settings."""
    running = []

    def start(*faults, port=0, **settings):
        values = [f"{name.upper()}={value}" for name, value in settings.items()]
        running.append(Server("-m", "tests.faults.faulty_server", *faults, *values, "--port", str(port)))
        return running[-1]

    yield start
    for server in running:
        server.stop()


@pytest.fixture
def replicas(start_server, tmp_path):
    """Return two servers, and nginx in front of them."""
    if not nginx.executable():
        pytest.skip(nginx.MISSING)
    servers = [start_server(), start_server()]
    proxy = NginxProxy(tmp_path, [server.port for server in servers])
    yield *servers, proxy
    proxy.stop()
