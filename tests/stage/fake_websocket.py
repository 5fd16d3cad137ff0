"""A websocket without a network, whose other end a test plays."""

import asyncio

from starlette.websockets import WebSocketDisconnect


class FakeWebSocket:
    """Stands for a connection; while it is blocked, what is sent waits."""

    def __init__(self):
        self.received, self.sent = asyncio.Queue(), asyncio.Queue()
        self.writable = asyncio.Event()
        self.writable.set()
        self.closed_with = None
        self.parts_sent = 0

    async def receive(self):
        message = await self.received.get()
        if message is None:
            raise WebSocketDisconnect
        return {"type": "websocket.receive", "text" if isinstance(message, str) else "bytes": message}

    async def send_text(self, text):
        await self.writable.wait()
        self.parts_sent += 1
        await self.sent.put(text)

    async def close(self, code):
        self.closed_with = code
