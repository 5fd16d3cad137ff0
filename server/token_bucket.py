"""The token bucket: a rate limit that lets a burst pass and delays everything beyond the rate."""

import time
from collections.abc import Callable


class TokenBucket:
    """Tokens for one sender: ``capacity`` at first, then ``rate`` new ones a second, never more than ``capacity``."""

    def __init__(self, rate: float, capacity: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with a full bucket."""
        self._rate = rate
        self._capacity = capacity
        self._clock = clock
        self._tokens = float(capacity)
        self._updated = clock()

    def take_if_ready(self) -> float:
        """Take one token if there is one and return 0; otherwise take none and return the seconds until there is."""
        self._refill()
        if self._tokens >= 1:
            self._tokens -= 1
            return 0.0
        return (1 - self._tokens) / self._rate

    def take(self, tokens: float = 1.0) -> float:
        """Take one token or some; return the seconds until they exist, 0 when they do already.

        The balance may be negative: three calls on an empty bucket return the times of one, two and three tokens.
        """
        self._refill()
        self._tokens -= tokens
        return max(0.0, -self._tokens) / self._rate

    def level(self) -> float:
        """Return how full the bucket is, from 1 (full) down to 0 (empty) and below (tokens taken in advance)."""
        self._refill()
        return self._tokens / self._capacity

    def _refill(self) -> None:
        now = self._clock()
        self._tokens = min(self._capacity, self._tokens + (now - self._updated) * self._rate)
        self._updated = now
