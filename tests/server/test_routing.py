"""Routing: listed addresses are answered, and no other request reaches Streamlit."""

import pytest
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

import server
from server import Settings
from tests.server.asgi import request


class Streamlit:
    """Stands for Streamlit, and keeps the requests that reach it."""

    def __init__(self):
        self.reached = []

    async def __call__(self, scope, receive, send):
        self.reached.append(scope)
        await PlainTextResponse("streamlit")(scope, receive, send)


@pytest.fixture
def streamlit():
    return Streamlit()


@pytest.fixture
def app(streamlit, tmp_path):
    """Return a function that puts an application together as ``app.py`` does, with other pages and files."""
    script, picture = tmp_path / "main.js", tmp_path / "icon.png"
    script.write_text("let x = 1;" * 500)
    picture.write_bytes(b"\x89PNG")

    def build(base="", **values):
        settings = Settings(**values)
        connections = server.ConnectionLimit(settings.readers, settings.readers_per_address)
        addresses = [f"{base}/", f"{base}/softmax"]
        page = server.Admission(PlainTextResponse("page"), PlainTextResponse("full", 503), connections)
        files = server.FileCache({f"{base}/static/main.js": script}, {f"{base}/icon.png": picture})
        not_found = server.NotFound(PlainTextResponse("lost", 404), addresses, base)

        def routes(app):
            return [
                *(Route(address, page) for address in addresses),
                files,
                Route(f"{base}/config", PlainTextResponse("config")),
                Route(f"{base}/_stcore/health", app),
                Route(f"{base}/_stcore/metrics", server.BearerToken(app, settings.metrics_token, not_found)),
                WebSocketRoute(f"{base}/_stcore/stream", app),
                WebSocketRoute(f"{base}/stage/frames/{{lesson}}", app),
            ]

        middleware = [
            Middleware(server.SecurityHeaders, policy=server.content_security_policy("<script>let a = 1</script>")),
            Middleware(server.KnownHosts, hosts=settings.hosts, exempt=[f"{base}/_stcore/health"]),
            Middleware(server.KnownOrigins, origins=settings.origins),
            Middleware(server.ReadOnlyMethods),
            Middleware(server.ListedRoutes, routes=routes, default=not_found),
        ]
        built = streamlit
        for layer, arguments, options in reversed(middleware):
            built = layer(built, *arguments, **options)
        return built

    return build


@pytest.mark.parametrize("base", ["", "/lab"])
def test_listed_addresses_are_answered_without_streamlit(app, streamlit, base):
    built = app(base)
    assert request(built, f"{base}/").body == b"page"
    assert request(built, f"{base}/softmax", query="T=2").body == b"page"
    assert request(built, f"{base}/config").body == b"config"
    assert request(built, f"{base}/static/main.js").body.startswith(b"let x")
    assert not streamlit.reached


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
def test_an_address_that_is_not_listed_does_not_exist(app, streamlit, path):
    assert request(app(), path).status == 404
    assert not streamlit.reached


def test_streamlit_answers_the_health_check_under_any_host_name(app, streamlit):
    assert request(app(hosts=("lab.example.org",)), "/_stcore/health", host="10.0.0.7:8501").body == b"streamlit"
    assert len(streamlit.reached) == 1


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_only_get_and_head_are_accepted(app, streamlit, method):
    answer = request(app(), "/", method)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert not streamlit.reached


@pytest.mark.parametrize(("path", "to"), [("/softmax/", "/softmax"), ("/softmax//", "/softmax")])
def test_an_address_with_too_many_slashes_is_redirected_with_its_query(app, path, to):
    answer = request(app(), path, query="T=2&z=1,2")
    assert answer.status == 308
    assert answer.headers["location"] == f"{to}?T=2&z=1,2"


def test_with_a_base_path_nothing_else_is_answered(app, streamlit):
    built = app("/lab")
    assert request(built, "/lab").headers["location"] == "/lab/"
    assert [request(built, path).status for path in ("/", "/softmax", "/_stcore/health", "/labs", "/lab/x")] == [
        404
    ] * 5
    assert request(built, "/lab/_stcore/health").body == b"streamlit"
    assert len(streamlit.reached) == 1


@pytest.mark.parametrize(
    ("host", "is_known"),
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
def test_the_server_answers_under_its_host_names_only(app, streamlit, host, is_known):
    answer = request(app(hosts=("lab.example.org", "*.example.net")), "/", host=host)
    assert answer.status == (200 if is_known else 421)
    assert not streamlit.reached


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
def test_only_pages_of_accepted_origins_connect(app, streamlit, origin, forwarded, allowed):
    built = app(origins=("https://moodle.example.org",))
    headers = {"origin": origin, "x_forwarded_host": forwarded}
    answer = request(built, "/stage/frames/softmax", kind="websocket", **headers)
    assert answer.status == (200 if allowed else 403)
    assert len(streamlit.reached) == allowed


def test_the_origin_of_a_page_does_not_reach_streamlit(app, streamlit):
    request(app(), "/_stcore/health", origin="https://evil.example")
    request(app(), "/_stcore/stream", kind="websocket", origin="http://localhost:8501")
    assert [[name for name, _ in scope["headers"]] for scope in streamlit.reached] == [[b"host"], [b"host"]]


@pytest.mark.parametrize(
    ("token", "sent", "is_shown"),
    [
        ("", None, False),
        ("", "Bearer ", False),
        ("secret", None, False),
        ("secret", "Bearer wrong", False),
        ("secret", "Bearer sécret", False),
        ("secret", "Bearer secret", True),
    ],
)
def test_the_metrics_are_shown_to_clients_with_the_token_only(app, token, sent, is_shown):
    answer = request(app(metrics_token=token), "/_stcore/metrics", authorization=sent)
    assert answer.status == (200 if is_shown else 404)


def test_the_page_is_served_while_connections_are_left(app):
    built = app(readers=2)
    assert [request(built, "/").status for _ in range(3)] == [200, 200, 503]
    assert request(built, "/", "HEAD").status == 200
    assert request(built, "/static/main.js").status == 200


def test_every_answer_carries_the_security_headers_refusals_included(app):
    built = app(hosts=("localhost",))
    answers = [
        request(built, "/"),
        request(built, "/nothing"),
        request(built, "/", "POST"),
        request(built, "/", host="evil.example"),
        request(built, "/_stcore/health"),
        request(built, "/static/main.js"),
        request(built, "/stage/frames/softmax", kind="websocket", origin="https://evil.example"),
    ]
    assert [answer.status for answer in answers] == [200, 404, 405, 421, 200, 200, 403]
    for answer in answers:
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
