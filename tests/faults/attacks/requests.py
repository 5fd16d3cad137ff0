"""Attacks with legal requests, more than one address should make: pages, quick frames, long texts."""

import asyncio
import random

from tests.faults.attacks.target import TEXT, Target, frame

SOFTMAX, CLASSIFIER = "/stage/frames/softmax?lang=en", "/stage/frames/classifier?lang=en"
QUICK_PER_SECOND, LONG_PER_SECOND, HALVED_PER_SECOND = 40.0, 20.0, 5.0
LONG_TEXT = "z=" + "1,2," * 16_000


async def request_pages(target: Target, index: int) -> None:
    """Request the page again as soon as it is answered, on one connection."""
    async with target.connection() as stream:
        while True:
            head = (await stream.request("/")).lower()
            target.counts[head.split()[1]] += 1
            await stream.reader.readexactly(int(head.partition("content-length: ")[2].partition("\r\n")[0]))


async def ask_for_quick_frames(target: Target, index: int) -> None:
    """Ask for frames of the first lesson as fast as a drag does."""
    await _ask(target, SOFTMAX, lambda: f"z={random.uniform(-9, 9):.2f},1,-3", QUICK_PER_SECOND)


async def send_long_texts(target: Target, index: int) -> None:
    """Send the longest messages that are taken."""
    await _ask(target, SOFTMAX, lambda: LONG_TEXT, LONG_PER_SECOND)


async def ask_for_halved_steps(target: Target, index: int) -> None:
    """Ask for runs of Newton's method on batches, whose steps are halved many times, on small data."""

    def state() -> str:
        run = f"seed={random.randrange(100)}&rate={random.uniform(0.001, 1):.3f}"
        return f"data=moons&optimizer=newton&steps=500&batch=32&reg=0&scale=0&{run}"

    await _ask(target, CLASSIFIER, state, HALVED_PER_SECOND)


async def _ask(target, path, state, rate):
    """Ask for frames of states at a rate, and read them."""
    async with target.connection() as stream:
        await stream.upgrade(path)
        reading = asyncio.create_task(stream.discard())
        try:
            number = 0
            while not reading.done():
                number += 1
                await stream.send(frame(TEXT, f"{number} {state()}".encode()))
                target.counts["frames"] += 1
                await asyncio.sleep(1 / rate)
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
