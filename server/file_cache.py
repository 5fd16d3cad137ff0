"""The file cache: listed files, read once, compressed once, and served from memory."""

import gzip
import mimetypes
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, URLPath
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, NoMatchFound
from starlette.types import Receive, Scope, Send

_ONE_YEAR = "public, max-age=31536000, immutable"
_ONE_HOUR = "public, max-age=3600"
_COMPRESSIBLE = ("text/", "application/json", "image/svg")
_TYPES = {".js": "text/javascript", ".woff2": "font/woff2"}


class FileCache(BaseRoute):
    """A route to files by their addresses.

    Starlette's ``StaticFiles`` serves whole folders and reads the disk at every request; its ``GZipMiddleware``
    compresses at every request. Here a file is read and compressed once, and only files that are listed exist.
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

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Match requests to the files' addresses."""
        is_file = scope["type"] == "http" and scope["path"] in self._files
        return (Match.FULL if is_file else Match.NONE), {}

    def url_path_for(self, name: str, /, **path_params: object) -> URLPath:
        """Refuse: the files have no names beside their addresses."""
        raise NoMatchFound(name, path_params)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request to a file, compressed if the browser accepts that."""
        accepted = Headers(scope=scope).get("accept-encoding", "")
        await (await self._response(scope["path"], accepted))(scope, receive, send)

    def compress(self, addresses: Iterable[str]) -> None:
        """Read and compress some files ahead of the first request."""
        for address in addresses:
            if address in self._files:
                _compressed(self._files[address])

    async def _response(self, address: str, accepted: str) -> Response:
        path = self._files[address]
        compressed = await run_in_threadpool(_compressed, path) if "gzip" in accepted else None
        caching = _ONE_YEAR if address in self._immutable else _ONE_HOUR
        headers = {"Cache-Control": caching, "Vary": "Accept-Encoding"}
        if compressed:
            headers["Content-Encoding"] = "gzip"
        return Response(compressed or _content(path), media_type=_type(path), headers=headers)


def _type(path: Path) -> str:
    return _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"


@cache
def _content(path: Path) -> bytes:
    return path.read_bytes()


@cache
def _compressed(path: Path) -> bytes | None:
    """Return a text's compressed content, without a date, so that all replicas serve the same bytes; otherwise None."""
    return gzip.compress(_content(path), mtime=0) if _type(path).startswith(_COMPRESSIBLE) else None
