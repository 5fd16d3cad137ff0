"""The door: one ASGI application, served by ``streamlit run app.py`` and by ``uvicorn app:app`` alike."""

import gc
import logging
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:  # ``streamlit run`` from another folder
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402

import pages  # noqa: E402
import stage  # noqa: E402

LESSONS = stage.lessons_of(pages)
log = logging.getLogger(__name__)


class Doorman:
    """Answers two things before Streamlit does: what the page may show, and what it should fetch early."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand in front of ``app``."""
        self._app = app
        self._host_config = f"{stage.base()}/_stcore/host-config"
        self._early = ", ".join(f"<{address}>; {how}" for address, how in stage.preloads())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let pass."""

        async def hint(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                if message["status"] == 200 and headers.get("content-type", "").startswith("text/html"):
                    headers.append("link", self._early)
            await send(message)

        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"] == self._host_config:
            await JSONResponse(self.host_config(), headers={"Cache-Control": "no-cache"})(scope, receive, send)
        else:
            await self._app(scope, receive, hint)

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


@asynccontextmanager
async def warm(_: st.App) -> AsyncGenerator[dict[str, Any]]:
    """Compute every lesson's first frame once, then keep what is loaded out of the garbage collector's sight."""
    if st.get_option("runner.fastReruns"):
        log.warning("The settings in %s/.streamlit were not read: start the server in that folder.", ROOT)
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
