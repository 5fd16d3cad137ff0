"""The gate: what is on its list is answered, what the app needs is let in, and the rest never reaches Streamlit."""

import gzip

import pytest
from starlette.responses import PlainTextResponse

from door import Gate, Headers, Limits, Seats, Shelf, policy
from tests.door.asgi import request

HOUSEHOLD = {"/", "/softmax"}


class Inside:
    """Stands for Streamlit; notes what reaches it."""

    def __init__(self):
        self.reached = []

    async def __call__(self, scope, receive, send):
        self.reached.append(scope)
        await PlainTextResponse("inside")(scope, receive, send)


@pytest.fixture
def inside():
    return Inside()


@pytest.fixture
def gate(inside, tmp_path):
    """Return a function that builds a gate with settings."""
    script, picture = tmp_path / "main.js", tmp_path / "icon.png"
    script.write_text("let x = 1;" * 500)
    picture.write_bytes(b"\x89PNG")

    def build(base="", **settings):
        limits = Limits(**settings)
        return Gate(
            inside,
            base=base,
            pages=dict.fromkeys(HOUSEHOLD, PlainTextResponse("page")),
            answers={"/config": PlainTextResponse("config")},
            shelf=Shelf(lasting={f"{base}/static/main.js": script}, others={f"{base}/icon.png": picture}),
            full=PlainTextResponse("full", 503),
            lost=PlainTextResponse("lost", 404),
            limits=limits,
            seats=Seats(limits.readers, limits.readers_per_address),
        )

    return build


@pytest.mark.parametrize("base", ["", "/lab"])
def test_what_is_on_the_list_is_answered_without_streamlit(gate, inside, base):
    door = gate(base)
    assert request(door, f"{base}/").body == b"page"
    assert request(door, f"{base}/softmax", query="T=2").body == b"page"
    assert request(door, f"{base}/config").body == b"config"
    assert request(door, f"{base}/static/main.js").body.startswith(b"let x")
    assert not inside.reached


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/agent/openapi.json",
        "/_stcore/upload_file/a/b",
        "/_stcore/script-health-check",
        "/media/x",
        "/component/x",
        "/oauth2callback",
        "/static/../app.py",
        "/static/main.js.map",
        "/nothing",
        "//evil.example",
    ],
)
def test_what_is_not_on_the_list_is_not_there(gate, inside, path):
    assert request(gate(), path).status == 404
    assert not inside.reached


def test_health_is_asked_of_streamlit_itself_under_any_name(gate, inside):
    assert request(gate(hosts=("lab.example.org",)), "/_stcore/health", host="10.0.0.7:8501").body == b"inside"
    assert len(inside.reached) == 1


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_there_is_only_something_to_read(gate, inside, method):
    answer = request(gate(), "/", method)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert not inside.reached


@pytest.mark.parametrize(("path", "to"), [("/softmax/", "/softmax"), ("/softmax//", "/softmax")])
def test_a_slash_too_many_leads_to_the_lesson_with_its_state(gate, path, to):
    answer = request(gate(), path, query="T=2&z=1,2")
    assert answer.status == 308
    assert answer.headers["location"] == f"{to}?T=2&z=1,2"


def test_below_another_path_only_that_path_is_the_apps(gate, inside):
    door = gate("/lab")
    assert request(door, "/lab").headers["location"] == "/lab/"
    assert [request(door, path).status for path in ("/", "/softmax", "/_stcore/health", "/labs", "/lab/x")] == [404] * 5
    assert request(door, "/lab/_stcore/health").body == b"inside"
    assert len(inside.reached) == 1


@pytest.mark.parametrize(
    ("host", "there"),
    [
        ("lab.example.org", True),
        ("LAB.example.org:8501", True),
        ("lab.example.org.", True),
        ("a.example.net", True),
        ("example.net", False),
        ("evil-example.net", False),
        ("lab.example.org.evil.example", False),
        ("user@lab.example.org", True),
        ("[::1", False),
        ("", False),
        (None, False),
    ],
)
def test_the_server_answers_to_its_names_only(gate, inside, host, there):
    answer = request(gate(hosts=("lab.example.org", "*.example.net")), "/", host=host)
    assert answer.status == (200 if there else 421)
    assert not inside.reached


