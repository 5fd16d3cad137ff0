"""The proxy's files: nginx serves every file as the app does, and asks the app for those of another version."""

import contextlib
import gzip
import http.client
import subprocess

import pytest

import server
from deploy import static_files
from server.security_headers import FIXED_HEADERS
from stage import browser_files
from tests.deploy.test_nginx import configure, needs_nginx
from tests.server.asgi import request
from tests.servers import free_port
from tests.waiting import wait_until

APP_FILES = server.FileCache(server.files_with_hash("") | browser_files.files(), server.files_without_hash(""))
COMPARED = ("cache-control", "content-type", "content-encoding")


@pytest.fixture(scope="module")
def nginx(tmp_path_factory):
    """Return a function that requests an address from nginx, behind which no app runs."""
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    static_files.main([str(folder / "static")])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)

    def get(address, **headers):
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    def is_up():
        with contextlib.suppress(OSError):
            return get("/favicon.png")
        connection.close()

    with subprocess.Popen(configure(folder, port, [free_port()])) as process:
        try:
            wait_until(is_up)
            yield get
        finally:
            connection.close()
            process.terminate()


@needs_nginx
@pytest.mark.parametrize("accepted", ["gzip", "identity"])
def test_nginx_answers_for_every_file_as_the_app_does(nginx, accepted):
    files = static_files.files()
    assert {browser_files.main_address(), browser_files.plotly_address()} <= set(files)
    for address, path in files.items():
        status, headers, body = nginx(address, **{"Accept-Encoding": accepted, "Via": "1.1 another proxy"})
        expected = request(APP_FILES, address, accept_encoding=accepted).headers
        assert status == 200
        assert {name: headers.get(name) for name in COMPARED} == {name: expected.get(name) for name in COMPARED}
        assert (gzip.decompress(body) if "content-encoding" in headers else body) == path.read_bytes()
        compresses = server.file_cache.compressed_file(path) or server.file_cache.compressed_content(path)
        assert headers.get("vary", "") == ("Accept-Encoding" if compresses else "")


@needs_nginx
def test_files_of_nginx_carry_the_apps_security_headers(nginx):
    headers = nginx(browser_files.main_address())[1]
    assert {name: headers.get(name.lower()) for name in FIXED_HEADERS} == FIXED_HEADERS
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "set-cookie" not in headers


@needs_nginx
def test_a_file_of_another_version_is_requested_from_the_app(nginx):
    assert nginx("/stage/of-another-version/main.js")[0] == 502, "the app, which does not run here"


def test_all_proxies_get_the_same_bytes(tmp_path):
    static_files.write(tmp_path, {"/static/a.js": browser_files.FILES and next(iter(browser_files.files().values()))})
    content = (tmp_path / "static" / "a.js.gz").read_bytes()
    assert content[4:8] == bytes(4), "no date"
    assert gzip.decompress(content) == (tmp_path / "static" / "a.js").read_bytes()
