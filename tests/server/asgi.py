"""Requests to an ASGI application, without a server in between."""

import asyncio
from dataclasses import dataclass, field


@dataclass
class Response:
    """The response to one request."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def request(app, path="/", method="GET", query="", kind="http", client="192.0.2.1", **headers):
    """Send a request and return the response; header names are written with underscores."""
    answer = Response()

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        if message["type"].endswith("response.start"):
            answer.status = message["status"]
            answer.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        elif message["type"].endswith("response.body"):
            answer.body += message.get("body", b"")

    given = {"host": "localhost:8501"} | {name.replace("_", "-"): value for name, value in headers.items()}
    scope = {
        "type": kind,
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "client": (client, 5000),
        "headers": [(name.encode(), value.encode()) for name, value in given.items() if value is not None],
        "extensions": {"websocket.http.response": {}},
    }
    asyncio.run(app(scope, receive, send))
    return answer
