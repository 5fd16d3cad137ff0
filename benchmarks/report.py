"""The output of a benchmark: a table, and for every target its value and whether it is met."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """A figure with its limit."""

    what: str
    reached: float
    limit: float
    unit: str = ""
    at_least: bool = True

    @property
    def met(self) -> bool:
        """Whether the figure is on the right side of its limit."""
        return self.reached >= self.limit if self.at_least else self.reached <= self.limit

    def __str__(self) -> str:
        """Return the target as a line of text."""
        sign, verdict = ">=" if self.at_least else "<=", "met" if self.met else "MISSED"
        return f"{self.what}: {self.reached:.2f}{self.unit} (target {sign} {self.limit:g}{self.unit}) {verdict}"


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a table: the first column to the left, the others to the right, numbers with one decimal."""
    texts = [list(head), *([f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    lines = [
        "  ".join(cell.rjust(width) if index else cell.ljust(width) for index, (cell, width) in enumerate(pairs))
        for pairs in (list(zip(line, widths, strict=True)) for line in texts)
    ]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def judge(targets: Sequence[Target]) -> int:
    """Print every target; return the exit status: 1 if one is missed."""
    print()
    for target in targets:
        print(target)
    return 0 if all(target.met for target in targets) else 1
