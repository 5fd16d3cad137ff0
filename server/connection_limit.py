"""The connection limit: counts connections, in all and from one address, and reserves them for pages being loaded."""

import ipaddress
import time
from collections import Counter, deque
from collections.abc import Callable

from starlette.types import Scope

RESERVATION_SECONDS = 15.0
"""How long a connection is kept free for a browser that is loading the page."""


class ConnectionLimit:
    """Counts open connections and reservations.

    A page that is served reserves a connection, so that a browser that gets the page can also connect.
    """

    def __init__(self, max_connections: int, max_per_address: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Start without connections."""
        self.max_connections = max_connections
        self.max_per_address = max_per_address
        self._clock = clock
        self._open: Counter[str] = Counter()
        self._reservations: deque[tuple[float, str]] = deque()  # when each expires, and for which address
        self._reserved: Counter[str] = Counter()

    def open_connections(self) -> int:
        """Return how many connections are open."""
        return self._open.total()

    def is_full(self) -> bool:
        """Tell whether no connection is left for anyone."""
        self._expire_reservations()
        return self.open_connections() + self._reserved.total() >= self.max_connections

    def reserve(self, address: str) -> bool:
        """Reserve a connection for an address that loads the page; return False when none is left."""
        if self.is_full():
            return False
        key = limit_key(address)
        if self._open[key] + self._reserved[key] >= self.max_per_address:
            return False
        self._reservations.append((self._clock() + RESERVATION_SECONDS, key))
        self._reserved[key] += 1
        return True

    def acquire(self, address: str) -> bool:
        """Open a connection, using up a reservation of that address if there is one; return False when none is left."""
        self._expire_reservations()
        key = limit_key(address)
        is_reserved = self._reserved[key] > 0
        reserved_for_others = self._reserved.total() - is_reserved
        if self.open_connections() + reserved_for_others >= self.max_connections:
            return False
        if self._open[key] >= self.max_per_address:
            return False
        if is_reserved:  # the newest: an unused reservation expires although the address opens other connections
            self._decrement_reserved(key)
            del self._reservations[max(at for at, (_, owner) in enumerate(self._reservations) if owner == key)]
        self._open[key] += 1
        return True

    def release(self, address: str) -> None:
        """Close a connection."""
        key = limit_key(address)
        self._open[key] -= 1
        if not self._open[key]:
            del self._open[key]

    def _expire_reservations(self) -> None:
        while self._reservations and self._reservations[0][0] <= self._clock():
            self._decrement_reserved(self._reservations.popleft()[1])

    def _decrement_reserved(self, key: str) -> None:
        self._reserved[key] -= 1
        if not self._reserved[key]:
            del self._reserved[key]


def client_ip(scope: Scope) -> str:
    """Return the address that a request comes from; empty where the server does not say."""
    return str(scope["client"][0]) if scope.get("client") else ""


def address_of(scope: Scope) -> str:
    """Return what counts as the one address that a request comes from."""
    return limit_key(client_ip(scope))


def limit_key(address: str) -> str:
    """Return what counts as one address: for IPv6 its /64 network, which one household has to itself."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:  # for example a unix socket
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
