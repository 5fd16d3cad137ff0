"""Seats: how many readers there are, in all and from one address."""

import ipaddress
import time
from collections import Counter, deque
from collections.abc import Callable

PROMISE = 15.0
"""Seconds that a seat is held for a reader whose page is on its way."""


class Seats:
    """Counts who sits; a page that was just handed out counts too, so that who gets the page also gets in."""

    def __init__(self, most: int, most_of_one: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with an empty hall."""
        self.most = most
        self.most_of_one = most_of_one
        self._clock = clock
        self._taken: Counter[str] = Counter()
        self._promised: deque[tuple[float, str]] = deque()
        self._due: Counter[str] = Counter()

    def taken(self) -> int:
        """Return how many sit."""
        return self._taken.total()

    def promise(self, address: str) -> bool:
        """Hold a seat for who asks for the page; tell whether there was one."""
        self._forget()
        who = network(address)
        full = self.taken() + self._due.total() >= self.most
        if full or self._taken[who] + self._due[who] >= self.most_of_one:
            return False
        self._promised.append((self._clock() + PROMISE, who))
        self._due[who] += 1
        return True

    def take(self, address: str) -> bool:
        """Take a seat; tell whether there was one. A seat that was promised is this reader's."""
        self._forget()
        who = network(address)
        expected = self._due[who] > 0
        others = self._due.total() - expected
        if self.taken() + others >= self.most or self._taken[who] >= self.most_of_one:
            return False
        if expected:  # the newest: one that nobody comes for has to run out, however many others come meanwhile
            self._drop(who)
            del self._promised[max(place for place, held in enumerate(self._promised) if held[1] == who)]
        self._taken[who] += 1
        return True

    def leave(self, address: str) -> None:
        """Give a seat back."""
        who = network(address)
        self._taken[who] -= 1
        if not self._taken[who]:
            del self._taken[who]

    def _forget(self) -> None:
        while self._promised and self._promised[0][0] <= self._clock():
            self._drop(self._promised.popleft()[1])

    def _drop(self, who: str) -> None:
        self._due[who] -= 1
        if not self._due[who]:
            del self._due[who]


def network(address: str) -> str:
    """Return what counts as one address: of IPv6 a /64, which one household has to itself."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:  # a unix socket, say
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
