"""nginx's limits: a lecture of 300 behind one address gets in, and a flood from one address is refused."""

import contextlib
import http.client
import re
import socket
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.deploy.test_nginx import CONFIGURATION, configure, needs_nginx
from tests.servers import free_port
from tests.waiting import wait_until

READERS = 300
"""Readers behind one address: SOFTMAX_LAB_READERS_PER_ADDRESS."""
APP_REQUESTS = 6
"""Of one page: the page, the health check, the configuration, two websockets, and one in reserve."""
CONNECTIONS_OF_BROWSER = 6
"""Which a browser opens to one server to load files."""


def limits(name):
    """Return the numbers of a directive's lines."""
    lines = re.findall(rf"(?m)^ *{name} (.*);", CONFIGURATION.read_text("utf-8"))
    return [int(re.findall(r"\d+", line)[-1]) for line in lines]


def test_a_lecture_of_300_behind_one_address_gets_in():
    assert set(limits("limit_req")) == {2000}
    assert READERS * APP_REQUESTS <= 2000
    assert set(limits("limit_conn")) == {1000, 2000}
    assert READERS * 2 <= 1000, "websockets"
    assert READERS * CONNECTIONS_OF_BROWSER <= 2000, "files"


def test_one_address_takes_a_quarter_of_the_connections_at_most():
    (workers,), (connections,) = limits("worker_processes"), limits("worker_connections")
    assert workers * connections / 4 >= 2 * 1000 + 2000


class SlowApp(BaseHTTPRequestHandler):
    """Answers /slow when the test allows it, and everything else at once; says what nginx took for the reader."""

    def do_GET(self):
        if self.path == "/slow":
            self.server.waiting.release()
            self.server.may_answer.wait(20)
        self.send_response(200)
        self.send_header("Reader", self.headers.get("Reader", ""))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def app():
    """Start a server in place of the app."""
    app = ThreadingHTTPServer(("127.0.0.1", 0), SlowApp)
    app.waiting, app.may_answer = threading.Semaphore(0), threading.Event()
    threading.Thread(target=app.serve_forever, args=(0.05,), daemon=True).start()
    yield app
    app.may_answer.set()
    app.shutdown()
    app.server_close()


@pytest.fixture
def start(app, tmp_path):
    """Return a function that starts nginx with other values of some directives, and returns its port."""
    with contextlib.ExitStack() as stack:

        def start(of_server="", **directives):
            port = free_port()
            listen = "; ".join(filter(None, [f"127.0.0.1:{port}", of_server]))
            command = configure(tmp_path, port, [app.server_port], listen=listen, **directives)
            process = stack.enter_context(subprocess.Popen(command))
            stack.callback(process.terminate)
            wait_until(lambda: is_listening(port))
            return port

        yield start


def is_listening(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True


def fetch(port, path="/", source="127.0.0.1", **options):
    """Request a page from one of this machine's addresses; return the status and the headers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10, source_address=(source, 0))
    with contextlib.closing(connection):
        connection.request("GET", path, **options)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders())


@needs_nginx
def test_requests_of_one_address_above_the_burst_are_refused_and_may_come_again(start):
    port = start(limit_req_zone="$reader zone=app_requests:4m rate=1r/m", limit_req="zone=app_requests burst=4 nodelay")
    answers = [fetch(port) for _ in range(6)]
    assert [status for status, _ in answers] == [200] * 5 + [429]
    assert int(answers[-1][1]["Retry-After"]) > 0
    assert int(answers[-1][1]["Refresh"]) > 0
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket"}
    assert fetch(port, "/stage/frames/softmax", headers=upgrade)[0] == 429
    assert fetch(port, source="127.0.0.3")[0] == 200, "another reader"


@needs_nginx
def test_connections_of_one_address_above_the_limit_are_refused(start, app):
    port = start(limit_conn="app_connections 2")
    threads = [threading.Thread(target=fetch, args=(port, "/slow")) for _ in range(2)]
    for thread in threads:
        thread.start()
    assert all(app.waiting.acquire(timeout=10) for _ in threads)
    assert fetch(port)[0] == 429
    assert fetch(port, source="127.0.0.3")[0] == 200, "another reader"
    app.may_answer.set()
    for thread in threads:
        thread.join(10)
    wait_until(lambda: fetch(port)[0] == 200)


@needs_nginx
def test_a_request_with_a_body_is_refused(start):
    port = start()
    assert fetch(port, body=b"a" * 1024)[0] == 200
    assert fetch(port, body=b"a" * 1025)[0] == 413


@needs_nginx
def test_a_header_that_does_not_end_is_not_waited_for(start):
    port = start(client_header_timeout="500ms")
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: ")
        with contextlib.suppress(ConnectionResetError):
            assert b" 200 " not in connection.recv(1000)
    assert limits("client_header_timeout") == [10]


@needs_nginx
@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:"),
        ("2001:db8:1:2::9", "2001:db8:1:2:"),
        ("2001:db8:1::9", "2001:db8:1"),
    ],
)
def test_of_ipv6_a_network_counts_as_one_address(start, address, counted_as):
    port = start("set_real_ip_from 127.0.0.1; real_ip_header X-Forwarded-For; proxy_set_header Reader $reader")
    assert fetch(port, headers={"X-Forwarded-For": address})[1]["Reader"] == counted_as
