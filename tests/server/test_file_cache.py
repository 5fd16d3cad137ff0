"""The file cache: texts are compressed once, bodies wait for the reader, browsers keep what is named by its content."""

import asyncio
import gzip
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from server import FileCache, file_cache
from tests.server.asgi import request


@pytest.fixture
def files(tmp_path):
    """Return a cache of a script that browsers may keep and of a picture."""
    script, picture = tmp_path / "main.js", tmp_path / "icon.png"
    script.write_text("let x = 1;" * 50_000)
    picture.write_bytes(b"\x89PNG")
    return FileCache({"/static/main.js": script}, {"/icon.png": picture})


def test_texts_are_compressed_for_browsers_that_accept_it_and_immutable(files, tmp_path):
    plain = request(files, "/static/main.js")
    compressed = request(files, "/static/main.js", accept_encoding="br, gzip")
    assert "content-encoding" not in plain.headers
    assert compressed.headers["content-encoding"] == "gzip"
    assert plain.body == gzip.decompress(compressed.body) == (tmp_path / "main.js").read_bytes()
    assert len(compressed.body) < len(plain.body) / 10
    for answer in (plain, compressed):
        assert int(answer.headers["content-length"]) == len(answer.body)
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["content-type"].startswith("text/javascript")


def test_a_picture_is_not_compressed_again_and_a_file_without_a_version_is_not_immutable(files):
    answer = request(files, "/icon.png", accept_encoding="gzip")
    assert answer.body == b"\x89PNG"
    assert "content-encoding" not in answer.headers
    assert "immutable" not in answer.headers["cache-control"]


@pytest.mark.parametrize("accepted", ["identity", "gzip"])
def test_head_is_answered_with_the_length_alone(files, accepted):
    whole = request(files, "/static/main.js", accept_encoding=accepted)
    answer = request(files, "/static/main.js", method="HEAD", accept_encoding=accepted)
    assert (answer.status, answer.body, answer.headers) == (200, b"", whole.headers)


def test_a_file_is_read_and_compressed_once(files, tmp_path, monkeypatch):
    files.compress(["/static/main.js", "/icon.png", "/nothing"])
    monkeypatch.setattr("server.file_cache.gzip.compress", None)
    (tmp_path / "main.js").unlink()
    assert gzip.decompress(request(files, "/static/main.js", accept_encoding="gzip").body).startswith(b"let x")


def test_what_was_compressed_beforehand_is_sent_from_its_file_and_not_kept_in_memory(tmp_path, monkeypatch):
    (tmp_path / "a.wasm").write_bytes(b"wasm" * 50_000)
    (tmp_path / "a.wasm.gz").write_bytes(gzip.compress(b"wasm" * 50_000))
    monkeypatch.setattr("server.file_cache.gzip.compress", None)
    files = FileCache({"/a.wasm": tmp_path / "a.wasm"}, {})
    files.compress(["/a.wasm"])
    plain, compressed = request(files, "/a.wasm"), request(files, "/a.wasm", accept_encoding="gzip")
    assert plain.body == gzip.decompress(compressed.body) == b"wasm" * 50_000
    for answer in (plain, compressed):
        assert int(answer.headers["content-length"]) == len(answer.body)
        assert answer.headers["content-type"] == "application/wasm"


def test_a_file_that_many_ask_for_at_once_is_compressed_once(tmp_path, monkeypatch):
    path = tmp_path / "main.js"
    path.write_text("let x = 1;")
    all_ask, compressions = threading.Barrier(4), []

    def compress(content, mtime):
        compressions.append(content)
        return content

    def ask(_):
        all_ask.wait(10)
        return file_cache.compressed_content(path)

    monkeypatch.setattr("server.file_cache.gzip.compress", compress)
    with ThreadPoolExecutor(4) as executor:
        assert set(executor.map(ask, range(4))) == {b"let x = 1;"}
    assert len(compressions) == 1


def test_all_replicas_compress_a_file_to_the_same_bytes(files, tmp_path, monkeypatch):
    first = file_cache.compressed_content(tmp_path / "main.js")
    monkeypatch.setattr("time.time", lambda: 0.0)
    file_cache._compressed.cache_clear()
    assert file_cache.compressed_content(tmp_path / "main.js") == first


@pytest.mark.parametrize("accepted", ["identity", "gzip"])
def test_what_a_reader_does_not_read_is_not_produced(files, accepted, monkeypatch):
    monkeypatch.setattr(file_cache, "PIECE", 1000)
    sent = []

    async def send(message):
        sent.append(message)
        if message["type"] == "http.response.body":
            reader_is_slow.set()
            await asyncio.Event().wait()

    async def serve():
        answer = asyncio.create_task(files(scope, None, send))
        await reader_is_slow.wait()
        answer.cancel()

    reader_is_slow = asyncio.Event()
    headers = [(b"accept-encoding", accepted.encode())]
    scope = {"type": "http", "method": "GET", "path": "/static/main.js", "headers": headers}
    asyncio.run(asyncio.wait_for(serve(), 10))
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    assert len(sent[1]["body"]) == 1000


def test_a_file_that_is_not_listed_does_not_exist(files):
    assert request(files, "/static/other.js").status == 404
