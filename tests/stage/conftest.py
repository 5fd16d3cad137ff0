"""Fixtures of the tests of the stage."""

import pytest
from websockets.sync.client import connect

from tests.stage.over_the_network import WAIT


@pytest.fixture
def dial(server):
    """Return a function that opens a websocket to a lesson."""

    def call(lesson="softmax", query="lang=en", **options):
        address = f"ws://localhost:{server.port}/stage/frames/{lesson}?{query}"
        return connect(address, open_timeout=WAIT, close_timeout=1, **options)

    return call
