"""The road from the hand to NumPy and back: states come in over one websocket, frames go out.

It is a road of its own beside Streamlit's, because a frame depends on its state and on nothing else: no session, no
script run, no rerun of a page stands between a drag and its picture, and any process can answer any reader.

Three kinds of message come from the browser, and every answer carries the number of its message:

- ``17 z=3,1,-3&T=0.5``: a number that counts up, and the state as a query string; answered with a frame;
- ``18!run z=3,1,-3&T=0.5``: the document ``run`` of that state is wanted;
- binary, ``19 name`` and a line break before the content: a file of the reader's, kept while the connection lasts.

One task answers one socket, so answers keep their order; where states arrive faster than they can be computed, only the
newest is.
"""

import asyncio
import contextlib
import logging
import math
import re
import time
import traceback
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from urllib.parse import unquote_plus

from starlette.websockets import WebSocket, WebSocketDisconnect

from . import state, wire
from .attachment import LARGEST, Attachment, received
from .bucket import Bucket
from .lesson import Frame, Lesson
from .words import Words, speak

log = logging.getLogger(__name__)

LONGEST_MESSAGE = 16_000
"""Characters of a message that are looked at."""
LONGEST_HEAD = 1_000
"""Bytes before the content of a file."""
NO_SUCH_LESSON, NOT_A_MESSAGE = 4404, 4400
"""Why a connection is ended; the browser does not come back after these."""

FILES_PER_MINUTE = 12.0
"""Files that one reader may open, where nothing else is said."""

_NUMBERED = re.compile(r"(\d{1,15})(?:!(\w{1,30}))? ", re.ASCII)
_LONGEST_IN_A_SENTENCE = 60  # characters of a value
_MOST_WAITING = 8  # documents and files of one reader
# Threads, so that the event loop stays free. Who asks for slow frames waits for others who do, and holds up nobody.
_SLOW = 0.1  # seconds of work, by a reader's last frame
_QUICK_LANE = ThreadPoolExecutor(max_workers=2, thread_name_prefix="frames")
_SLOW_LANE = ThreadPoolExecutor(max_workers=1, thread_name_prefix="slow frames")
_reported: set[tuple[object, ...]] = set()


class Channel:
    """One reader's connection to one lesson; it remembers the last frame sent, to send only what changed."""

    def __init__(self, lesson: Lesson[Any], words: Words, files_per_minute: float = FILES_PER_MINUTE) -> None:
        """Start with nothing sent."""
        self._lesson = lesson
        self._words = words
        self._own = words.section(lesson.name)
        self._sent: Any = None
        self._file = Attachment()
        self._files = Bucket(files_per_minute / 60, files_per_minute)
        self._worked = 0.0  # seconds that the last answer took

    @property
    def lane(self) -> ThreadPoolExecutor:
        """Where the next answer is computed."""
        return _SLOW_LANE if self._worked > _SLOW else _QUICK_LANE

    def answer(self, message: str | bytes) -> str:
        """Return the answer to one message from the browser.

        Raises
        ------
        ValueError
            Where the message does not start with its number.
        """
        start = time.thread_time()
        try:
            return self._compose(message)
        finally:
            self._worked = time.thread_time() - start

    def _compose(self, message: str | bytes) -> str:
        number, wanted, query = parsed(message)
        if isinstance(message, bytes):
            file = self._keep(message)
            return wire.encode({"n": number, "file": file}) if file else self._trouble(number)
        current, corrections = self._read(query)
        if wanted:
            if wanted not in self._lesson.documents:
                return self._trouble(number)
            document = self._lesson.documents[wanted](current, self._own)
            return wire.encode({"n": number, "document": vars(document) if document else None})
        controls = state.controls(type(current))
        view = {
            **seen(self._lesson.frame(current, self._own)),
            "values": {name: control.shown(getattr(current, name)) for name, control in controls.items()},
            "query": state.write(current),
            "notice": self._notice(corrections),
        }
        new = wire.plain(view)
        text = wire.encode({"n": number, "changes": wire.changes(self._sent, new)})
        self._sent = new
        return text

    def _read(self, query: str) -> tuple[state.State, tuple[state.Correction, ...]]:
        """Read a state, and put the content of the reader's file where the state names it."""
        current, corrections = state.read(self._lesson.state, query)
        if self._file:
            named = [name for name in state.controls(type(current)) if getattr(current, name) == self._file]
            current = replace(current, **dict.fromkeys(named, self._file))
        return current, corrections

    def _keep(self, message: bytes) -> dict[str, str] | None:
        """Keep a file that the lesson can use; return its name and digest, or why it cannot be used."""
        if self._lesson.refusal is None:
            return None
        head, _, content = message.partition(b"\n")
        file = received(head.decode("utf-8", "replace").partition(" ")[2], content)
        words = self._words.section("stage")
        if wait := math.ceil(self._files.wait()):
            refusal = words("too_many_files", seconds=wait)
        else:
            self._files.take()
            refusal = self._lesson.refusal(file, self._own)
        if not refusal:
            self._file = file
        return {"name": file.name, "digest": file.digest, "refusal": refusal}

    def _notice(self, corrections: tuple[state.Correction, ...]) -> str:
        words = self._words.section("stage")
        said = [(correction.parameter, shorten(unquote_plus(correction.used))) for correction in corrections]
        changed = "; ".join(words("now", parameter=parameter, used=used or "–") for parameter, used in said)
        return words("corrected", changed=changed) if corrections else ""

    def apology(self, message: str | bytes, cause: Exception) -> str:
        """Return the answer where there is none; each kind of failure is logged once, with its traceback."""
        place = traceback.extract_tb(cause.__traceback__)[-1:]
        kind = (self._lesson.name, type(cause).__name__, *((frame.filename, frame.lineno) for frame in place))
        log.log(logging.DEBUG if kind in _reported else logging.ERROR, "no answer to %.200r", message, exc_info=cause)
        _reported.add(kind)
        return self._trouble(parsed(message)[0])

    def _trouble(self, number: int) -> str:
        return wire.encode({"n": number, "trouble": self._words("stage.trouble")})


