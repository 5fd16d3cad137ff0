"""A reader behind nginx cannot claim another address: the limit of an address counts the one that nginx sees."""

import pytest
from websockets.exceptions import InvalidStatus

from tests import nginx
from tests.faults.clients import open_websocket
from tests.faults.nginx_proxy import NginxProxy

STREAM = "/_stcore/stream"


@pytest.fixture
def proxy(start_server, tmp_path):
    """Return nginx before an app that lets an address open one page."""
    if not nginx.executable():
        pytest.skip(nginx.MISSING)
    running = NginxProxy(tmp_path, [start_server(readers_per_address=1).port])
    yield running
    running.stop()


def test_a_forged_header_does_not_evade_the_limit_of_an_address(loop, proxy):
    def open_page(address, claimed):
        headers = {"X-Forwarded-For": claimed, "Forwarded": f"for={claimed}", "X-Real-IP": claimed}
        options = {"local_addr": (address, 0), "additional_headers": headers}
        return loop.run_all([open_websocket(proxy.address, STREAM, **options)])

    open_page("127.0.0.2", "203.0.113.1")
    with pytest.raises(InvalidStatus, match="503"):
        open_page("127.0.0.2", "203.0.113.2")
    open_page("127.0.0.3", "203.0.113.1")
