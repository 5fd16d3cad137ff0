"""Parts of a frame that are made when they are asked for, so that what the reader does not see costs nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Generic, TypeVar, overload

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


class Items(Sequence[P], Generic[P]):
    """Readings, made when they are first asked for."""

    def __init__(self, make: Callable[[], Sequence[P]]) -> None:
        """Take the function that makes them; it depends on nothing that changes."""
        self._make = make

    @cached_property
    def _made(self) -> Sequence[P]:
        return self._make()

    @overload
    def __getitem__(self, index: int) -> P: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[P]: ...

    def __getitem__(self, index: int | slice) -> P | Sequence[P]:
        """Return one or several."""
        return self._made[index]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._made)

    def __eq__(self, other: object) -> bool:
        """Return whether another sequence has the same items."""
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # as a list has none