def parsed(message: str | bytes) -> tuple[int, str, str]:
    """Return a message's number, the document that it asks for (mostly none), and its query (of a file: nothing)."""
    text = message if isinstance(message, str) else message[:LONGEST_HEAD].decode("utf-8", "replace")
    start = _NUMBERED.match(text)
    if not start or (isinstance(message, bytes) and b"\n" not in message[:LONGEST_HEAD]):
        raise ValueError(f"a message starts with its number, got {message[:20]!r}")
    query = text[start.end() : LONGEST_MESSAGE] if isinstance(message, str) else ""
    return int(start[1]), start[2] or "", query


def shorten(text: str) -> str:
    """Return a text short enough for a sentence."""
    return text if len(text) <= _LONGEST_IN_A_SENTENCE else f"{text[: _LONGEST_IN_A_SENTENCE - 1]}…"


def rehearse(lesson: Lesson[Any]) -> None:
    """Compute a lesson's first frame once, so that the first reader does not wait for what is loaded lazily."""
    Channel(lesson, speak(None)).answer("0 ")


def seen(frame: Frame) -> dict[str, Any]:
    """Return a frame as the browser draws it."""
    tables = {name: vars(table) for name, table in frame.tables.items()}
    return vars(frame) | {"tables": tables}


async def serve(websocket: WebSocket, lessons: Mapping[str, Lesson[Any]], files_per_minute: float) -> None:
    """Answer one reader until they go."""
    lesson = lessons.get(websocket.path_params["lesson"])
    await websocket.accept()
    if lesson is None:
        await websocket.close(NO_SUCH_LESSON)
        return
    waiting: list[str | bytes] = []
    arrived = asyncio.Event()
    channel = Channel(lesson, speak(websocket.query_params.get("lang")), files_per_minute)
    answering = asyncio.create_task(_answer(websocket, channel, waiting, arrived))
    try:
        while True:
            enqueue(waiting, await _received(websocket))
            arrived.set()
    except WebSocketDisconnect:
        pass
    except ValueError:  # nobody of ours
        with contextlib.suppress(RuntimeError):
            await websocket.close(NOT_A_MESSAGE)
    finally:
        answering.cancel()


async def _received(websocket: WebSocket) -> str | bytes:
    message = await websocket.receive()
    if message["type"] != "websocket.receive":
        raise WebSocketDisconnect(message.get("code", 1005))
    text = message.get("text")
    return text if text is not None else bytes(message["bytes"])


def enqueue(waiting: list[str | bytes], message: str | bytes) -> None:
    """Put a message behind those that wait; a state takes the place of a state that waits behind the last other one."""
    last = waiting[-1] if waiting else None
    if len(message) > LARGEST + LONGEST_HEAD:
        raise ValueError("larger than anything of ours")
    if is_state(message) and last is not None and is_state(last):
        waiting[-1] = message
        return
    if len(waiting) >= _MOST_WAITING:
        raise ValueError("more than a reader would ask for")
    waiting.append(message)


def is_state(message: str | bytes) -> bool:
    """Tell whether a message asks for a frame; raise ``ValueError`` where it is none of ours."""
    return not parsed(message)[1] and isinstance(message, str)


async def _answer(websocket: WebSocket, channel: Channel, waiting: list[str | bytes], arrived: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    while True:
        await arrived.wait()
        message = waiting.pop(0)
        if not waiting:
            arrived.clear()
        try:
            text = await loop.run_in_executor(channel.lane, channel.answer, message)
        except Exception as cause:
            text = channel.apology(message, cause)
        with contextlib.suppress(RuntimeError, WebSocketDisconnect):  # the reader has just gone
            await websocket.send_text(text)
