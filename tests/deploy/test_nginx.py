"""nginx: the configuration is valid, keeps a browser at one replica, skips failed ones, and sets readers' addresses."""

import contextlib
import json
import re
import subprocess
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests import nginx
from tests.servers import ROOT, free_port
from tests.waiting import wait_until

CONFIGURATION = ROOT / "deploy" / "nginx" / "nginx.conf"
NGINX = nginx.executable()

needs_nginx = pytest.mark.skipif(not NGINX, reason=nginx.MISSING)


def configure(folder, port, replicas, **other):
    """Write the configuration into a folder, with addresses of this machine; return the command that starts nginx.

    The files that it serves are in the folder's ``static``; ``other`` are other values for directives by their names.
    """
    text = CONFIGURATION.read_text("utf-8")
    for name, value in {"listen": f"127.0.0.1:{port}", "root": str(folder / "static"), **other}.items():
        text, found = re.subn(rf"(?m)^( *{name}) .*;", rf"\1 {value};", text)
        assert found, f"{CONFIGURATION} does not contain {name}"
    (folder / "nginx.conf").write_text(text, "utf-8")
    servers = [f"server 127.0.0.1:{replica} max_fails=0;\n" for replica in replicas]
    (folder / "replicas.conf").write_text("".join(servers), "utf-8")
    return nginx.command(folder)


@needs_nginx
def test_nginx_accepts_its_configuration_and_refuses_a_wrong_one(tmp_path):
    command = configure(tmp_path, free_port(), [free_port()])
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, timeout=30)
    assert checked.returncode == 0, checked.stderr
    (tmp_path / "replicas.conf").write_text("serverr app;", "utf-8")
    assert subprocess.run([*command, "-t"], capture_output=True, timeout=30).returncode != 0


class Replica(BaseHTTPRequestHandler):
    """Answers with its port and the headers of the request."""

    def do_GET(self):
        status = self.server.status
        answer = json.dumps({"port": self.server.server_port, "headers": dict(self.headers)}).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


@pytest.fixture
def replicas():
    """Start two servers in place of replicas; return them by port."""
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Replica) for _ in range(2)]
    for server in servers:
        server.status = 200
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield {server.server_port: server for server in servers}
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def fetch(replicas, tmp_path):
    """Return a function that requests a page from the replicas through nginx, and returns the answer and the cookie."""
    port = free_port()

    def get(**headers):
        page = urllib.request.Request(f"http://127.0.0.1:{port}/", headers=headers)
        with urllib.request.urlopen(page, timeout=10) as answer:
            return json.load(answer), answer.headers["Set-Cookie"]

    def answers():
        with contextlib.suppress(urllib.error.URLError):
            return get()

    with subprocess.Popen(configure(tmp_path, port, replicas), stderr=subprocess.DEVNULL) as process:
        try:
            wait_until(answers)
            yield get
        finally:
            process.terminate()


@needs_nginx
def test_a_cookie_keeps_a_browser_at_one_replica(fetch, replicas):
    _, cookie = fetch()
    cookie = cookie.split(";")[0]
    ports = {fetch(Cookie=cookie)[0]["port"] for _ in range(8)}
    assert len(ports) == 1
    assert fetch(Cookie=cookie)[1] is None
    assert {fetch()[0]["port"] for _ in range(40)} == set(replicas)
    # Not "consistent": it tells replicas apart by name, and those of Compose share one.
    assert "hash $replica_key;" in CONFIGURATION.read_text("utf-8")


@needs_nginx
def test_a_replica_that_is_full_or_down_is_passed_over(fetch, replicas):
    cookie = fetch()[1].split(";")[0]
    first = fetch(Cookie=cookie)[0]["port"]
    (other,) = set(replicas) - {first}
    replicas[first].status = 503
    assert fetch(Cookie=cookie)[0]["port"] == other
    replicas[first].status = 200
    assert fetch(Cookie=cookie)[0]["port"] == first
    replicas[first].shutdown()
    replicas[first].server_close()
    started = time.monotonic()
    assert [fetch(Cookie=cookie)[0]["port"] for _ in range(5)] == [other] * 5
    assert time.monotonic() - started < 2


@needs_nginx
def test_the_readers_address_is_set_by_nginx_alone(fetch):
    forged = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Host": "evil.example", "Forwarded": "for=203.0.113.9"}
    received = {name.lower(): value for name, value in fetch(**forged, Host="lab.example:8501")[0]["headers"].items()}
    assert received["x-forwarded-for"] == "127.0.0.1"
    assert received["x-forwarded-proto"] == "http"
    assert received["host"] == "lab.example:8501"
    assert "forwarded" not in received
    assert "x-forwarded-host" not in received
