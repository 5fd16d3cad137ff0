"""The door: one ASGI application, served by ``streamlit run app.py`` and by ``uvicorn app:app`` alike."""

import gc
import logging
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.middleware import Middleware
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from threadpoolctl import threadpool_limits

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:  # ``streamlit run`` from another folder
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402

import pages  # noqa: E402
import stage  # noqa: E402

LESSONS = stage.lessons_of(pages)
log = logging.getLogger(__name__)


class Doorman:
    """Answers two things before Streamlit does: a lesson's page, with what to fetch early, and what it may show."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand in front of ``app``."""
        self._app = app
        base = stage.base()
        early = ", ".join(f"<{address}>; {how}" for address, how in stage.preloads())
        page = Response(first_page(base), media_type="text/html", headers={"Cache-Control": "no-cache", "Link": early})
        host_config = JSONResponse(self.host_config(), headers={"Cache-Control": "no-cache"})
        self._answers: dict[str, Response] = {
            f"{base}/_stcore/host-config": host_config,
            **dict.fromkeys([f"{base}/", *(f"{base}/{name}" for name in LESSONS)], page),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let pass."""
        known = self._answers.get(scope["path"]) if scope["type"] == "http" and scope["method"] == "GET" else None
        await (known or self._app)(scope, receive, send)

    @staticmethod
    def host_config() -> dict[str, Any]:
        """Return what Streamlit answers here, but for its dialogs: the stage says itself that the server is away."""
        return {
            "allowedOrigins": list(st.get_option("client.allowedOrigins")),
            "useExternalAuthToken": False,
            "enableCustomParentMessages": False,
            "enforceDownloadInNewTab": False,
            "metricsUrl": "",
            "blockErrorDialogs": True,
            "resourceCrossOriginMode": None,
        }


def first_page(base: str) -> str:
    """Return Streamlit's page, told where its server is: at a lesson's address it would look there first, in vain."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text("utf-8")
    where = f'window.__streamlit = {{ BACKEND_BASE_URL: new URL("{base}/", location.href).href }};'
    return page.replace("<head>", f"<head><script>{where}</script>", 1)


@asynccontextmanager
async def warm(_: st.App) -> AsyncGenerator[dict[str, Any]]:
    """Compute every lesson's first frame once, then keep what is loaded out of the garbage collector's sight."""
    if st.get_option("runner.fastReruns"):
        log.warning("The settings in %s/.streamlit were not read: start the server in that folder.", ROOT)
    threadpool_limits(1, "blas")  # two large frames at once took 36 s with BLAS's own threads, 2 s without
    for lesson in LESSONS.values():
        stage.rehearse(lesson)
    gc.collect()
    gc.freeze()
    yield {}


app = st.App(
    ROOT / "pages" / "frame.py",
    lifespan=warm,
    routes=stage.routes(LESSONS),
    middleware=[Middleware(Doorman)],
)
