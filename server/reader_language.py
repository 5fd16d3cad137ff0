"""Answers in the reader's language: which one a request asks for, and an endpoint that has an answer in each."""

from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from text.preference import COOKIE, PARAMETER, preferred_language

_ASKED_BY = "Accept-Language, Cookie"
"""The headers that an answer depends on, for whatever keeps it."""


def reader_language(scope: Scope) -> str:
    """Return the code of the language in which the reader of a request is answered."""
    headers = Headers(scope=scope)
    pinned = parse_qs(scope.get("query_string", b"").decode("latin-1")).get(PARAMETER, [None])[-1]
    return preferred_language(
        pinned, cookie_parser(headers.get("cookie", "")).get(COOKIE), headers.get("accept-language", "")
    )


class ByLanguage:
    """An endpoint that shows the one of several that is in the reader's language."""

    def __init__(self, endpoints: Mapping[str, ASGIApp]) -> None:
        """Choose among ``endpoints``, one for the code of each language."""
        self._endpoints = dict(endpoints)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, and say what the answer depends on."""

        async def send_with_vary(message: Message) -> None:
            if message["type"].endswith("response.start"):
                MutableHeaders(scope=message).add_vary_header(_ASKED_BY)
            await send(message)

        await self._endpoints[reader_language(scope)](scope, receive, send_with_vary)
