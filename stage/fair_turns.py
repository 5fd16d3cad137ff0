"""Fair turns: work waits for a turn, and all addresses that wait get equal CPU time, whatever the number of requests.

This is start-time fair queueing: turns are given in the order of tags. The tag of an address that begins to wait is the
one that was served last, or the end of its own last turn if that is later; each turn adds its CPU time. So an address
that uses little is served next, what it has used long ago does not count, and a crowd waits for itself.

References
----------
Goyal, Vin and Cheng (1996), "Start-time fair queueing", SIGCOMM, section 2.
"""

import asyncio
from collections import Counter, deque

MAX_ADDRESSES = 1_000
"""Addresses that are remembered, beyond those whose last turn still counts."""


class Turn:
    """One turn, from its start to its end."""

    def __init__(self, turns: "FairTurns", address: str, was_waited_for: bool) -> None:
        """Start; ``FairTurns.begin`` calls this."""
        self.was_waited_for = was_waited_for
        self._turns = turns
        self._address = address
        self._ended = False

    def end(self, cpu_seconds: float) -> None:
        """End the turn, which took so much CPU time; only the first call counts."""
        if not self._ended:
            self._ended = True
            self._turns._end(self._address, cpu_seconds)


class FairTurns:
    """A number of turns at a time."""

    def __init__(self, slots: int, max_per_address: int | None = None) -> None:
        """Start with all turns free.

        Parameters
        ----------
        slots : turns at a time
        max_per_address : turns of one address at a time; None for no limit of its own
        """
        self._free = slots
        self._max_per_address = max_per_address or slots
        self._running: Counter[str] = Counter()
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}
        self._served = 0.0  # the tag that was served last
        self._since: dict[str, float] = {}  # the tag that was served last when an address began to wait
        self._ends: dict[str, float] = {}  # where an address's last turn ended

    async def begin(self, address: str) -> Turn:
        """Wait for a turn of an address; who is cancelled while waiting is forgotten."""
        turn = asyncio.get_running_loop().create_future()
        if address not in self._waiting:
            self._waiting[address] = deque()
            self._since[address] = self._served
        self._waiting[address].append(turn)
        self._grant()
        must_wait = not turn.done()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # granted in the same moment
                self._end(address, 0.0)
            else:
                self._leave(address, turn)
            raise
        return Turn(self, address, must_wait)

    def _grant(self) -> None:
        """Start as many turns as are free."""
        while self._free:
            candidates = [key for key in self._waiting if self._running[key] < self._max_per_address]
            if not candidates:
                return
            address = min(candidates, key=self._tag)
            tag, turn = self._tag(address), self._waiting[address][0]
            self._leave(address, turn)
            if not turn.done():
                self._free -= 1
                self._running[address] += 1
                self._served = max(self._served, tag)
                self._ends[address] = tag
                turn.set_result(None)

    def _tag(self, address: str) -> float:
        return max(self._since[address], self._ends.get(address, 0.0))

    def _end(self, address: str, cpu_seconds: float) -> None:
        self._free += 1
        self._ends[address] += cpu_seconds
        self._running[address] -= 1
        if not self._running[address]:
            del self._running[address]
        self._grant()
        if not self._running:
            self._ends.clear()  # nobody waits: what was used until now does not count
        elif len(self._ends) > MAX_ADDRESSES:
            self._ends = {key: end for key, end in self._ends.items() if end > self._served or key in self._running}

    def _leave(self, address: str, turn: asyncio.Future[None]) -> None:
        waiting = self._waiting.get(address, deque())
        if turn in waiting:
            waiting.remove(turn)
        if not waiting and address in self._waiting:
            del self._waiting[address], self._since[address]
