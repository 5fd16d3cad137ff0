"""The fair executor: its turns end whatever becomes of the work."""

import asyncio

import pytest

from stage.fair_executor import FairExecutor


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
