"""Requests take turns: a few are begun at a time, and a crowd of one address does not keep another's waiting."""

import asyncio

import pytest

from server import RequestTurns
from server.request_turns import REQUESTS_AT_ONCE

CROWD, READER = "192.0.2.1", "192.0.2.2"


class Endpoint:
    """Begins to answer when it is released, and ends when it is let go."""

    def __init__(self):
        self.begun = []
        self.released, self.let_go = asyncio.Event(), asyncio.Event()

    async def __call__(self, scope, receive, send):
        self.begun.append(scope["client"][0])
        await self.released.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await self.let_go.wait()


async def settle():
    for _ in range(20):
        await asyncio.sleep(0)


def run(scenario):
    async def whole():
        endpoint, requests = Endpoint(), []
        app = RequestTurns(endpoint)

        async def send(message):
            pass

        def ask(address, kind="http"):
            requests.append(asyncio.create_task(app({"type": kind, "client": (address, 1)}, None, send)))

        await scenario(endpoint, ask)
        for task in requests:
            task.cancel()
        await asyncio.gather(*requests, return_exceptions=True)

    asyncio.run(whole())


def test_a_request_is_next_although_a_crowd_of_another_address_waits():
    async def scenario(endpoint, ask):
        for _ in range(50):
            ask(CROWD)
        await settle()
        assert endpoint.begun == [CROWD] * REQUESTS_AT_ONCE
        ask(READER)
        await settle()
        endpoint.released.set()
        await settle()
        assert READER in endpoint.begun[: REQUESTS_AT_ONCE + 2]

    run(scenario)


def test_an_answer_that_is_not_read_keeps_no_turn():
    async def scenario(endpoint, ask):
        endpoint.released.set()
        for _ in range(20):
            ask(CROWD)
        await settle()
        assert len(endpoint.begun) == 20

    run(scenario)


@pytest.mark.parametrize("kind", ["websocket", "lifespan"])
def test_what_is_no_request_waits_for_none(kind):
    async def scenario(endpoint, ask):
        for _ in range(20):
            ask(CROWD)
        ask(READER, kind)
        await settle()
        assert endpoint.begun[-1] == READER

    run(scenario)
