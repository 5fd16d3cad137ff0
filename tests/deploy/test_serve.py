"""Every command that starts the app serves the page and the stage's websocket; a port in use is reported clearly."""

import json
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from websockets.sync.client import connect

from stage import browser_files
from tests.servers import MAX_START_SECONDS, ROOT, Server, free_port, is_up
from tests.waiting import wait_until

COMMANDS = {
    "make run": ["-m", "deploy.serve", "--port"],
    "uvicorn": ["-m", "uvicorn", "app:app", "--port"],
    "streamlit": ["-m", "streamlit", "run", "app.py", "--server.port"],
    "streamlit elsewhere": ["-m", "streamlit", "run", str(ROOT / "app.py"), "--server.headless=true", "--server.port"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_serves_the_page_and_the_stages_websocket(command, tmp_path):
    port = free_port()
    with Server(*COMMANDS[command], str(port), port=port, cwd=tmp_path if "elsewhere" in command else ROOT) as running:
        with urllib.request.urlopen(running.address, timeout=10) as page:
            assert page.status == 200
            assert browser_files.plotly_address() in page.read().decode()
        with urllib.request.urlopen(running.address + browser_files.main_address(), timeout=10) as script:
            assert script.status == 200
        with connect(f"ws://localhost:{port}/stage/frames/softmax?lang=en") as channel:
            channel.send("3 z=1,2&T=2")
            answer = json.loads(channel.recv(timeout=10))
        assert answer["number"] == 3
        assert answer["changes"][0][1]["values"]["z"] == [1, 2]
        assert "Traceback" not in running.printed()


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "deploy.serve", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=30
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_a_port_in_use_is_reported_in_a_sentence_with_exit_status_1(host):
    with socket.create_server((host, 0)) as taken:
        port = taken.getsockname()[1]
        ended = run("--port", str(port))
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert (
        ended.stderr == f"Port {port} is taken: stop what uses it, or choose another with PORT={port + 1} make run.\n"
    )


def test_a_port_in_use_on_ipv6_is_reported(request):
    try:
        taken = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("no IPv6 here")
    with taken:
        assert "is taken" in run("--port", str(taken.getsockname()[1])).stderr


def test_an_address_of_another_machine_is_reported_in_a_sentence():
    ended = run("--host", "192.0.2.1", "--port", "0")  # reserved for documentation (RFC 5737)
    assert ended.returncode == 1
    assert "cannot be opened" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_invalid_setting_is_reported_in_a_sentence_with_exit_status_2(monkeypatch):
    monkeypatch.setenv("SOFTMAX_LAB_READERS", "lots")
    ended = run("--port", "0")
    assert ended.returncode == 2
    assert ended.stderr == "SOFTMAX_LAB_READERS should be a positive number, not 'lots'.\n"


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_an_invalid_port_is_refused(port):
    ended = run("--port", port)
    assert ended.returncode == 2
    assert "--port" in ended.stderr


def test_the_address_is_printed_once_it_answers(server):
    assert server.printed().startswith(f"Softmax Lab is at {server.address}\n")


def test_ctrl_c_ends_the_server_without_a_traceback():
    with Server.of_app() as running:
        with connect(f"ws://localhost:{running.port}/stage/frames/softmax") as channel:
            channel.send("1 ")
            channel.recv(timeout=10)
            running.process.send_signal(2)
            assert running.process.wait(timeout=15) == 0
        assert "Traceback" not in running.printed()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that behaves as a full disk")
def test_a_server_starts_and_stops_when_the_disk_of_its_log_is_full():
    port = free_port()
    with open("/dev/full", "w") as full:
        server = subprocess.Popen(
            [sys.executable, "-m", "deploy.serve", "--port", str(port)], cwd=ROOT, stdout=full, stderr=full
        )
    try:
        wait_until(lambda: is_up(f"http://127.0.0.1:{port}"), MAX_START_SECONDS)
        server.send_signal(signal.SIGINT)
        assert server.wait(15) == 0
    finally:
        server.kill()
        server.wait()
