"""The door: one ASGI application, served by ``streamlit run app.py`` and by ``uvicorn app:app`` alike."""

import gc
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


class Doorman:
    """Answers two things before Streamlit does: what the page may show, and what it should fetch early."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand in front of ``app``."""
        self._app = app
        self._early = ", ".join(f"<{address}>; {how}" for address, how in stage.preloads())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let pass."""

        async def hint(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                if headers.get("content-type", "").startswith("text/html"):
                    headers["link"] = self._early
            await send(message)

        if scope["type"] == "http" and scope["path"].endswith("/_stcore/host-config"):
            # The stage says itself that the server is away, and goes on by itself: no dialog over the whole page.
            answer = JSONResponse({"allowedOrigins": st.get_option("client.allowedOrigins"), "blockErrorDialogs": True})
            await answer(scope, receive, send)
        else:
            await self._app(scope, receive, hint)


@asynccontextmanager
async def warm(_: st.App) -> AsyncGenerator[dict[str, Any]]:
    """Compute every lesson's first frame once, then keep what is loaded out of the garbage collector's sight."""
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
