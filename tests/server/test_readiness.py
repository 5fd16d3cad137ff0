"""Readiness: not while all connections are in use, nor while the event loop is late."""

import asyncio
import time

import pytest

from server import ConnectionLimit, LoopDelay, Readiness
from server.readiness import MAX_DELAY, MEASURED_EVERY
from tests.server.asgi import request


@pytest.mark.parametrize("open_connections", [0, 1, 2, 3])
def test_it_is_ready_while_a_connection_is_left(open_connections):
    connections = ConnectionLimit(3, 3)
    for _ in range(open_connections):
        connections.acquire("192.0.2.1")
    answer = request(Readiness(connections, LoopDelay()), "/ready")
    assert answer.status == (503 if open_connections == 3 else 200)


def test_it_is_not_ready_while_the_event_loop_is_late_and_ready_again_some_time_later():
    delay, statuses = LoopDelay(), []
    readiness = Readiness(ConnectionLimit(3, 3), delay)

    async def scenario():
        async with delay.measured():
            await asyncio.sleep(0)
            time.sleep(MEASURED_EVERY + 2 * MAX_DELAY)  # blocks the event loop
            for _ in range(4):
                await asyncio.sleep(1.2 * MEASURED_EVERY)
                statuses.append(readiness._response().status_code)

    asyncio.run(scenario())
    assert statuses[0] == 503
    assert statuses[-1] == 200
