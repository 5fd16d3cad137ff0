"""The world outside cannot be reached: nobody here tries to, and nobody waits for it."""

import re
import subprocess
import sys

import psutil
import pytest
from websockets.exceptions import InvalidStatus

from tests.faults.crowd import Page, Reader, get, state
from tests.servers import HOUSE

STRANGER = {"additional_headers": {"Origin": "https://stranger.example"}}
PATIENCE = 1  # seconds; who asks outside waits for longer
CALL_OUT = """
import socket, sys
from tests.faults.trouble import listen_at_the_wall
listen_at_the_wall(sys.argv[1])
for call in (lambda: socket.socket().connect(("192.0.2.1", 9)), lambda: socket.getaddrinfo("example.org", 80)):
    try:
        call()
    except OSError as error:
        print(error)
"""


def test_nothing_that_a_stranger_does_makes_the_server_call_out(faults, crowd, tmp_path):
    calls = tmp_path / "calls"
    server = faults("--calls", str(calls), hosts="localhost,127.0.0.1")
    page = crowd.do(Page(server.address).arrive(), PATIENCE)
    reader = crowd.do(Reader(server.address).arrive(), PATIENCE)
    crowd.do(reader.see(state(1)), PATIENCE)
    for kind in (Page, Reader):
        with pytest.raises(InvalidStatus, match="403"):
            crowd.do(kind(server.address, **STRANGER).arrive(), PATIENCE)
    assert get(server.address, origin="https://stranger.example")[0] == 200
    assert get(server.address, host="stranger.example")[0] == 421
    for path in ("/classifier", "/_stcore/health", "/_stcore/host-config", "/nothing"):
        get(server.address + path, origin="https://stranger.example")
    crowd.do(page.run(), PATIENCE)
    assert calls.read_text() == ""
    connections = psutil.Process(server.process.pid).net_connections()
    assert {connection.laddr.ip for connection in connections} == {"127.0.0.1"}


def test_who_calls_out_would_be_heard(tmp_path):
    calls = tmp_path / "calls"
    said = subprocess.run([sys.executable, "-c", CALL_OUT, calls], cwd=HOUSE, capture_output=True, text=True).stdout
    assert re.findall("no way to (.*)", said) == ["192.0.2.1", "example.org"]
    assert calls.read_text() == "socket.connect 192.0.2.1\nsocket.getaddrinfo example.org\n"
