"""The whole app as one ASGI application, served by ``streamlit run app.py`` and by ``uvicorn app:app`` alike."""

import gc
import logging
import re
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, JSONResponse, Response
from threadpoolctl import threadpool_limits

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:  # ``streamlit run`` from another folder
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402

import door  # noqa: E402
import pages  # noqa: E402
import stage  # noqa: E402
from door.pages import RETRY, STATIC  # noqa: E402

LESSONS = stage.lessons_of(pages)
LIMITS = door.Limits.read().afforded()
BASE = stage.base()
PAGE = door.first_page(BASE)
NOT_KEPT = {"Cache-Control": "no-cache"}
log = logging.getLogger(__name__)


def shelf() -> door.Shelf:
    """Return every file that a browser may ask for: Streamlit's and the stage's."""
    streamlits = {f"{BASE}/{path.relative_to(STATIC).as_posix()}": path for path in STATIC.rglob("*") if path.is_file()}
    named = {address: path for address, path in streamlits.items() if address.startswith(f"{BASE}/static/")}
    others = {f"{BASE}/{name}": STATIC / name for name in ("favicon.png", "manifest.json")}
    return door.Shelf(lasting=named | stage.files(), others=others)


def opened() -> dict[str, Response]:
    """Return what is answered at every lesson's address: one page, and what to fetch early for it."""
    early = ", ".join(f"<{address}>; {how}" for address, how in stage.preloads())
    page = HTMLResponse(PAGE, headers=NOT_KEPT | {"Link": early})
    return dict.fromkeys(["/", *(f"/{name}" for name in LESSONS)], page)


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


def full() -> Response:
    """Return what is answered where every seat is taken: it tries again by itself."""
    words = stage.speak(None).section("door").section("full")
    text = door.notice(words("title"), words("text"), again=True)
    return HTMLResponse(text, 503, headers={"Retry-After": str(RETRY), "Cache-Control": "no-store"})


def lost() -> Response:
    """Return what is answered where there is nothing."""
    words = stage.speak(None).section("door").section("lost")
    return HTMLResponse(door.notice(words("title"), words("text"), link=(f"{BASE}/", words("back"))), 404)


FILES = shelf()
SEATS = door.Seats(LIMITS.readers, LIMITS.readers_per_address)


@asynccontextmanager
async def warm(_: st.App) -> AsyncGenerator[dict[str, Any]]:
    """Do once what the first reader would wait for, then keep it out of the garbage collector's sight."""
    if st.get_option("runner.fastReruns"):
        log.warning("The settings in %s/.streamlit were not read: start the server in that folder.", ROOT)
    threadpool_limits(1, "blas")  # two large frames at once took 36 s with BLAS's own threads, 2 s without
    for lesson in LESSONS.values():
        stage.rehearse(lesson)
    first = re.findall(r'(?:src|href)="\./(static/[^"]*)"', PAGE)
    FILES.warm([*(f"{BASE}/{name}" for name in first), *stage.files()])
    door.seldom()
    gc.collect()
    gc.freeze()
    async with door.watched(LIMITS.hang_seconds):
        yield {}


app = st.App(
    ROOT / "pages" / "frame.py",
    lifespan=warm,
    routes=stage.routes(LESSONS, LIMITS.files_per_minute),
    middleware=[
        Middleware(door.Headers, csp=door.policy(PAGE, LIMITS.origins)),
        Middleware(
            door.Gate,
            base=BASE,
            pages=opened(),
            answers={"/_stcore/host-config": JSONResponse(host_config(), headers=NOT_KEPT)},
            shelf=FILES,
            full=full(),
            lost=lost(),
            limits=LIMITS,
            seats=SEATS,
        ),
        Middleware(door.Sockets, base=BASE, limits=LIMITS, seats=SEATS),
    ],
)
