"""A far-away reader on this machine: ``python -m benchmarks.delay LISTEN_PORT SERVER_PORT ONE_WAY_MILLISECONDS``."""

import asyncio
import contextlib
import sys

HOST = "127.0.0.1"


async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seconds: float) -> None:
    """Hand on every byte that arrives, each ``seconds`` later, and the end of the stream as well."""
    clock = asyncio.get_running_loop().time
    travelling: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    async def deliver() -> None:
        with contextlib.suppress(ConnectionError):
            while True:
                due, chunk = await travelling.get()
                await asyncio.sleep(due - clock())
                if not chunk:
                    break
                writer.write(chunk)
                await writer.drain()
        writer.close()

    delivering = asyncio.create_task(deliver())
    chunk = b"."
    while chunk:
        try:
            chunk = await reader.read(65536)
        except ConnectionError:
            chunk = b""
        travelling.put_nowait((clock() + seconds, chunk))
    await delivering


async def serve(listen: int, server: int, seconds: float) -> None:
    """Stand between readers and a server until stopped."""

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there_reader, there_writer = await asyncio.open_connection(HOST, server)
        await asyncio.gather(carry(reader, there_writer, seconds), carry(there_reader, writer, seconds))

    async with await asyncio.start_server(meet, HOST, listen) as proxy:
        await proxy.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]) / 1000))
