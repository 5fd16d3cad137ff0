"""The requests of one reader that wait to be answered."""

import asyncio

from .requests import FrameRequest, InvalidMessageError, Request

MAX_WAITING = 8
"""Requests of one reader that wait to be answered."""


class RequestQueue:
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

    async def wait(self) -> None:
        """Wait until there is a request."""
        await self._filled.wait()

    def oldest(self) -> Request:
        """Return the oldest request without taking it off; there is one."""
        return self._waiting[0]

    def take(self) -> Request:
        """Take the oldest request off."""
        request = self._waiting.pop(0)
        if not self._waiting:
            self._filled.clear()
        return request
