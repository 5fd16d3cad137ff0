"""Readers without a browser, which use the real websocket protocols of the stage and of Streamlit.

Changes are numbered, and an answer has the number of the newest change that it shows.
"""

import json
import math
from typing import Any, Protocol, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.message_parts import joined

CLASSES = 4
BELOW_FIRST_SCREEN = "~figures.probabilities,figures.gradient,readings,tables.pipeline,tables.jacobian"
"""What a browser of 1280x720 pixels leaves out of its requests while it drags."""
WEBSOCKET_OPTIONS: dict[str, Any] = {"max_size": None, "open_timeout": 60, "ping_interval": None, "proxy": None}
"""Options of a websocket without a limit of the message size and without pings, as in a browser."""
RUN_REQUEST = BackMsg(rerun_script=ClientState()).SerializeToString()
"""The first message of Streamlit's front end: run the script, without widgets."""


class Reader(Protocol):
    """A client that changes the state and reads the answers."""

    async def send_change(self, number: int) -> None:
        """Send a state in which a logit has another value."""

    async def next_answer(self) -> int:
        """Wait for an answer; return the number of the newest change that it shows."""

    async def close(self) -> None:
        """Close the connection."""


def logits(number: int) -> list[float]:
    """Return the logits of a change: the first goes back and forth, by a step of the slider or more each time."""
    return [round(9 * math.asin(math.sin(number / 13)) * 2 / math.pi, 1), 1.0, -3.0, 0.0]


def query(z: list[float], temperature: float = 1.0, smooth: float = 0.0) -> str:
    """Return a state as the browser writes it."""
    numbers = ",".join(f"{value:g}" for value in z)
    return f"z={numbers}&T={temperature:g}&target=class&y=0&q=0.7,0.2,0.1,0&smooth={smooth:g}&loss=ce&names={',' * 3}"


def from_address(source: str) -> dict[str, Any]:
    """Return the option of a connection that comes from an address of this machine; empty for any."""
    return {"local_addr": (source, 0)} if source else {}


async def stream(address: str, source: str = "") -> ClientConnection:
    """Open Streamlit's own websocket."""
    options = WEBSOCKET_OPTIONS | from_address(source)
    return await connect(f"ws://{address}/_stcore/stream", subprotocols=[Subprotocol("streamlit")], **options)


async def next_answer(socket: ClientConnection) -> str:
    """Receive an answer of the stage, joined from its parts."""
    parts: list[str] = []
    while True:
        parts.append(bytes(await socket.recv(decode=False)).decode())
        if (answer := joined(parts)) is not None:
            return answer


class StageReader:
    """A reader of the app's first lesson."""

    def __init__(self, socket: ClientConnection, unseen: str = "") -> None:
        """Keep the connection."""
        self.socket = socket
        self.unseen = unseen

    @classmethod
    async def connect(cls, address: str, source: str = "", unseen: str = "") -> Self:
        """Connect and receive the first frame."""
        options = WEBSOCKET_OPTIONS | from_address(source)
        socket = await connect(f"ws://{address}/stage/frames/softmax?lang=en", **options)
        reader = cls(socket, unseen)
        await reader.send_change(0)
        await reader.next_answer()
        return reader

    async def send_change(self, number: int) -> None:
        """Send a state."""
        await self.socket.send(f"{number}{self.unseen} {query(logits(number))}")

    async def next_answer(self) -> int:
        """Read a frame."""
        message = json.loads(await next_answer(self.socket))
        if "failure" in message:
            raise RuntimeError(message["failure"])
        return int(message["number"])

    async def close(self) -> None:
        """Close the connection."""
        await self.socket.close()


class StockReader:
    """A reader of the stock app that uses Streamlit's protocol as its front end does."""

    def __init__(self, socket: ClientConnection) -> None:
        """Keep the connection."""
        self.socket = socket
        self.sliders: list[str] = []
        self.sent = self.running = 0

    @classmethod
    async def connect(cls, address: str) -> Self:
        """Open a session, and run the script for the first time."""
        socket = await stream(address)
        reader = cls(socket)
        await socket.send(RUN_REQUEST)
        await reader.next_answer()
        if len(reader.sliders) != CLASSES:
            raise RuntimeError(f"the stock app has {len(reader.sliders)} sliders")
        return reader

    async def send_change(self, number: int) -> None:
        """Request a rerun with the sliders' values."""
        message = BackMsg()
        for identity, value in zip(self.sliders, logits(number), strict=True):
            widget = message.rerun_script.widget_states.widgets.add(id=identity)
            widget.double_array_value.data.append(value)
        self.sent = number
        await self.socket.send(message.SerializeToString())

    async def next_answer(self) -> int:
        """Wait until a run of the script has finished; it shows what had been sent when the run started."""
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

    async def close(self) -> None:
        """Close the connection."""
        await self.socket.close()


KINDS: dict[str, type[StageReader] | type[StockReader]] = {"app": StageReader, "stock": StockReader}
