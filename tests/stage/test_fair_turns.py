"""Fair turns: who has used least is next, nobody has more than their share, and who leaves is forgotten."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stage.fair_turns import MAX_ADDRESSES, FairTurns


def turns_of(slots=1, max_per_address=None):
    return FairTurns(slots, max_per_address)


async def settle():
    """Let every task run until all of them wait."""
    for _ in range(20):
        await asyncio.sleep(0)


class Worker:
    """Asks for a turn of an address, and writes the address into a list when it begins."""

    def __init__(self, turns, address, begun):
        self.address, self.begun = address, begun
        self.task = asyncio.create_task(self._begin(turns))

    async def _begin(self, turns):
        self.turn = await turns.begin(self.address)
        self.begun.append(self)


def test_addresses_take_turns_whatever_the_number_of_their_requests():
    async def scenario():
        turns, begun = turns_of(), []
        for address in "aaaaabbc":
            Worker(turns, address, begun)
        for number in range(1, 9):
            await settle()
            assert len(begun) == number
            begun[-1].turn.end(1.0)
        return "".join(worker.address for worker in begun)

    assert asyncio.run(scenario()) == "abcabaaa"


def test_an_address_has_no_more_turns_at_a_time_than_it_may():
    async def scenario():
        turns, begun = turns_of(slots=3, max_per_address=2), []
        for address in "aaab":
            Worker(turns, address, begun)
        await settle()
        assert [worker.address for worker in begun] == ["a", "a", "b"]
        begun[2].turn.end(0.0)
        await settle()
        assert len(begun) == 3
        begun[0].turn.end(0.0)
        await settle()
        assert len(begun) == 4

    asyncio.run(scenario())


@given(st.data())
def test_a_worker_that_leaves_at_any_moment_takes_no_turn_away(data):
    async def scenario():
        turns, begun = turns_of(slots=2), []
        workers = [Worker(turns, address, begun) for address in "aabbccdd"]
        for _ in range(data.draw(st.integers(0, 3))):
            await asyncio.sleep(0)
        leaving = data.draw(st.sets(st.sampled_from(workers)))
        for worker in leaving:
            worker.task.cancel()
        for _ in range(len(workers)):
            await settle()
            for worker in [*begun]:
                worker.turn.end(0.1)
        await settle()
        assert {worker for worker in workers if worker not in leaving} <= {*begun}
        assert await asyncio.wait_for(turns.begin("e"), 1)
        assert await asyncio.wait_for(turns.begin("f"), 1), "both turns are free again"

    asyncio.run(scenario())


def test_a_turn_ends_once():
    async def scenario():
        turns = turns_of()
        turn = await turns.begin("a")
        turn.end(1.0)
        turn.end(1.0)
        await turns.begin("a")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(turns.begin("b"), 0.01)

    asyncio.run(scenario())


def test_what_was_used_while_nobody_waited_does_not_count():
    async def scenario():
        turns, begun = turns_of(), []
        for _ in range(100):
            (await turns.begin("steady")).end(0.1)
        crowd = [Worker(turns, "crowd", begun) for _ in range(50)]
        for _ in range(10):
            await settle()
            Worker(turns, "steady", begun)
            await settle()
            begun[-1].turn.end(0.1)
            await settle()
            assert begun[-1].address == "steady", "it is next, although it has used more"
            begun[-1].turn.end(0.1)
        for worker in crowd:
            worker.task.cancel()

    asyncio.run(scenario())


@given(st.lists(st.floats(0.01, 1.0), min_size=2, max_size=4))
def test_addresses_that_always_wait_get_equal_cpu_time(costs):
    async def scenario():
        turns, begun = turns_of(), []
        used = dict.fromkeys(range(len(costs)), 0.0)
        for address in used:
            Worker(turns, address, begun)
        for _ in range(200):
            await settle()
            address = begun[-1].address
            Worker(turns, address, begun)
            await settle()
            used[address] += costs[address]
            begun[-1].turn.end(costs[address])
        assert max(used.values()) - min(used.values()) <= 2 * max(costs) + 1e-9

    asyncio.run(scenario())


def test_addresses_whose_turns_no_longer_count_are_forgotten():
    async def scenario():
        turns = turns_of()
        for number in range(20 * MAX_ADDRESSES):
            (await turns.begin(str(number))).end(0.5 if number % 3 else 0.0)
        assert len(turns._ends) < 2 * MAX_ADDRESSES

    asyncio.run(scenario())
