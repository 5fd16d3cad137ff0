"""Rates of addresses: who sends too much waits alone."""

import asyncio

import pytest

from server import Settings, StageSockets
from server import address_rates as module
from server import websockets as websockets_module
from server.address_rates import AddressRates
from server.websockets import BYTES_PER_TOKEN
from tests.clock import Clock

ATTACKER, READER = "127.0.0.2", "127.0.0.3"


@pytest.fixture
def waits(monkeypatch):
    """The seconds that were waited, without waiting."""
    seconds = []

    async def sleep(wait):
        seconds.append(wait)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    return seconds


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
