"""Two clients flood the server with messages; others are not disturbed."""

import asyncio

from tests.faults.clients import RERUN, PageClient, StageClient, flood, state
from tests.faults.http_client import HealthMonitor

MAX_HEALTH_SECONDS = 1.0  # benchmarks/flood.py measures the frames
RERUNS, STATES = 1_000, 20_000
POLICY_VIOLATION = 1008


async def flood_with_reruns(address):
    page = await PageClient(address).connect()
    return await flood(page.websocket, [RERUN] * RERUNS)


async def flood_with_states(address):
    reader = await StageClient(address).connect()
    return await flood(reader.websocket, [f"{number} {state(number)}" for number in range(1, STATES + 1)])


def test_a_flood_of_reruns_and_one_of_states_are_ended_and_delay_no_other_client(server, loop):
    done = asyncio.Event()
    reader = loop.run(StageClient(server.address).connect())
    dragging = loop.start(reader.drag([state(1), state(2)], done))
    with HealthMonitor(server.address) as health:
        codes = loop.run_all([flood_with_reruns(server.address), flood_with_states(server.address)])
    loop.set(done)
    assert dragging.result(5) == []
    assert codes == [POLICY_VIOLATION, POLICY_VIOLATION]
    assert health.answers > 100
    assert not health.failures
    assert health.slowest < MAX_HEALTH_SECONDS
    assert reader.frames > 100
    assert loop.run(PageClient(server.address).connect()), "a page can be opened afterwards"
