"""A shelf of files: read once, compressed once, and handed out from memory."""

import gzip
import mimetypes
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

_FOR_GOOD = "public, max-age=31536000, immutable"
_FOR_AN_HOUR = "public, max-age=3600"
_TEXT = ("text/", "application/json", "image/svg")
_TYPES = {".js": "text/javascript", ".woff2": "font/woff2"}


class Shelf:
    """Files by their address; those whose name changes with their content are kept by browsers for good."""

    def __init__(self, lasting: Mapping[str, Path], others: Mapping[str, Path]) -> None:
        """Take note of the files; they are read when they are asked for."""
        self._files = dict(others) | dict(lasting)
        self._lasting = frozenset(lasting)

    def __contains__(self, address: str) -> bool:
        """Tell whether there is such a file."""
        return address in self._files

    async def answer(self, address: str, accepted: str) -> Response:
        """Return a file, compressed where the browser accepts that (its ``Accept-Encoding``) and it is worth it."""
        path = self._files[address]
        packed = await run_in_threadpool(_packed, path) if "gzip" in accepted else None
        headers = {"Cache-Control": _FOR_GOOD if address in self._lasting else _FOR_AN_HOUR, "Vary": "Accept-Encoding"}
        if packed:
            headers["Content-Encoding"] = "gzip"
        return Response(packed or _content(path), media_type=_type(path), headers=headers)

    def warm(self, addresses: list[str]) -> None:
        """Compress some files before anybody asks."""
        for address in addresses:
            if address in self._files:
                _packed(self._files[address])


def _type(path: Path) -> str:
    return _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"


@cache
def _content(path: Path) -> bytes:
    return path.read_bytes()


@cache
def _packed(path: Path) -> bytes | None:
    """Return a text's compressed content, without a date, so that every replica hands out the same; else None."""
    return gzip.compress(_content(path), mtime=0) if _type(path).startswith(_TEXT) else None
