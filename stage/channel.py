"""The road from the hand to NumPy and back: states come in over one websocket, frames go out.

It is a road of its own beside Streamlit's, because a frame depends on its state and on nothing else: no session, no
script run, no rerun of a page stands between a drag and its picture, and any process can answer any reader. A message
from the browser is ``"17 z=3,1,-3&T=0.5"``: a number that counts up, and the state as a query string. The answer
carries the same number. One task answers one socket, so answers keep their order; where states arrive faster than they
can be computed, only the newest is.
"""

import asyncio
import contextlib
import logging
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import unquote_plus, urlsplit

import streamlit as st
from starlette.websockets import WebSocket, WebSocketDisconnect

from . import state, wire
from .lesson import Frame, Lesson
from .words import Words, speak

log = logging.getLogger(__name__)

LONGEST_MESSAGE = 16_000
"""Characters of a message that are looked at."""
NO_SUCH_LESSON, NOT_A_MESSAGE, FOREIGN_PAGE = 4404, 4400, 4403
"""Why a connection is ended; the browser does not come back after these."""

_NUMBERED = re.compile(r"(\d{1,15}) ", re.ASCII)
_WORKERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="frames")  # the event loop stays free to answer
_reported: set[tuple[str, str]] = set()


class Channel:
    """One reader's connection to one lesson; it remembers the last frame sent, to send only what changed."""

    def __init__(self, lesson: Lesson[Any], words: Words) -> None:
        """Start with nothing sent."""
        self._lesson = lesson
        self._words = words
        self._sent: Any = None

    def answer(self, message: str) -> str:
        """Return the answer to one message from the browser.

        Raises
        ------
        ValueError
            Where the message does not start with its number.
        """
        number, query = parsed(message)
        current, corrections = state.read(self._lesson.state, query)
        view = {
            **seen(self._lesson.frame(current, self._words.section(self._lesson.name))),
            "values": {name: getattr(current, name) for name in state.controls(type(current))},
            "query": state.write(current),
            "notice": self._notice(corrections),
        }
        new = wire.plain(view)
        text = wire.encode({"n": number, "changes": wire.changes(self._sent, new)})
        self._sent = new
        return text

    def _notice(self, corrections: tuple[state.Correction, ...]) -> str:
        words = self._words.section("stage")
        changed = "; ".join(words("now", parameter=c.parameter, used=unquote_plus(c.used) or "–") for c in corrections)
        return words("corrected", changed=changed) if corrections else ""

    def apology(self, message: str, cause: Exception) -> str:
        """Return the answer where there is no frame; each kind of failure is logged once, with its traceback."""
        kind = (self._lesson.name, type(cause).__name__)
        log.log(logging.DEBUG if kind in _reported else logging.ERROR, "no frame for %.200r", message, exc_info=cause)
        _reported.add(kind)
        return wire.encode({"n": parsed(message)[0], "trouble": self._words("stage.trouble")})


def parsed(message: str) -> tuple[int, str]:
    """Return a message's number and its query."""
    start = _NUMBERED.match(message)
    if not start:
        raise ValueError(f"a message starts with its number, got {message[:20]!r}")
    return int(start[1]), message[start.end() : LONGEST_MESSAGE]


def rehearse(lesson: Lesson[Any]) -> None:
    """Compute a lesson's first frame once, so that the first reader does not wait for what is loaded lazily."""
    Channel(lesson, speak(None)).answer("0 ")


def seen(frame: Frame) -> dict[str, Any]:
    """Return a frame as the browser draws it."""
    tables = {name: vars(table) for name, table in frame.tables.items()}
    return {"figures": frame.figures, "readings": frame.readings, "tables": tables}


def is_ours(websocket: WebSocket) -> bool:
    """Tell whether the page that asks is one of ours: browsers say where it is from, and any page may open a socket."""
    origin = websocket.headers.get("origin")
    if origin is None:  # not a browser
        return True
    hosts = {websocket.headers.get("host"), websocket.headers.get("x-forwarded-host")}
    return urlsplit(origin).netloc in hosts or origin in st.get_option("server.corsAllowedOrigins")


async def serve(websocket: WebSocket, lessons: Mapping[str, Lesson[Any]]) -> None:
    """Answer one reader until they go."""
    lesson = lessons.get(websocket.path_params["lesson"])
    await websocket.accept()
    if lesson is None or not is_ours(websocket):
        await websocket.close(FOREIGN_PAGE if lesson else NO_SUCH_LESSON)
        return
    newest: list[str] = []
    arrived = asyncio.Event()
    channel = Channel(lesson, speak(websocket.query_params.get("lang")))
    answering = asyncio.create_task(_answer(websocket, channel, newest, arrived))
    try:
        while True:
            message = await websocket.receive_text()
            parsed(message)
            newest[:] = [message]
            arrived.set()
    except WebSocketDisconnect:
        pass
    except (KeyError, ValueError):  # a binary message, or one without a number: nobody of ours
        with contextlib.suppress(RuntimeError):
            await websocket.close(NOT_A_MESSAGE)
    finally:
        answering.cancel()


async def _answer(websocket: WebSocket, channel: Channel, newest: list[str], arrived: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    while True:
        await arrived.wait()
        arrived.clear()
        message = newest.pop()
        try:
            text = await loop.run_in_executor(_WORKERS, channel.answer, message)
        except Exception as cause:
            text = channel.apology(message, cause)
        with contextlib.suppress(RuntimeError, WebSocketDisconnect):  # the reader has just gone
            await websocket.send_text(text)
