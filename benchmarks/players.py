"""Readers who play a training each, with seeds of their own: ``python -m benchmarks.players``.

Every player asks for the next step of their own run when the last one is answered. 40 get as many frames a second
together as 20, where the runs of all stay cached.
"""

import asyncio
import sys
import time

from websockets.asyncio.client import ClientConnection, connect

from . import servers
from .load import in_process
from .readers import WEBSOCKET_OPTIONS, next_answer
from .report import Target, judge

FEW, MANY = 20, 40
SECONDS, WARM_UP_SECONDS = 8.0, 3.0
STEPS = 200
MIN_RATIO = 0.8


async def frames_per_second(address: str, count: int) -> float:
    """Let players play; return their frames a second together."""
    sockets = [
        await connect(f"ws://{address}/stage/frames/classifier?lang=en", **WEBSOCKET_OPTIONS) for _ in range(count)
    ]
    start = time.monotonic() + WARM_UP_SECONDS
    frames = await asyncio.gather(*(_play(socket, seed, start) for seed, socket in enumerate(sockets)))
    for socket in sockets:
        socket.transport.abort()
    return sum(frames) / SECONDS


async def _play(socket: ClientConnection, seed: int, start: float) -> int:
    """Play the run of one seed; return the frames after ``start``."""
    number = frames = 0
    while (now := time.monotonic()) < start + SECONDS:
        number += 1
        await socket.send(f"{number} steps={STEPS}&seed={seed}&t={number % STEPS}")
        await next_answer(socket)
        frames += start <= now
    return frames


def players() -> Target:
    """Measure few players and many; print both, return their ratio with its limit."""
    with servers.app() as server:
        few, many = (in_process(frames_per_second, server.address, count) for count in (FEW, MANY))
    print(f"\n{FEW} players: {few:.0f} frames a second; {MANY}: {many:.0f}")
    return Target(f"players: frames a second of {MANY}, divided by those of {FEW}", many / few, MIN_RATIO)


if __name__ == "__main__":
    sys.exit(judge([players()]))
