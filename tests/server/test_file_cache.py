"""The file cache: texts are compressed once, and browsers keep what is named by its content."""

import gzip

import pytest

from server import FileCache
from server.file_cache import _compressed
from tests.server.asgi import request


@pytest.fixture
def files(tmp_path):
    """Return a cache of a script that browsers may keep and of a picture."""
    script, picture = tmp_path / "main.js", tmp_path / "icon.png"
    script.write_text("let x = 1;" * 500)
    picture.write_bytes(b"\x89PNG")
    return FileCache({"/static/main.js": script}, {"/icon.png": picture})


def test_texts_are_compressed_for_browsers_that_accept_it_and_immutable(files):
    plain = request(files, "/static/main.js")
    compressed = request(files, "/static/main.js", accept_encoding="br, gzip")
    assert "content-encoding" not in plain.headers
    assert compressed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(compressed.body) == plain.body
    assert len(compressed.body) < len(plain.body) / 10
    for answer in (plain, compressed):
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["content-type"].startswith("text/javascript")


def test_a_picture_is_not_compressed_again_and_a_file_without_a_version_is_not_immutable(files):
    answer = request(files, "/icon.png", accept_encoding="gzip")
    assert answer.body == b"\x89PNG"
    assert "content-encoding" not in answer.headers
    assert "immutable" not in answer.headers["cache-control"]


def test_a_file_is_read_and_compressed_once(files, tmp_path, monkeypatch):
    files.compress(["/static/main.js", "/nothing"])
    request(files, "/icon.png")
    monkeypatch.setattr("server.file_cache.gzip.compress", None)
    (tmp_path / "main.js").unlink()
    (tmp_path / "icon.png").unlink()
    assert gzip.decompress(request(files, "/static/main.js", accept_encoding="gzip").body).startswith(b"let x")
    assert request(files, "/icon.png", accept_encoding="gzip").body == b"\x89PNG"


def test_all_replicas_compress_a_file_to_the_same_bytes(files, tmp_path, monkeypatch):
    first = _compressed(tmp_path / "main.js")
    monkeypatch.setattr("time.time", lambda: 0.0)
    _compressed.cache_clear()
    assert _compressed(tmp_path / "main.js") == first


def test_a_file_that_is_not_listed_does_not_exist(files):
    assert request(files, "/static/other.js").status == 404
