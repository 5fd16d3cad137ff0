"""Security headers: the Content-Security-Policy allows what the page needs and nothing else."""

from starlette.responses import PlainTextResponse

from server.security_headers import WORKER_POLICY, SecurityHeaders, content_security_policy
from tests.server.asgi import request
from tests.servers import ROOT


def test_the_policy_allows_the_pages_own_inline_scripts_and_no_others():
    page = "<head><script>let a = 1</script><script type=module src=x.js></script><script>\nb\n</script></head>"
    rules = dict(rule.split(" ", 1) for rule in content_security_policy(page).split("; "))
    # The hashes are openssl's: printf 'let a = 1' | openssl dgst -sha256 -binary | base64, and of '\nb\n'.
    assert rules["script-src"].split() == [
        "'self'",
        "blob:",
        "'sha256-LAfYd7pbFUgwfQu8b4q135PeTG2z+/coPEUYCd74eCQ='",
        "'sha256-5u1fIKMXKQ46ulUkDeSKZ+xmkP0iq3GhMyrJ/dvDjMU='",
    ]
    assert "unsafe" not in rules["script-src"]


def test_only_accepted_origins_may_show_the_app_in_a_frame():
    assert "frame-ancestors 'self';" in content_security_policy("") + ";"
    assert (
        "frame-ancestors 'self' https://moodle.example.org;"
        in content_security_policy("", ["https://moodle.example.org"]) + ";"
    )


def test_only_the_script_of_pythons_worker_may_compile_web_assembly():
    app = SecurityHeaders(PlainTextResponse("x"), content_security_policy(""), workers={"/stage/python-0/worker.js"})
    policies = {
        path: request(app, path).headers["content-security-policy"] for path in ("/", "/stage/python-0/worker.js")
    }
    assert "wasm" not in policies["/"]
    assert policies["/stage/python-0/worker.js"] == WORKER_POLICY
    assert "'wasm-unsafe-eval'" in WORKER_POLICY
    assert WORKER_POLICY in (ROOT / "deploy" / "nginx" / "nginx.conf").read_text("utf-8")
