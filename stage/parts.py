"""Parts of a frame that are made when they are asked for, so that what the reader does not see costs nothing."""

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

P = TypeVar("P")


class Parts(Mapping[str, P], Generic[P]):
    """Figures or tables by name, each made when it is first asked for."""

    def __init__(self, makers: Mapping[str, Callable[[], P]]) -> None:
        """Take the function that makes each part; it depends on nothing that changes."""
        self._makers = makers
        self._made: dict[str, P] = {}

    def __getitem__(self, name: str) -> P:
        """Return a part."""
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names, in their order."""
        return iter(self._makers)

    def __len__(self) -> int:
        """Return how many parts there are."""
        return len(self._makers)
