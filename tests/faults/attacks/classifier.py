"""Attacks with the classifier lesson: large files, slow frames, and answers that are not read."""

import contextlib
import functools
import itertools
import json

import numpy as np

from tests.faults.attacks.target import BINARY, TEXT, frame
from tests.faults.clients import StageClient, upload_messages

STAGE = "/stage/frames/classifier?lang=en"
SLOW_OF_FILE = "features=sines&steps=2000"
SLOW = "data=blobs&classes=5&features=sines&optimizer=newton&steps=2000"
"""What takes a quarter of a second, where a file was refused."""
QUICK = "data=spiral&steps=10"
LARGEST_ROWS, LARGEST_COLUMNS = 20_000, 20
UNREAD_FRAMES = 30
_numbers = itertools.count()


@functools.cache
def largest_file():
    """Return the largest legal file, 840 kB: 20,000 rows of 20 digits and a class."""
    digits = np.random.default_rng(0).integers(0, 10, (LARGEST_ROWS, LARGEST_COLUMNS)).tolist()
    head = ",".join(f"f{column}" for column in range(LARGEST_COLUMNS)) + ",class"
    return "\n".join([head, *(",".join(map(str, row)) + (",a" if row[0] > 4 else ",b") for row in digits)]).encode()


def file_of(number):
    """Return a legal file of nearly 1 MB, another one for each number."""
    rows = [f"{number}.{row:020d},{row % 13}.{row:018d},{'ab'[row % 2]}" for row in range(LARGEST_ROWS)]
    return "\n".join(["one,two,class", *rows]).encode()


def never_asked(state):
    """Return a state that was not asked for before: with another seed and learning rate."""
    number = next(_numbers)
    return f"{state}&seed={number % 100}&rate={1 + 0.01 * (number // 100):.2f}"


@contextlib.asynccontextmanager
async def reader_of_largest_file(target):
    """Connect and send the file; give a function that asks for frames, and a state whose training takes long."""
    options = {"local_addr": (target.source, 0)}
    client = await StageClient(f"http://{target.address}", "classifier", **options).connect()
    target.counts["opened"] += 1

    async def ask(state):
        await client.send(f" {state}")
        target.counts["frames"] += 1

    try:
        upload = (await client.send(largest_file())).get("upload", {"refusal": "failure"})
        if upload["refusal"]:
            target.counts["refused files"] += 1
            yield ask, SLOW
        else:
            yield ask, f"data=own&file={upload['name']}~{upload['digest']}&{SLOW_OF_FILE}"
    finally:
        client.websocket.transport.abort()


async def train_with_eight_seeds(target, index):
    """Look at one file with eight seeds."""
    async with reader_of_largest_file(target) as (ask, state):
        for seed in range(8 * index, 8 * index + 8):
            await ask(state.replace("steps=2000", f"steps=20&seed={seed}"))


async def alternate_slow_and_quick_frames(target, index):
    """Ask for a slow frame, then for a quick one."""
    async with reader_of_largest_file(target) as (ask, state):
        while True:
            await ask(never_asked(state))
            await ask(QUICK)


async def ask_for_one_slow_frame(target, index):
    """Ask for one slow frame, and leave."""
    async with reader_of_largest_file(target) as (ask, state):
        await ask(never_asked(state))


async def ask_for_slow_frames(target, index):
    """Ask for slow frames."""
    async with reader_of_largest_file(target) as (ask, state):
        while True:
            await ask(never_asked(state))


async def keep_an_upload(target, index):
    """Send a file of one's own, and stay."""
    async with target.connection() as stream:
        await stream.upgrade(STAGE)
        for message in upload_messages(1, file_of(index)):
            await stream.send(frame(BINARY, message))
        target.counts["files"] += 1
        await stream.discard()


async def leave_frames_unread(target, index):
    """Ask for frames that differ much, and read none."""
    async with target.connection(small_buffer=True) as stream:
        await stream.upgrade(STAGE)
        for number in range(1, UNREAD_FRAMES + 1):
            state = f"data={('spiral', 'penguins')[number % 2]}&seed={index % 16}&steps=100"
            await stream.send(frame(TEXT, f"{number} {state}".encode()))
            target.counts["states"] += 1
        await stream.hold()


async def leave_a_download_unread(target, index):
    """Ask for the script of a training on the largest file, and do not read it."""
    async with target.connection(small_buffer=True) as stream:
        await stream.upgrade(STAGE)
        for message in upload_messages(1, largest_file()):
            await stream.send(frame(BINARY, message))
        upload = json.loads(await _short_answer(stream))["upload"]
        state = f"data=own&file={upload['name']}~{upload['digest']}&steps=10"
        await stream.send(frame(TEXT, f"2!script {state}".encode()))
        target.counts["downloads"] += 1
        await stream.hold()


async def _short_answer(stream):
    """Return the next message of the server, of less than 126 bytes."""
    length = (await stream.reader.readexactly(2))[1]
    if length == 126:
        length = int.from_bytes(await stream.reader.readexactly(2), "big")
    return await stream.reader.readexactly(length)
