"""Try the site: ``python -m browser_edition.serve build/site --port 8080`` serves it as a static host would."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from .lesson_pages import POLICY

NAMED_BY_CONTENT = ("stage/", "python/", "pages-", "frames/")
KEPT = "public, max-age=31536000, immutable"
ASKED_FOR = "no-cache"


class Site(StaticFiles):
    """The files of a site: compressed where they are, kept where their address names their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer one request."""
        accepts_gzip = "gzip" in Headers(scope=scope).get("accept-encoding", "")
        try:
            answer = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404:
                raise
            return FileResponse(Path(str(self.directory)) / "404.html", 404)
        if isinstance(answer, FileResponse) and accepts_gzip:
            beside = Path(f"{answer.path}.gz")
            if beside.is_file():
                kind = answer.media_type
                answer = FileResponse(
                    beside, answer.status_code, {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
                )
                answer.headers["Content-Type"] = (
                    f"{kind}; charset=utf-8" if str(kind).startswith("text/") else str(kind)
                )
        if not isinstance(answer, RedirectResponse):
            is_kept = path.startswith(NAMED_BY_CONTENT)
            headers = MutableHeaders(raw=answer.raw_headers)
            headers["Cache-Control"] = KEPT if is_kept else ASKED_FOR
            headers["Content-Security-Policy"] = POLICY
        return answer


def application(folder: Path, path: str = "") -> Starlette:
    """Return the site in a folder as an application, below a path like ``/softmax-lab``."""
    return Starlette(routes=[Mount(path or "/", Site(directory=folder, html=True))])


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until interrupted; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m browser_edition.serve", description=__doc__.partition(":")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--path", default="", help="the path below which it is served, like /softmax-lab")
    arguments = parser.parse_args(argv)
    if not (arguments.folder / "index.html").is_file():
        print(f"{parser.prog}: {arguments.folder} holds no site; `make site` builds it", file=sys.stderr)
        return 1
    print(f"http://localhost:{arguments.port}{arguments.path}/", flush=True)
    uvicorn.run(application(arguments.folder, arguments.path), port=arguments.port, log_level="warning")
    return 0


if __name__ == "__main__":
    sys.exit(main())
