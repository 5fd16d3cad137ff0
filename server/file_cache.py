"""Listed files, sent in pieces that wait for the reader; what compresses is compressed once and kept in memory.

A file that was compressed beforehand has its compressed content beside it, with ``.gz`` at its end, and is sent from
there: the 10 MB with which Python runs in a browser need neither time at every start nor memory.

A body that is handed over whole stays in memory until its reader has read it. The server waits before each piece
until the reader has taken the ones before, so that a reader who does not read costs about two pieces.
"""

import gzip
import mimetypes
import os
from collections.abc import AsyncIterator, Iterable, Mapping
from functools import cache
from pathlib import Path
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, URLPath
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, NoMatchFound
from starlette.types import Receive, Scope, Send

PIECE = 64 * 1024
"""Bytes that are sent at once: as many as uvicorn lets wait before it waits for the reader."""
_ONE_YEAR = "public, max-age=31536000, immutable"
_ONE_HOUR = "public, max-age=3600"
_COMPRESSIBLE = ("text/", "application/json", "image/svg")
_TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    ".bin": "application/octet-stream",
}
_COMPRESSING = Lock()


class FileCache(BaseRoute):
    """A route to files by their addresses.

    Starlette's ``StaticFiles`` serves whole folders, compressed only by a ``GZipMiddleware`` that does so at every
    request. Here only files that are listed exist, and each is compressed once.
    """

    def __init__(self, immutable: Mapping[str, Path], others: Mapping[str, Path]) -> None:
        """List the files; they are read at the first request.

        Parameters
        ----------
        immutable : files by address; an address changes with the content, so that browsers may keep them
        others : files by address whose content may change
        """
        self._files = dict(others) | dict(immutable)
        self._immutable = frozenset(immutable)
        self._beside = {path: beside for path in self._files.values() if (beside := compressed_file(path))}

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Match requests to the files' addresses."""
        is_file = scope["type"] == "http" and scope["path"] in self._files
        return (Match.FULL if is_file else Match.NONE), {}

    def url_path_for(self, name: str, /, **path_params: object) -> URLPath:
        """Refuse: the files have no names beside their addresses."""
        raise NoMatchFound(name, path_params)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request to a file, compressed if the browser accepts that."""
        path = self._files[scope["path"]]
        caching = _ONE_YEAR if scope["path"] in self._immutable else _ONE_HOUR
        headers = {"Cache-Control": caching, "Vary": "Accept-Encoding"}
        compressed, sent = None, path
        if "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            sent = self._beside.get(path, path)
            compressed = await run_in_threadpool(compressed_content, path) if sent is path else None
        if compressed or sent is not path:
            headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(compressed) if compressed else os.path.getsize(sent))
        # Without a body, and with the length of the body that follows.
        start = Response(headers=headers, media_type=_type(path))
        if scope["method"] == "HEAD":
            await start(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 200, "headers": start.raw_headers})
        async for piece in _pieces(compressed) if compressed else _pieces_of_file(sent):
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def compress(self, addresses: Iterable[str]) -> None:
        """Read and compress some files ahead of the first request."""
        for address in addresses:
            path = self._files.get(address)
            if path and path not in self._beside:
                compressed_content(path)


def compressed_file(path: Path) -> Path | None:
    """Return the file beside another one that holds its content by gzip, if there is one."""
    beside = path.with_name(f"{path.name}.gz")
    return beside if beside.is_file() else None


def compressed_content(path: Path) -> bytes | None:
    """Return a text's content, compressed by gzip; None for what is compressed already, like a picture.

    It is compressed once, also where many ask at the same time.
    """
    if not _type(path).startswith(_COMPRESSIBLE):
        return None
    with _COMPRESSING:
        return _compressed(path)


@cache
def _compressed(path: Path) -> bytes:
    """Compress a file, without a date, so that all replicas serve the same bytes."""
    return gzip.compress(path.read_bytes(), mtime=0)


def _type(path: Path) -> str:
    return _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"


async def _pieces(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(content), PIECE):
        yield content[start : start + PIECE]


async def _pieces_of_file(path: Path) -> AsyncIterator[bytes]:
    """Read a file in pieces; it is not open while the reader is waited for, so that it costs no file descriptor."""
    start = 0
    while piece := await run_in_threadpool(_piece, path, start):
        yield piece
        start += len(piece)


def _piece(path: Path, start: int) -> bytes:
    with path.open("rb") as file:
        file.seek(start)
        return file.read(PIECE)
