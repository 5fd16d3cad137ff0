"""Run one attack: ``python -m tests.faults.attacks NAME HOST:PORT``; prints what became of its connections, as JSON."""

import argparse
import asyncio
import json
import os
import sys
import time

from websockets.exceptions import WebSocketException

from tests.faults.attacks.catalogue import ATTACKS
from tests.faults.attacks.target import RefusedError, Target

RETRY_SECONDS = 1.0
POLL_SECONDS = 0.02
MAX_SECONDS_TO_EFFECT = 30.0
NICENESS = 10  # an attacker has a machine of their own: here they give way to the server and the honest readers


async def attack_again_and_again(socket, target, index):
    """Run one socket's part of the attack for ever; where it is refused or ended, begin again after a pause."""
    while True:
        try:
            await socket(target, index)
            target.counts["done"] += 1
        except RefusedError:
            target.counts["refused"] += 1
        except (OSError, EOFError, TimeoutError, WebSocketException) as cause:
            target.counts[f"ended: {type(cause).__name__}"] += 1
        await asyncio.sleep(RETRY_SECONDS)


def told_start():
    """Say that the attack is ready, and read when it begins, by the monotonic clock."""
    print("ready", flush=True)
    return float(sys.stdin.readline())


async def first_effect(target):
    """Return when the first connection has had an answer or an end."""
    while not target.counts:
        await asyncio.sleep(POLL_SECONDS)


async def run(name, target, held, seconds):
    """Run an attack, at once or from the moment on that is told, until some seconds after its first effect."""
    attack = ATTACKS[name]
    socket = attack.load()
    start = told_start() if held else time.monotonic()
    await asyncio.sleep(max(0.0, start - time.monotonic()))
    sockets = [asyncio.create_task(attack_again_and_again(socket, target, index)) for index in range(attack.sockets)]
    effect = asyncio.create_task(first_effect(target))
    await asyncio.wait([effect, *sockets], timeout=MAX_SECONDS_TO_EFFECT, return_when=asyncio.FIRST_COMPLETED)
    if held:
        print(time.monotonic(), flush=True)
    finished, _ = await asyncio.wait(sockets, timeout=seconds, return_when=asyncio.FIRST_EXCEPTION)
    for task in finished:
        task.result()  # a mistake of the attack's own


def main():
    """Run an attack, and print the counts."""
    parser = argparse.ArgumentParser(description="Attack a server on this machine.")
    parser.add_argument("name", choices=ATTACKS)
    parser.add_argument("address", help="host and port, on this machine")
    parser.add_argument("--source", default="127.0.0.2", help="the address of the attacker (default: %(default)s)")
    parser.add_argument(
        "--held",
        action="store_true",
        help="say 'ready', begin when standard input says, and say when it had an effect, by the monotonic clock",
    )
    parser.add_argument("--seconds", type=float, default=10.0, help="how long (default: %(default)s)")
    given = parser.parse_args()
    if not given.address.startswith(("127.", "localhost:")):
        parser.error("only servers on this machine are attacked")
    os.nice(NICENESS)
    target = Target(given.address.replace("localhost", "127.0.0.1"), given.source)
    asyncio.run(run(given.name, target, given.held, given.seconds))
    print(json.dumps(target.counts))


if __name__ == "__main__":
    main()
