"""An event loop in a thread of its own, because Playwright runs one in the thread of the tests."""

import asyncio
import threading

from tests.faults.clients import close_all_websockets


class EventLoop:
    """Runs coroutines for tests that are not asynchronous; whatever still runs at the end is cancelled."""

    def __enter__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.run(_cancel_others())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def start(self, coroutine):
        """Start a coroutine and return its future."""
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop)

    def run(self, coroutine, seconds=100):
        """Run a coroutine and return its result."""
        return self.start(coroutine).result(seconds)

    def run_all(self, coroutines):
        """Run coroutines at once and return their results."""
        return self.run(_gathered(list(coroutines)))

    def set(self, event):
        """Set an ``asyncio.Event`` from the thread of the tests."""
        self.loop.call_soon_threadsafe(event.set)


async def _gathered(coroutines):
    return await asyncio.gather(*coroutines)


async def _cancel_others():
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await close_all_websockets()
