"""Two readers flood the server; the others do not notice."""

import asyncio

from tests.faults.crowd import RERUN, Page, Pulse, Reader, flood, state

SOON = 1.0  # seconds: what the health check may take meanwhile; benchmarks/flood.py measures the frames
RERUNS, STATES = 1_000, 20_000
TOO_FAST = 1008


async def reruns(address):
    page = await Page(address).arrive()
    return await flood(page.socket, [RERUN] * RERUNS)


async def states(address):
    reader = await Reader(address).arrive()
    return await flood(reader.socket, [f"{number} {state(number)}" for number in range(1, STATES + 1)])


def test_a_flood_of_reruns_and_one_of_states_are_ended_and_hold_nobody_else_up(server, crowd):
    done = asyncio.Event()
    reader = crowd.do(Reader(server.address).arrive())
    dragging = crowd.start(reader.drag([state(1), state(2)], done))
    with Pulse(server.address) as pulse:
        codes = crowd.all([reruns(server.address), states(server.address)])
    crowd.loop.call_soon_threadsafe(done.set)
    assert dragging.result(5) == []
    assert codes == [TOO_FAST, TOO_FAST]
    assert pulse.answers > 100
    assert not pulse.failures
    assert pulse.slowest < SOON
    assert reader.frames > 100
    assert crowd.do(Page(server.address).arrive()), "a page opens afterwards"
