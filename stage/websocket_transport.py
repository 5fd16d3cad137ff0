"""The websocket transport: carries requests and answers between a browser and its session.

One task answers one socket, so answers keep their order; where states arrive faster than their frames can be computed,
only the newest is computed. That happens in threads, so that the event loop stays free. Sessions whose last answer was
slow share an executor of their own, so that slow frames delay only one another.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from starlette.routing import BaseRoute, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from text import translations

from .browser_files import SESSIONS
from .lesson import Lesson
from .requests import FrameRequest, InvalidMessageError, Request, parse_message
from .session import Session, no_delay

NO_SUCH_LESSON, INVALID_MESSAGE = 4404, 4400
"""Why a connection is closed; the browser does not reconnect after these."""

MAX_WAITING = 8
"""Requests of one reader that wait to be answered."""
SLOW_SECONDS = 0.1
"""CPU time of an answer from which on the next one is expected to be slow."""
_QUICK = ThreadPoolExecutor(max_workers=2, thread_name_prefix="frames")
_SLOW = ThreadPoolExecutor(max_workers=1, thread_name_prefix="slow frames")


class Queue:
    """The requests of one reader that wait; a state replaces the state that waits directly before it."""

    def __init__(self) -> None:
        """Start empty."""
        self._waiting: list[Request] = []
        self._filled = asyncio.Event()

    def add(self, request: Request) -> None:
        """Add a request.

        Raises
        ------
        InvalidMessageError
            Where more wait than a reader would ask for.
        """
        if self._waiting and isinstance(request, FrameRequest) and isinstance(self._waiting[-1], FrameRequest):
            self._waiting.pop()
        if len(self._waiting) >= MAX_WAITING:
            raise InvalidMessageError(f"at most {MAX_WAITING} requests may wait")
        self._waiting.append(request)
        self._filled.set()

    async def next(self) -> Request:
        """Wait for a request, and return the oldest."""
        await self._filled.wait()
        request = self._waiting.pop(0)
        if not self._waiting:
            self._filled.clear()
        return request


class TimedSession:
    """A session with the CPU time of its last answer, from which the executor of the next one follows."""

    def __init__(self, session: Session) -> None:
        """Start as quick."""
        self._session = session
        self._cpu_seconds = 0.0

    @property
    def executor(self) -> ThreadPoolExecutor:
        """Return the executor of the next answer."""
        return _SLOW if self._cpu_seconds > SLOW_SECONDS else _QUICK

    def answer(self, request: Request) -> str:
        """Return the session's answer, and measure it."""
        start = time.thread_time()
        try:
            return self._session.answer(request)
        finally:
            self._cpu_seconds = time.thread_time() - start


def routes(
    base_path: str,
    lessons: Mapping[str, Lesson[Any]],
    upload_limit: Callable[[], Callable[[], float]] = lambda: no_delay,
) -> list[BaseRoute]:
    """Return the websocket route of the lessons' sessions.

    Parameters
    ----------
    base_path : the path below which the app is served
    lessons : by name
    upload_limit : makes the ``upload_delay`` of each session
    """

    async def session(websocket: WebSocket) -> None:
        lesson = lessons.get(websocket.path_params["lesson"])
        await websocket.accept()
        if lesson is None:
            await websocket.close(NO_SUCH_LESSON)
        else:
            words = translations(websocket.query_params.get("lang"))
            await _serve(websocket, TimedSession(Session(lesson, words, upload_limit())))

    return [WebSocketRoute(f"{base_path}{SESSIONS}{{lesson}}", session)]


async def _serve(websocket: WebSocket, session: TimedSession) -> None:
    """Answer one reader until the connection ends."""
    queue = Queue()
    answering = asyncio.create_task(_answer(websocket, session, queue))
    try:
        while True:
            queue.add(parse_message(await _receive(websocket)))
    except WebSocketDisconnect:
        pass
    except InvalidMessageError:
        with contextlib.suppress(RuntimeError):
            await websocket.close(INVALID_MESSAGE)
    finally:
        answering.cancel()


async def _receive(websocket: WebSocket) -> str | bytes:
    message = await websocket.receive()
    if message["type"] != "websocket.receive":
        raise WebSocketDisconnect(message.get("code", 1005))
    text = message.get("text")
    return text if text is not None else bytes(message["bytes"])


async def _answer(websocket: WebSocket, session: TimedSession, queue: Queue) -> None:
    loop = asyncio.get_running_loop()
    while True:
        text = await loop.run_in_executor(session.executor, session.answer, await queue.next())
        with contextlib.suppress(RuntimeError, WebSocketDisconnect):  # the reader has just left
            await websocket.send_text(text)
