"""Endpoints and messages that Streamlit would accept from any client, and this app does not."""

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.faults.clients import PageClient, flood
from tests.faults.http_client import get

TOKEN = "a token of more than a few letters"
UNLISTED = [
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/agent/openapi.json",
    "/_stcore/agent/interact",
    "/_stcore/agent/mcp",
    "/_stcore/upload_file/session/file",
    "/_stcore/bidi-components/stage/main.js",
    "/_stcore/allowed-message-origins",
    "/_stcore/message",
    "/component/stage/index.html",
    "/media/file.png",
    "/app/static/file.png",
    "/auth/login",
    "/auth/logout",
    "/oauth2callback",
    "/static/../app.py",
    "/static/%2e%2e/%2e%2e/app.py",
    "/stage/../app.py",
]
UNUSED_MESSAGES = [
    BackMsg(clear_cache=True),
    BackMsg(set_run_on_save=True),
    BackMsg(stop_script=True),
    BackMsg(load_git_info=True),
    BackMsg(debug_disconnect_websocket=True),
    BackMsg(debug_shutdown_runtime=True),
    BackMsg(file_urls_request={"request_id": "1", "file_names": ["a.csv"]}),
    BackMsg(backend_operation_request={}),
    BackMsg(),
]


@pytest.fixture
def running(start_server):
    return start_server(metrics_token=TOKEN)


def test_other_endpoints_of_streamlit_do_not_exist(running):
    answers = {path: get(running.address + path) for path in UNLISTED}
    assert {path: status for path, (status, _, _) in answers.items() if status != 404} == {}
    assert all("Page not found" in text for _, _, text in answers.values())
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        refused = {path: get(running.address + path, method, "{}")[0] for path in ("/", "/_stcore/health", *UNLISTED)}
        assert set(refused.values()) == {405}, f"{method}: {refused}"


def test_the_metrics_are_shown_to_clients_with_the_token_only(running):
    metrics = f"{running.address}/_stcore/metrics"
    assert get(metrics, authorization="Bearer a guess")[0] == 404
    assert get(metrics, authorization="Bearer ")[0] == 404
    status, _, text = get(metrics, authorization=f"Bearer {TOKEN}")
    assert status == 200
    assert "# TYPE" in text


def test_the_health_check_answers_under_every_host_name_and_pages_do_not(start_server):
    server = start_server(hosts="lab.example.org")
    assert get(f"{server.address}/_stcore/health")[0] == 200
    assert get(server.address)[0] == 421
    assert get(server.address, host="lab.example.org")[0] == 200


def test_messages_that_no_page_sends_have_no_effect(running, loop):
    page = loop.run(PageClient(running.address).connect())
    usual = loop.run(page.run())
    for message in UNUSED_MESSAGES:
        loop.run(page.websocket.send(message.SerializeToString()))
    assert loop.run(page.run()) == usual, "the next run gets no other messages"
    assert get(f"{running.address}/_stcore/health")[0] == 200


@pytest.mark.parametrize(("message", "code"), [("text", 1002), (b"\xff\xff", 1002), (bytes(100_000), 1009)])
def test_a_malformed_message_closes_the_connection(server, loop, message, code):
    page = loop.run(PageClient(server.address).connect())
    assert loop.run(flood(page.websocket, [message])) == code
