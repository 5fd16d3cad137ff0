"""The whole app as one ASGI application, served by ``streamlit run app.py`` and by ``uvicorn app:app`` alike."""

import sys
from collections.abc import Callable
from pathlib import Path

from starlette.middleware import Middleware
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.types import ASGIApp

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:  # ``streamlit run`` from another folder
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402

import pages  # noqa: E402
import server  # noqa: E402
from stage import browser_files, warm_up, websocket_transport  # noqa: E402
from text import languages, translations  # noqa: E402

SETTINGS = server.Settings.from_environment().within_file_limit()
browser_files.set_stand_in(SETTINGS.stand_in)  # before any address is asked for
BASE = browser_files.base_path()
LESSONS = pages.lessons()
ADDRESSES = {f"{BASE}/": next(iter(LESSONS))} | {f"{BASE}/{name}": name for name in LESSONS}
"""The lesson at each address"""
HEALTH, READY = f"{BASE}/_stcore/health", f"{BASE}/ready"

LANGUAGES = {code: translations(code) for code in languages()}
TAGS = {code: words("language.tag") for code, words in LANGUAGES.items()}
INDEX = server.index_page(BASE, browser_files.preloads())
NOT_CACHED = {"Cache-Control": "no-cache"}
PICTURES = {f"{BASE}/link_previews/{path.name}": path for path in (ROOT / "assets" / "link_previews").glob("*.png")}
WORKERS = {browser_files.worker_address()} - {""}
UNAVAILABLE = server.ByLanguage(
    {
        code: server.unavailable(words.section("server").section("unavailable"), TAGS[code])
        for code, words in LANGUAGES.items()
    }
)
NOT_FOUND = server.NotFound(
    server.ByLanguage(
        {
            code: server.not_found({TAGS[code]: words.section("server").section("not_found")}, f"{BASE}/")
            for code, words in LANGUAGES.items()
        }
    ),
    ADDRESSES,
    BASE,
)
FILES = server.FileCache(
    server.files_with_hash(BASE) | browser_files.files(), server.files_without_hash(BASE) | PICTURES
)
POLICY = server.content_security_policy(INDEX, SETTINGS.origins)
CONNECTIONS = server.ConnectionLimit(SETTINGS.readers, SETTINGS.readers_per_address)
LOOP_DELAY = server.LoopDelay()


def prepare() -> None:
    """Compute the frames of each lesson's presets, and compress the files that every page loads."""
    for lesson in LESSONS.values():
        warm_up(lesson)
    FILES.compress([*server.first_scripts(INDEX, BASE), *browser_files.files()])


def upload_limit() -> Callable[[], float]:
    """Return the limit of one session: a function that admits a file, or returns the seconds to wait."""
    return server.TokenBucket(SETTINGS.files_per_minute / 60, SETTINGS.files_per_minute).take_if_ready


def page(lesson: str) -> server.ByLanguage:
    """Return the page of a lesson in all languages."""
    return server.ByLanguage({code: page_in(code, lesson) for code in LANGUAGES})


def page_in(language: str, lesson: str) -> server.LessonPage:
    """Return the page of a lesson in one language, with what other sites show of a link to it."""
    words = LANGUAGES[language]
    title, description = words(f"{lesson}.heading"), words(f"{lesson}.description")
    picture = f"{BASE}/link_previews/{server.picture_name(lesson, language)}"
    preview = server.LinkPreview(words("app.name"), title, description, picture if picture in PICTURES else "")
    return server.LessonPage(server.in_language(INDEX, TAGS[language], words("language.no_script")), preview)


def routes(app: ASGIApp) -> list[BaseRoute]:
    """Return everything that exists; ``app`` is Streamlit with the stage's routes."""
    return [
        *(
            Route(address, server.Admission(page(lesson), UNAVAILABLE, CONNECTIONS))
            for address, lesson in ADDRESSES.items()
        ),
        FILES,
        Route(f"{BASE}/_stcore/host-config", JSONResponse(server.host_config(), headers=NOT_CACHED)),
        Route(HEALTH, app),
        Route(READY, server.Readiness(CONNECTIONS, LOOP_DELAY)),
        Route(f"{BASE}/_stcore/metrics", server.BearerToken(app, SETTINGS.metrics_token, NOT_FOUND)),
        WebSocketRoute(f"{BASE}/_stcore/stream", server.StreamlitSockets(app, SETTINGS, CONNECTIONS)),
        WebSocketRoute(f"{BASE}{browser_files.SESSIONS}{{lesson}}", server.StageSockets(app, SETTINGS)),
    ]


app = st.App(
    ROOT / "pages" / "layout.py",
    lifespan=server.warmed_up(prepare, SETTINGS.hang_seconds, LOOP_DELAY),
    middleware=[
        Middleware(server.SecurityHeaders, policy=POLICY, shared=PICTURES, workers=WORKERS),
        Middleware(server.RequestTurns),
        Middleware(server.KnownHosts, hosts=SETTINGS.hosts, exempt={HEALTH, READY}),
        Middleware(server.KnownOrigins, origins=SETTINGS.origins),
        Middleware(server.ReadOnlyMethods),
        Middleware(server.ListedRoutes, routes=routes, default=NOT_FOUND),
    ],
    routes=websocket_transport.routes(BASE, LESSONS, server.address_of, upload_limit),
)
