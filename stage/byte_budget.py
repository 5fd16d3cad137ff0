"""Byte budgets: what is kept for readers is counted in bytes, in all and for each address."""

from collections import Counter


class ByteBudget:
    """Bytes that may be kept, in all and for one address."""

    def __init__(self, max_bytes: int, max_per_address: int) -> None:
        """Start with nothing kept."""
        self.max_bytes = max_bytes
        self.max_per_address = max_per_address
        self._used: Counter[str] = Counter()

    def used(self) -> int:
        """Return how many bytes are kept in all."""
        return self._used.total()

    def take(self, address: str, count: int) -> bool:
        """Count bytes for an address; return False, and count nothing, where the budget has not so many left."""
        if self.used() + count > self.max_bytes or self._used[address] + count > self.max_per_address:
            return False
        self._used[address] += count
        return True

    def give_back(self, address: str, count: int) -> None:
        """Count bytes no longer."""
        self._used[address] -= count
        if not self._used[address]:
            del self._used[address]
