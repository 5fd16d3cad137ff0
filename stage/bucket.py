"""A token bucket: a burst is fine, a flood waits."""

import time
from collections.abc import Callable


class Bucket:
    """Tokens for one sender: full at first, then ``rate`` new ones a second, never more than ``most``."""

    def __init__(self, rate: float, most: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Fill the bucket."""
        self._rate = rate
        self._most = most
        self._clock = clock
        self._tokens = float(most)
        self._at = clock()

    def wait(self) -> float:
        """Return the seconds until there is a token: 0 where there is one now."""
        self._fill()
        return max(0.0, 1 - self._tokens) / self._rate

    def take(self) -> float:
        """Take one token; return the seconds until it is really there (0 where it was).

        Debts add up: who takes three at once from an empty bucket is told to wait for one, for two, for three.
        """
        self._fill()
        self._tokens -= 1
        return max(0.0, -self._tokens) / self._rate

    def _fill(self) -> None:
        now = self._clock()
        self._tokens = min(self._most, self._tokens + (now - self._at) * self._rate)
        self._at = now
