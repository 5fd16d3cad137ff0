"""Fair executors: who is next, and what happens when work fails."""

import asyncio
import time

import pytest

from stage.fair_executor import FairExecutor, FairLoopExecutor


def executors():
    return [FairLoopExecutor(), FairExecutor("test", 1)]


def spin(seconds=0.002):
    """Use CPU time."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


@pytest.mark.parametrize("index", [0, 1])
def test_an_address_that_uses_little_is_served_before_a_crowd_that_came_earlier(index):
    async def scenario():
        executor, order = executors()[index], []

        async def compute(address):
            turn = await executor.begin(address)
            await executor.run(turn, spin)
            order.append(address)

        tasks = [asyncio.create_task(compute("crowd")) for _ in range(6)]
        await tasks[0]
        tasks.append(asyncio.create_task(compute("one")))
        await asyncio.gather(*tasks)
        assert len(order) == 7
        assert order.index("one") <= 3

    asyncio.run(scenario())


@pytest.mark.parametrize("index", [0, 1])
def test_work_that_fails_ends_its_turn(index):
    async def scenario():
        executor = executors()[index]
        for _ in range(3):
            turn = await asyncio.wait_for(executor.begin("one"), 10)
            with pytest.raises(ZeroDivisionError):
                await executor.run(turn, lambda: 1 / 0)
        turn = await asyncio.wait_for(executor.begin("one"), 10)
        assert await executor.run(turn, lambda: 5) == 5

    asyncio.run(scenario())


def test_what_arrives_during_work_in_the_event_loop_is_received_before_the_next_turn():
    async def scenario():
        executor, events = FairLoopExecutor(), []

        async def compute(name):
            turn = await executor.begin("one")
            await executor.run(turn, lambda: events.append(name))
            if name == "first":
                asyncio.get_running_loop().call_soon(events.append, "received")

        await asyncio.gather(compute("first"), compute("second"))
        assert events == ["first", "received", "second"]

    asyncio.run(scenario())


def test_a_turn_says_whether_it_was_waited_for():
    async def scenario():
        executor = FairLoopExecutor()
        first = await executor.begin("one")
        second = asyncio.create_task(executor.begin("one"))
        await asyncio.sleep(0)
        assert not second.done()
        first.end(0.0)
        assert [first.was_waited_for, (await second).was_waited_for] == [False, True]


def test_the_turn_ends_where_no_thread_can_be_started(monkeypatch):
    async def scenario():
        executor = FairExecutor("test", 1)

        def no_thread(work):
            raise RuntimeError("can't start new thread")

        with monkeypatch.context() as patched:
            patched.setattr(executor._threads, "submit", no_thread)
            with pytest.raises(RuntimeError):
                await executor.run(await executor.begin("a"), lambda: 1)
        turn = await asyncio.wait_for(executor.begin("b"), 10)
        assert await executor.run(turn, lambda: 2) == 2

    asyncio.run(scenario())
