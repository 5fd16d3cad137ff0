"""The connections of each address: none has more than its share of what the process can open."""

import resource
from collections import defaultdict
from typing import Protocol

RESERVED_FILES = 64
"""File descriptors that connections leave to the server."""
SHARE_OF_ONE_ADDRESS = 0.5
"""The part of all connections that one address may have; proxies that are trusted speak for many, and have no limit."""


class Connection(Protocol):
    """What the limit needs of an open connection."""

    def is_idle(self) -> bool:
        """Return whether nothing is being answered."""

    def abort(self) -> None:
        """End the connection at once."""


def max_connections() -> int:
    """Return how many connections the process can have, by the limit of its open files."""
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0] - RESERVED_FILES


class PeerConnections:
    """The open connections by address, oldest first."""

    def __init__(self) -> None:
        self._by_address: defaultdict[str, dict[Connection, None]] = defaultdict(dict)

    def add(self, address: str, connection: Connection) -> bool:
        """Add a connection; above the limit end the oldest idle one instead, or return False if none is idle."""
        mine = self._by_address[address]
        if len(mine) >= SHARE_OF_ONE_ADDRESS * max_connections():
            oldest = next((known for known in mine if known.is_idle()), None)
            if oldest is None:
                return False
            self.remove(address, oldest)
            oldest.abort()
        self._by_address[address][connection] = None
        return True

    def replace(self, address: str, connection: Connection, successor: Connection) -> None:
        """Count another connection in the place of one, for example a websocket for the request that asked for it."""
        self._by_address[address].pop(connection, None)
        self._by_address[address][successor] = None

    def remove(self, address: str, connection: Connection) -> None:
        """Remove a connection, if it is there."""
        mine = self._by_address[address]
        mine.pop(connection, None)
        if not mine:
            del self._by_address[address]
