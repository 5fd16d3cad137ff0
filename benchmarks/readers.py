"""Readers without a browser: they speak the real websocket protocols, ours and Streamlit's own.

A change has a number, and so has every answer: the newest change that it shows.
"""

import json
import math
from typing import Any, Protocol, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

CLASSES = 4
LIKE_A_BROWSER: dict[str, Any] = {"max_size": None, "open_timeout": 60, "ping_interval": None, "proxy": None}
"""How a websocket is opened: whatever comes is read, and nobody asks whether the server is still there."""
FIRST_RUN = BackMsg(rerun_script=ClientState()).SerializeToString()
"""What Streamlit's front end says first: it asks for a run of the script, with no widgets yet."""


class Reader(Protocol):
    """Somebody who changes the state and looks at what comes back."""

    async def change(self, number: int) -> None:
        """Drag a logit to another value."""

    async def answered(self) -> int:
        """Wait for an answer; return the number of the newest change that it shows."""

    async def leave(self) -> None:
        """Close the connection."""


def logits(number: int) -> list[float]:
    """Return where the hand is at a change: the first logit goes back and forth, a step of the slider or more each."""
    return [round(9 * math.asin(math.sin(number / 13)) * 2 / math.pi, 1), 1.0, -3.0, 0.0]


def query(z: list[float], temperature: float = 1.0, smooth: float = 0.0) -> str:
    """Return a state as the browser writes it."""
    numbers = ",".join(f"{value:g}" for value in z)
    return f"z={numbers}&T={temperature:g}&target=class&y=0&q=0.7,0.2,0.1,0&smooth={smooth:g}&loss=ce&names={',' * 3}"


async def stream(address: str) -> ClientConnection:
    """Open Streamlit's own websocket."""
    return await connect(f"ws://{address}/_stcore/stream", subprotocols=[Subprotocol("streamlit")], **LIKE_A_BROWSER)


class StageReader:
    """A reader of our stage."""

    def __init__(self, socket: ClientConnection) -> None:
        """Keep the connection."""
        self.socket = socket

    @classmethod
    async def arrive(cls, address: str) -> Self:
        """Open the channel and see the first picture."""
        socket = await connect(f"ws://{address}/stage/frames/softmax?lang=en", **LIKE_A_BROWSER)
        reader = cls(socket)
        await reader.change(0)
        await reader.answered()
        return reader

    async def change(self, number: int) -> None:
        """Send a state."""
        await self.socket.send(f"{number} {query(logits(number))}")

    async def answered(self) -> int:
        """Read a frame."""
        message = json.loads(await self.socket.recv())
        if "trouble" in message:
            raise RuntimeError(message["trouble"])
        return int(message["n"])

    async def leave(self) -> None:
        """Close the connection."""
        await self.socket.close()


class StockReader:
    """A reader of the stock twin, who speaks to Streamlit as its own front end does."""

    def __init__(self, socket: ClientConnection) -> None:
        """Keep the connection."""
        self.socket = socket
        self.sliders: list[str] = []
        self.sent = self.running = 0

    @classmethod
    async def arrive(cls, address: str) -> Self:
        """Open a session, and run the script for the first time."""
        socket = await stream(address)
        reader = cls(socket)
        await socket.send(FIRST_RUN)
        await reader.answered()
        if len(reader.sliders) != CLASSES:
            raise RuntimeError(f"the twin has {len(reader.sliders)} sliders")
        return reader

    async def change(self, number: int) -> None:
        """Ask for a rerun with the sliders' values."""
        message = BackMsg()
        for identity, value in zip(self.sliders, logits(number), strict=True):
            widget = message.rerun_script.widget_states.widgets.add(id=identity)
            widget.double_array_value.data.append(value)
        self.sent = number
        await self.socket.send(message.SerializeToString())

    async def answered(self) -> int:
        """Wait until a run of the script has finished; it shows what had been sent when it began."""
        while True:
            message = ForwardMsg.FromString(bytes(await self.socket.recv(decode=False)))
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.running = self.sent
            elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "slider":
                identity = message.delta.new_element.slider.id
                if identity not in self.sliders:
                    self.sliders.append(identity)
            elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
                raise RuntimeError(message.delta.new_element.exception.message)
            elif kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return self.running

    async def leave(self) -> None:
        """Close the connection."""
        await self.socket.close()


KINDS: dict[str, type[StageReader] | type[StockReader]] = {"ours": StageReader, "twin": StockReader}
