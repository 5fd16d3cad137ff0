"""A delay proxy: passes every byte between clients and a server on, a fixed time later, in each direction."""

import asyncio
import contextlib
import subprocess
import sys
from pathlib import Path
from typing import Self

HOST = "127.0.0.1"


class DelayProxy:
    """The proxy in a process of its own, at ``address``."""

    def __init__(self, port: int, seconds: float) -> None:
        """Stand in front of ``port``; every byte takes ``seconds`` in each direction."""
        command = [sys.executable, str(Path(__file__)), str(port), str(seconds)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline())
        self.address = f"http://localhost:{self.port}"

    def __enter__(self) -> Self:
        """Return the proxy."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close every connection."""
        self.process.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


async def forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seconds: float) -> None:
    """Write what is read ``seconds`` later, and then the end of the stream."""
    clock = asyncio.get_running_loop().time
    delayed: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    async def write() -> None:
        with contextlib.suppress(ConnectionError):
            while True:
                due, chunk = await delayed.get()
                await asyncio.sleep(due - clock())
                if not chunk:
                    break
                writer.write(chunk)
                await writer.drain()
        writer.close()

    writing = asyncio.create_task(write())
    chunk = b"."
    while chunk:
        try:
            chunk = await reader.read(65536)
        except ConnectionError:
            chunk = b""
        delayed.put_nowait((clock() + seconds, chunk))
    await writing


async def serve(port: int, seconds: float) -> None:
    """Print the proxy's port, and serve until the process is ended."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server_reader, server_writer = await asyncio.open_connection(HOST, port)
        await asyncio.gather(forward(reader, server_writer, seconds), forward(server_reader, writer, seconds))

    async with await asyncio.start_server(connected, HOST, 0) as listener:
        print(listener.sockets[0].getsockname()[1], flush=True)
        await listener.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), float(sys.argv[2])))
