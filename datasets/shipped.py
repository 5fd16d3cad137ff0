"""The real data sets that come with the app: the files in ``assets/data/``, read as a reader's own would be."""

from functools import cache
from pathlib import Path

from .rows import Rows
from .uploaded import read_csv

FOLDER = Path(__file__).parent.parent / "assets" / "data"
SHIPPED = ("iris", "penguins")


@cache
def shipped(name: str) -> Rows:
    """Return the data set ``name``, one of ``SHIPPED``: its four measurements and its three species."""
    if name not in SHIPPED:
        raise ValueError(f"name must be one of {SHIPPED}, got {name!r}")
    file = read_csv((FOLDER / f"{name}.csv").read_bytes())
    return file.rows(file.label, file.numeric)
