"""The websocket transport: carries requests and answers between a browser and its session.

One task answers one socket, so answers keep their order; where states arrive faster than their frames can be computed,
only the newest is computed. Answers are computed in fair turns of the addresses: frames of a few milliseconds in the
event loop, everything else in threads, quick frames apart from what takes longer. While a reader does not read, nothing
is computed for them.
"""

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from starlette.routing import BaseRoute, WebSocketRoute
from starlette.types import Scope
from starlette.websockets import WebSocket, WebSocketDisconnect

from text import translations

from .browser_files import SESSIONS
from .byte_budget import ByteBudget
from .fair_executor import FairExecutor, FairLoopExecutor
from .fair_turns import FairTurns, Turn
from .lesson import Lesson
from .message_parts import FileParts, split
from .request_queue import RequestQueue
from .requests import DownloadRequest, FrameRequest, InvalidMessageError, Request, UploadRequest, parse_message
from .session import Session, no_delay

NO_SUCH_LESSON, INVALID_MESSAGE = 4404, 4400
"""Why a connection is closed; the browser does not reconnect after these."""

IMMEDIATE_SECONDS = 0.005
"""Expected CPU time up to which a frame is computed in the event loop."""
QUICK_SECONDS = 0.03
"""Expected CPU time up to which a frame is quick."""
RECONSIDERED_EVERY = 0.25
"""Seconds after which it is seen that a quick state has replaced a slow one, which waits for its turn."""
MAX_FILE_BYTES, MAX_FILE_BYTES_OF_ADDRESS = 64_000_000, 32_000_000
"""Bytes of readers' files that are kept or arriving."""
DOWNLOADS, DOWNLOADS_OF_ADDRESS = 4, 2
"""Downloads that are made or on their way; each has up to 8 MB."""


def host_of(scope: Scope) -> str:
    """Return the host that a connection comes from; empty where the server does not say."""
    return str(scope["client"][0]) if scope.get("client") else ""


class Executors:
    """Where answers are computed: the quickest frames at once, quick ones in a thread, everything else in two others.

    One quick thread, because Python computes one frame at a time anyway; two others, of which an address has one at
    most, so that a reader whose frames are slow does not wait for a stranger's.
    """

    def __init__(self) -> None:
        """Start with nothing to compute."""
        self.immediate = FairLoopExecutor()
        self.quick = FairExecutor("quick frames", 1)
        self.slow = FairExecutor("slow frames", 2, max_per_address=1)
        self.downloads = FairTurns(DOWNLOADS, DOWNLOADS_OF_ADDRESS)

    def of(self, request: Request, session: Session) -> FairExecutor:
        """Return where a request is to be answered."""
        if not isinstance(request, FrameRequest):
            return self.slow
        seconds = session.expected_seconds(request)
        return self.immediate if seconds <= IMMEDIATE_SECONDS else self.quick if seconds <= QUICK_SECONDS else self.slow


def routes(
    base_path: str,
    lessons: Mapping[str, Lesson[Any]],
    address_of: Callable[[Scope], str] = host_of,
    upload_limit: Callable[[], Callable[[], float]] = lambda: no_delay,
) -> list[BaseRoute]:
    """Return the websocket route of the lessons' sessions.

    Parameters
    ----------
    base_path : the path below which the app is served
    lessons : by name
    address_of : what counts as the one address of a connection, among which turns and memory are shared fairly
    upload_limit : makes the ``upload_delay`` of each session
    """
    executors = Executors()
    file_bytes = ByteBudget(MAX_FILE_BYTES, MAX_FILE_BYTES_OF_ADDRESS)

    async def serve(websocket: WebSocket) -> None:
        lesson = lessons.get(websocket.path_params["lesson"])
        await websocket.accept()
        if lesson is None:
            await websocket.close(NO_SUCH_LESSON)
            return
        words = translations(websocket.query_params.get("lang"))
        address = address_of(websocket.scope)
        files = FileParts(file_bytes, address)
        try:
            session = Session(lesson, words, upload_limit())
            await Connection(websocket, session, address, executors, files).serve()
        finally:
            files.keep(0)

    return [WebSocketRoute(f"{base_path}{SESSIONS}{{lesson}}", serve)]


class Connection:
    """The connection of one reader with a session."""

    def __init__(
        self, websocket: WebSocket, session: Session, address: str, executors: Executors, files: FileParts
    ) -> None:
        """Connect a websocket that is open."""
        self._websocket = websocket
        self._session = session
        self._address = address
        self._executors = executors
        self._files = files
        self._queue = RequestQueue()
        self._upload_answered = asyncio.Event()

    async def serve(self) -> None:
        """Answer the reader until the connection ends."""
        try:
            async with asyncio.TaskGroup() as tasks:  # whichever ends by an error, ends the other
                tasks.create_task(self._answer_all())
                tasks.create_task(self._receive_all())
        except* WebSocketDisconnect:
            pass
        except* InvalidMessageError:
            with contextlib.suppress(RuntimeError):
                await self._websocket.close(INVALID_MESSAGE)

    async def _receive_all(self) -> None:
        while True:
            await self._receive()

    async def _receive(self) -> None:
        """Receive one message; after a file, wait until it is read: what follows waits in the network."""
        message = await self._websocket.receive()
        if message["type"] != "websocket.receive":
            raise WebSocketDisconnect(message.get("code", 1005))
        if (text := message.get("text")) is not None:
            self._queue.add(parse_message(text))
        elif upload := self._files.add(message["bytes"]):
            self._upload_answered.clear()
            self._queue.add(upload)
            await self._upload_answered.wait()

    async def _answer_all(self) -> None:
        while True:
            await self._queue.wait()
            if isinstance(self._queue.oldest(), DownloadRequest):
                turn = await self._executors.downloads.begin(self._address)
                try:
                    await self._answer_oldest()
                finally:
                    turn.end(0.0)
            else:
                await self._answer_oldest()

    async def _answer_oldest(self) -> None:
        """Answer the oldest request, or the state that replaces it until its turn comes, by the same executor."""
        oldest, executor = self._queue.oldest(), self._executor_of_oldest()
        turn = await self._begin(executor)
        if turn is None:
            return
        waited = turn.was_waited_for or self._queue.oldest() is not oldest
        if waited and self._executor_of_oldest() is not executor:
            turn.end(0.0)
            return
        request = self._queue.take()
        answer = await executor.run(turn, partial(self._session.answer, request))
        if isinstance(request, UploadRequest):
            self._files.keep(self._session.file_size)
            self._upload_answered.set()
        with contextlib.suppress(RuntimeError, WebSocketDisconnect):  # the reader has just left
            for part in split(answer):
                await self._websocket.send_text(part)

    async def _begin(self, executor: FairExecutor) -> Turn | None:
        """Wait for a turn; return None where a quick state replaces a slow one meanwhile."""
        if executor is not self._executors.slow:
            return await executor.begin(self._address)
        beginning = asyncio.create_task(executor.begin(self._address))
        try:
            while not (await asyncio.wait([beginning], timeout=RECONSIDERED_EVERY))[0]:
                if self._executor_of_oldest() is not executor:
                    break
            else:
                return beginning.result()
        except asyncio.CancelledError:
            _give_up(beginning)
            raise
        _give_up(beginning)
        return None

    def _executor_of_oldest(self) -> FairExecutor:
        return self._executors.of(self._queue.oldest(), self._session)


def _give_up(beginning: asyncio.Task[Turn]) -> None:
    def end(_: asyncio.Task[Turn]) -> None:
        if not beginning.cancelled():
            beginning.result().end(0.0)

    beginning.add_done_callback(end)
    beginning.cancel()
