"""Rates of addresses: who requests or sends too much waits alone, and is refused where too much waits already."""

import asyncio

import pytest

from server import RequestRate, Settings, StageSockets
from server import address_rates as module
from server import websockets as websockets_module
from server.address_rates import AddressRates
from server.websockets import BYTES_PER_TOKEN
from tests.clock import Clock
from tests.server.asgi import request

ATTACKER, READER = "127.0.0.2", "127.0.0.3"


async def answer(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@pytest.fixture
def waits(monkeypatch):
    """The seconds that were waited, without waiting."""
    seconds = []

    async def sleep(wait):
        seconds.append(wait)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    return seconds


def test_requests_above_the_rate_of_their_address_wait_and_nobody_elses(waits, monkeypatch):
    monkeypatch.setattr(module, "REQUEST_BURST", 3.0)
    app = RequestRate(answer)
    assert [request(app, client=ATTACKER).status for _ in range(4)] == [200] * 4
    assert waits == pytest.approx([1 / module.REQUESTS_PER_SECOND], rel=0.5)
    assert request(app, client=READER).status == 200
    assert len(waits) == 1


def test_a_request_is_refused_where_too_many_of_its_address_wait(waits, monkeypatch):
    monkeypatch.setattr(module, "REQUESTS_PER_SECOND", 0.001)
    monkeypatch.setattr(module, "REQUEST_BURST", 2.0)
    app = RequestRate(answer)
    answers = [request(app, client=ATTACKER) for _ in range(9)]
    assert [answered.status for answered in answers] == [200] * 8 + [429]
    assert answers[-1].headers["connection"] == "close"
    assert request(app, client=ATTACKER, kind="websocket").status == 429
    assert request(app, client=READER).status == 200


def test_only_addresses_whose_bucket_is_not_full_are_remembered(monkeypatch):
    monkeypatch.setattr(module, "MAX_ADDRESSES", 2)
    rates = AddressRates(0.001, 10)
    bucket = rates.bucket(ATTACKER)
    bucket.take()
    for number in range(5):
        rates.bucket(f"192.0.2.{number}")
    assert rates.bucket(ATTACKER) is bucket
    assert len(rates._buckets) <= 3


class FrozenAddressRates(AddressRates):
    """Buckets that are not refilled."""

    def bucket(self, address):
        bucket = super().bucket(address)
        bucket._clock = Clock()
        bucket._updated = 0.0
        return bucket


@pytest.mark.parametrize(("text", "tokens"), [("1 T=2", 1), ("1 " + "x" * 3 * BYTES_PER_TOKEN, 4)])
def test_all_sockets_of_an_address_share_a_rate_in_which_long_messages_count_more(waits, monkeypatch, text, tokens):
    monkeypatch.setattr(websockets_module, "AddressRates", FrozenAddressRates)
    monkeypatch.setattr(websockets_module, "FULL_RATES_PER_ADDRESS", 2)
    received = []

    async def app(scope, receive, send):
        while (message := await receive())["type"] == "websocket.receive":
            received.append(message)

    sockets = StageSockets(app, Settings(frames_per_second=10.0))

    def send_three(address):
        due = iter([{"type": "websocket.receive", "text": text}] * 3 + [{"type": "websocket.disconnect"}])

        async def receive():
            return next(due)

        asyncio.run(sockets({"type": "websocket", "client": (address, 1)}, receive, None))

    for _ in range(4):
        send_three(ATTACKER)
    assert len(received) == 12
    assert sum(wait > 0 for wait in waits) == 12 - 10 // tokens
    waits.clear()
    send_three(READER)
    assert sum(wait > 0 for wait in waits) == max(0, 3 - 10 // tokens)
