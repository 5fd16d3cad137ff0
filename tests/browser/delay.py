"""A far-away server: ``python delay.py PORT SECONDS`` hands on every byte, each way SECONDS later."""

import asyncio
import contextlib
import subprocess
import sys
from pathlib import Path


class Delay:
    """The proxy in a process of its own; ``address`` is where."""

    def __init__(self, port, seconds):
        """Stand before ``port``, each way ``seconds`` long."""
        command = [sys.executable, str(Path(__file__)), str(port), str(seconds)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()

    def __enter__(self):
        """Return the proxy."""
        return self

    def __exit__(self, *_):
        """Cut every connection."""
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


async def carry(reader, writer, seconds):
    """Hand on what arrives, and the end of it."""
    clock = asyncio.get_running_loop().time
    due = asyncio.Queue()

    async def deliver():
        with contextlib.suppress(ConnectionError):
            while True:
                at, chunk = await due.get()
                await asyncio.sleep(at - clock())
                if not chunk:
                    break
                writer.write(chunk)
        writer.close()

    delivering = asyncio.create_task(deliver())
    chunk = b"."
    while chunk:
        try:
            chunk = await reader.read(65536)
        except ConnectionError:
            chunk = b""
        due.put_nowait((clock() + seconds, chunk))
    await delivering


async def main(port, seconds):
    """Serve until killed."""

    async def meet(reader, writer):
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(carry(reader, there_writer, seconds), carry(there_reader, writer, seconds))

    async with await asyncio.start_server(meet, "127.0.0.1", 0) as listener:
        print(f"http://localhost:{listener.sockets[0].getsockname()[1]}", flush=True)
        await listener.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), float(sys.argv[2])))
