"""What Streamlit would answer anybody, and this app does not."""

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.faults.crowd import Page, flood, get

TOKEN = "a token of more than a few letters"
CLOSED = [
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
SENT_BY_NO_PAGE = [
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
def guarded(faults):
    return faults(metrics_token=TOKEN)


def test_streamlits_other_routes_are_closed(guarded):
    answers = {path: get(guarded.address + path) for path in CLOSED}
    assert {path: status for path, (status, _, _) in answers.items() if status != 404} == {}
    assert all("Page not found" in text for _, _, text in answers.values())
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        refused = {path: get(guarded.address + path, method, "{}")[0] for path in ("/", "/_stcore/health", *CLOSED)}
        assert set(refused.values()) == {405}, f"{method}: {refused}"


def test_metrics_are_for_whom_the_token_was_given_to(guarded):
    metrics = f"{guarded.address}/_stcore/metrics"
    assert get(metrics, authorization="Bearer a guess")[0] == 404
    assert get(metrics, authorization="Bearer ")[0] == 404
    status, _, text = get(metrics, authorization=f"Bearer {TOKEN}")
    assert status == 200
    assert "# TYPE" in text


def test_messages_that_no_page_sends_do_nothing(guarded, crowd):
    page = crowd.do(Page(guarded.address).arrive())
    usual = crowd.do(page.run())
    for message in SENT_BY_NO_PAGE:
        crowd.do(page.socket.send(message.SerializeToString()))
    assert crowd.do(page.run()) == usual, "no answer came before those of the next run"
    assert get(f"{guarded.address}/_stcore/health")[0] == 200


@pytest.mark.parametrize(("message", "code"), [("text", 1002), (b"\xff\xff", 1002), (bytes(100_000), 1009)])
def test_what_is_no_message_at_all_ends_the_connection(server, crowd, message, code):
    page = crowd.do(Page(server.address).arrive())
    assert crowd.do(flood(page.socket, [message])) == code