@pytest.mark.parametrize(
    ("origin", "forwarded", "allowed"),
    [
        (None, None, True),
        ("http://localhost:8501", None, True),
        ("https://localhost:8501", None, True),
        ("https://lab.example.org", "lab.example.org", True),
        ("https://moodle.example.org", None, True),
        ("https://evil.example", None, False),
        ("https://evil.example", "lab.example.org", False),
        ("http://localhost:1", None, False),
        ("null", None, False),
        ("", None, False),
        ("http://[", None, False),
    ],
)
def test_only_our_own_pages_connect(gate, inside, origin, forwarded, allowed):
    door = gate(origins=("https://moodle.example.org",))
    headers = {"origin": origin, "x_forwarded_host": forwarded}
    answer = request(door, "/stage/frames/softmax", kind="websocket", **headers)
    assert answer.status == (200 if allowed else 403)
    assert len(inside.reached) == allowed


def test_streamlit_does_not_hear_where_a_page_is_from(gate, inside):
    request(gate(), "/_stcore/health", origin="https://evil.example")
    request(gate(), "/_stcore/stream", kind="websocket", origin="http://localhost:8501")
    assert [[name for name, _ in scope["headers"]] for scope in inside.reached] == [[b"host"], [b"host"]]


@pytest.mark.parametrize(
    ("token", "sent", "open_to"),
    [
        ("", None, False),
        ("", "Bearer ", False),
        ("secret", None, False),
        ("secret", "Bearer wrong", False),
        ("secret", "Bearer sécret", False),
        ("secret", "Bearer secret", True),
    ],
)
def test_metrics_are_for_who_has_the_token(gate, token, sent, open_to):
    answer = request(gate(metrics_token=token), "/_stcore/metrics", authorization=sent)
    assert answer.status == (200 if open_to else 404)


def test_the_page_is_handed_out_while_there_are_seats(gate):
    door = gate(readers=2)
    assert [request(door, "/").status for _ in range(3)] == [200, 200, 503]
    assert request(door, "/", "HEAD").status == 200
    assert request(door, "/static/main.js").status == 200


def test_texts_are_compressed_for_who_can_read_that_and_kept_for_good(gate):
    door = gate()
    plain = request(door, "/static/main.js")
    packed = request(door, "/static/main.js", accept_encoding="br, gzip")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 10
    for answer in (plain, packed):
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["content-type"].startswith("text/javascript")


def test_a_picture_is_not_compressed_again_and_an_unnamed_version_not_kept_for_good(gate):
    answer = request(gate(), "/icon.png", accept_encoding="gzip")
    assert answer.body == b"\x89PNG"
    assert "content-encoding" not in answer.headers
    assert "immutable" not in answer.headers["cache-control"]


def test_every_answer_carries_the_headers_refusals_too(gate):
    door = Headers(gate(hosts=("localhost",)), policy("<script>let a = 1</script>"))
    answers = [
        request(door, "/"),
        request(door, "/nothing"),
        request(door, "/", "POST"),
        request(door, "/", host="evil.example"),
        request(door, "/_stcore/health"),
        request(door, "/static/main.js"),
        request(door, "/stage/frames/softmax", kind="websocket", origin="https://evil.example"),
    ]
    assert [answer.status for answer in answers] == [200, 404, 405, 421, 200, 200, 403]
    for answer in answers:
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_policy_lets_the_pages_own_inline_scripts_run_and_no_others():
    page = "<head><script>let a = 1</script><script type=module src=x.js></script><script>\nb\n</script></head>"
    rules = dict(rule.split(" ", 1) for rule in policy(page).split("; "))
    # The hashes are openssl's: printf 'let a = 1' | openssl dgst -sha256 -binary | base64, and of '\nb\n'.
    assert rules["script-src"].split() == [
        "'self'",
        "blob:",
        "'sha256-LAfYd7pbFUgwfQu8b4q135PeTG2z+/coPEUYCd74eCQ='",
        "'sha256-5u1fIKMXKQ46ulUkDeSKZ+xmkP0iq3GhMyrJ/dvDjMU='",
    ]
    assert "unsafe" not in rules["script-src"]


def test_only_the_pages_that_may_connect_may_show_the_app_in_a_frame():
    assert "frame-ancestors 'self';" in policy("") + ";"
    assert "frame-ancestors 'self' https://moodle.example.org;" in policy("", ["https://moodle.example.org"]) + ";"
