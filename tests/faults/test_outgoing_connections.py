"""The server makes no connections to other machines, and does not wait for any."""

import re
import subprocess
import sys

import psutil
import pytest
from websockets.exceptions import InvalidStatus

from tests.faults.clients import PageClient, StageClient, state
from tests.faults.http_client import get
from tests.servers import ROOT

OTHER_ORIGIN = {"additional_headers": {"Origin": "https://other.example"}}
MAX_SECONDS = 1  # an attempted connection takes longer
CONNECT_TWICE = """
import socket, sys
from tests.faults.faulty_server import block_outgoing_connections
block_outgoing_connections(sys.argv[1])
for attempt in (lambda: socket.socket().connect(("192.0.2.1", 9)), lambda: socket.getaddrinfo("example.org", 80)):
    try:
        attempt()
    except OSError as error:
        print(error)
"""


def test_no_request_makes_the_server_connect_to_another_machine(start_server, loop, tmp_path):
    log = tmp_path / "outgoing"
    server = start_server("--outgoing", str(log), hosts="localhost,127.0.0.1")
    page = loop.run(PageClient(server.address).connect(), MAX_SECONDS)
    reader = loop.run(StageClient(server.address).connect(), MAX_SECONDS)
    loop.run(reader.frame(state(1)), MAX_SECONDS)
    for kind in (PageClient, StageClient):
        with pytest.raises(InvalidStatus, match="403"):
            loop.run(kind(server.address, **OTHER_ORIGIN).connect(), MAX_SECONDS)
    assert get(server.address, origin="https://other.example")[0] == 200
    assert get(server.address, host="other.example")[0] == 421
    for path in ("/classifier", "/_stcore/health", "/_stcore/host-config", "/nothing"):
        get(server.address + path, origin="https://other.example")
    loop.run(page.run(), MAX_SECONDS)
    assert log.read_text() == ""
    connections = psutil.Process(server.process.pid).net_connections()
    assert {connection.laddr.ip for connection in connections} == {"127.0.0.1"}


def test_an_outgoing_connection_would_be_noticed(tmp_path):
    log = tmp_path / "outgoing"
    output = subprocess.run([sys.executable, "-c", CONNECT_TWICE, log], cwd=ROOT, capture_output=True, text=True).stdout
    assert re.findall("no route to (.*)", output) == ["192.0.2.1", "example.org"]
    assert log.read_text() == "socket.connect 192.0.2.1\nsocket.getaddrinfo example.org\n"
