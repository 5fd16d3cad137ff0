"""Fair turns: work waits for a turn, and of all addresses that wait, the one that has used least CPU is next."""

import asyncio
import math
import time
from collections import Counter, deque
from collections.abc import Callable

HALF_LIFE = 10.0
"""Seconds after which half of the CPU time that an address has used is forgotten."""
MAX_ADDRESSES = 1_000
"""Addresses that are remembered before those that have used next to nothing are forgotten."""
NEGLIGIBLE = 0.001
"""CPU seconds that need not be remembered."""


class CpuAccounts:
    """The CPU seconds that each address has used lately; they are forgotten exponentially."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with no use."""
        self._clock = clock
        self._used: dict[str, tuple[float, float]] = {}  # seconds, and when they were counted
        self._max_addresses = MAX_ADDRESSES

    def used(self, address: str) -> float:
        """Return the CPU seconds that count for an address now."""
        seconds, counted = self._used.get(address, (0.0, 0.0))
        return seconds * math.exp2((counted - self._clock()) / HALF_LIFE)

    def charge(self, address: str, seconds: float) -> None:
        """Count CPU seconds for an address."""
        self._used[address] = (self.used(address) + seconds, self._clock())
        if len(self._used) > self._max_addresses:
            self._used = {key: entry for key, entry in self._used.items() if self.used(key) > NEGLIGIBLE}
            self._max_addresses = MAX_ADDRESSES + 2 * len(self._used)


class Turn:
    """One turn, from its start to its end."""

    def __init__(self, turns: "FairTurns", address: str) -> None:
        """Start; ``FairTurns.begin`` calls this."""
        self._turns = turns
        self._address = address
        self._ended = False

    def end(self, cpu_seconds: float) -> None:
        """End the turn and charge its address; only the first call counts."""
        if not self._ended:
            self._ended = True
            self._turns._end(self._address, cpu_seconds)


class FairTurns:
    """A number of turns at a time; the addresses that wait get theirs in the order of what they have used."""

    def __init__(self, slots: int, accounts: CpuAccounts, max_per_address: int | None = None) -> None:
        """Start with all turns free.

        Parameters
        ----------
        slots : turns at a time
        accounts : what each address has used; several kinds of turns may share them
        max_per_address : turns of one address at a time; None for no limit of its own
        """
        self._free = slots
        self._accounts = accounts
        self._max_per_address = max_per_address or slots
        self._running: Counter[str] = Counter()
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}

    async def begin(self, address: str) -> Turn:
        """Wait for a turn of an address; who is cancelled while waiting is forgotten."""
        turn = asyncio.get_running_loop().create_future()
        queue = self._waiting.setdefault(address, deque())
        queue.append(turn)
        self._grant()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # granted in the same moment
                self._end(address, 0.0)
            elif turn in queue:
                queue.remove(turn)
                self._forget_if_empty(address)
            raise
        return Turn(self, address)

    def _grant(self) -> None:
        """Start as many turns as are free."""
        while self._free:
            candidates = [key for key in self._waiting if self._running[key] < self._max_per_address]
            if not candidates:
                return
            address = min(candidates, key=self._accounts.used)
            turn = self._waiting[address].popleft()
            self._forget_if_empty(address)
            if not turn.done():
                self._free -= 1
                self._running[address] += 1
                turn.set_result(None)

    def _end(self, address: str, cpu_seconds: float) -> None:
        self._accounts.charge(address, cpu_seconds)
        self._free += 1
        self._running[address] -= 1
        if not self._running[address]:
            del self._running[address]
        self._grant()

    def _forget_if_empty(self, address: str) -> None:
        if not self._waiting.get(address, True):
            del self._waiting[address]
