"""Rates of addresses: what all websockets of one address may send a second together; what is more waits.

One event loop parses for all. Without this limit, 300 sockets that send 40 states a second each delay every other
reader by 0.15 s.
"""

from .token_bucket import TokenBucket

MAX_ADDRESSES = 10_000
"""Addresses that are remembered, beyond those that have sent something just now."""


class AddressRates:
    """A token bucket for each address."""

    def __init__(self, rate: float, capacity: float) -> None:
        """Start with full buckets of ``capacity`` tokens, to which ``rate`` are added a second."""
        self._rate = rate
        self._capacity = capacity
        self._buckets: dict[str, TokenBucket] = {}

    def bucket(self, address: str) -> TokenBucket:
        """Return the bucket of an address; those that are full again need not be remembered."""
        if address not in self._buckets and len(self._buckets) >= MAX_ADDRESSES:
            self._buckets = {known: bucket for known, bucket in self._buckets.items() if bucket.level() < 1}
        return self._buckets.setdefault(address, TokenBucket(self._rate, self._capacity))
