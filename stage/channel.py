"""The road from the hand to NumPy and back: states come in over one websocket, frames go out.

It is a road of its own beside Streamlit's, because a frame depends on its state and on nothing else: no session, no
script run, no rerun of a page stands between a drag and its picture, and any process can answer any reader. A message
from the browser is ``"17 z=3,1,-3&T=0.5"``: a number that counts up, and the state as a query string. The answer
carries the same number, so that an older frame never overwrites a newer one. Where states arrive faster than they can
be computed, only the newest is.
"""

import asyncio
import contextlib
import logging
from collections.abc import Mapping
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from . import state, wire
from .lesson import Frame, Lesson
from .words import Words, speak

log = logging.getLogger(__name__)

LONGEST_MESSAGE = 16_000
"""Characters of a message; a longer one ends the connection."""


class Channel:
    """One reader's connection to one lesson; it remembers the last frame sent, to send only what changed."""

    def __init__(self, lesson: Lesson[Any], words: Words) -> None:
        """Start with nothing sent."""
        self._lesson = lesson
        self._words = words
        self._sent: Any = None

    def answer(self, message: str) -> str:
        """Return the answer to one message from the browser."""
        number, _, query = message.partition(" ")
        if not number.isascii() or not number.isdigit() or len(number) > 15:
            raise ValueError(f"a message starts with its number, got {number[:20]!r}")
        current, corrections = state.read(self._lesson.state, query)
        view = {
            **seen(self._lesson.frame(current, self._words.section(self._lesson.name))),
            "values": {name: getattr(current, name) for name in state.controls(type(current))},
            "query": state.write(current),
            "notice": self._notice(corrections),
        }
        new = wire.plain(view)
        changed = wire.changes(self._sent, new)
        self._sent = new
        return wire.encode({"n": int(number), "changes": changed})

    def _notice(self, corrections: tuple[state.Correction, ...]) -> str:
        words = self._words.section("stage")
        changed = "; ".join(words("now", parameter=c.parameter, used=c.used or "–") for c in corrections)
        return words("corrected", changed=changed) if corrections else ""


def rehearse(lesson: Lesson[Any]) -> None:
    """Compute a lesson's first frame once, so that the first reader does not wait for what is loaded lazily."""
    Channel(lesson, speak("")).answer("0 ")


def seen(frame: Frame) -> dict[str, Any]:
    """Return a frame as the browser draws it."""
    tables = {name: vars(table) for name, table in frame.tables.items()}
    return {"figures": frame.figures, "readings": frame.readings, "tables": tables}


async def serve(websocket: WebSocket, lessons: Mapping[str, Lesson[Any]]) -> None:
    """Answer one reader until they go."""
    lesson = lessons.get(websocket.path_params["lesson"])
    if lesson is None:
        await websocket.close(code=4404)
        return
    words = speak(websocket.query_params.get("lang", ""))
    await websocket.accept()
    channel = Channel(lesson, words)
    newest: list[str] = []
    arrived = asyncio.Event()

    async def answer() -> None:
        while True:
            await arrived.wait()
            arrived.clear()
            message = newest.pop()
            try:
                text = await asyncio.to_thread(channel.answer, message)
            except Exception:
                log.exception("no frame for %.200r", message)
                text = wire.encode({"n": _number(message), "trouble": words("stage.trouble")})
            with contextlib.suppress(RuntimeError, WebSocketDisconnect):  # the reader has just gone
                await websocket.send_text(text)

    answering = asyncio.create_task(answer())
    try:
        while True:
            message = await websocket.receive_text()
            if len(message) > LONGEST_MESSAGE:
                await websocket.close(code=1009)
                return
            newest[:] = [message]
            arrived.set()
    except (WebSocketDisconnect, KeyError):  # KeyError: a binary message, which is none of ours
        pass
    finally:
        answering.cancel()


def _number(message: str) -> int:
    head = message.partition(" ")[0]
    return int(head) if head.isascii() and head.isdigit() and len(head) <= 15 else 0
