"""What a peer has not taken yet of a connection's output; a peer that takes nothing for a while is dropped."""

import array
import asyncio
import fcntl
import socket
import struct
import termios

MAX_UNREAD_SECONDS = 10.0
"""How long a peer may take less than ``MIN_TAKEN_BYTES`` while output waits for it."""
MIN_TAKEN_BYTES = 10_000
"""What the slowest usable network takes in that time."""


class UnreadOutput:
    """Watches one transport, from calls in regular intervals: progress counts, not completion."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._since: float | None = None
        self._left = 0

    def reset(self) -> None:
        """Start anew: the peer has taken enough for more to be written."""
        self._since = None

    def is_stuck(self, now: float, waiting: bool) -> bool:
        """Return whether the peer has taken too little for too long.

        Parameters
        ----------
        now : the event loop's time
        waiting : whether nothing is added to the output until the peer has taken some of it
        """
        if not waiting or not self._transport.get_write_buffer_size():
            self.reset()
            return False
        left = self._transport.get_write_buffer_size() + in_kernel(self._transport)
        if self._since is None or left <= self._left - MIN_TAKEN_BYTES:
            self._since, self._left = now, left
        return now - self._since >= MAX_UNREAD_SECONDS


def in_kernel(transport: asyncio.Transport) -> int:
    """Return the bytes that the kernel keeps because the peer has not acknowledged them; 0 where it does not say.

    Without them, a slow network would seem to stop: the kernel takes megabytes at once, then nothing for a long time.
    """
    waiting = array.array("i", [0])
    try:
        fcntl.ioctl(transport.get_extra_info("socket").fileno(), termios.TIOCOUTQ, waiting)
    except OSError:
        return 0
    return waiting[0]


def drop(transport: asyncio.Transport) -> None:
    """End a connection at once; the kernel forgets what was not taken, instead of trying for minutes."""
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
