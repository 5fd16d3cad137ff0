"""The bundled data sets: the CSV files in ``assets/data/``, read in the same way as an uploaded file."""

from functools import cache
from pathlib import Path

from .dataset import Dataset
from .errors import UnknownDatasetError
from .table import read_csv

FOLDER = Path(__file__).parent.parent / "assets" / "data"
BUNDLED = ("iris", "penguins")


def load_bundled(name: str) -> Dataset:
    """Return a bundled data set with all its numeric columns; a file is read once and then kept in memory.

    Parameters
    ----------
    name : one of ``BUNDLED``

    Returns
    -------
    the same Dataset at every call: four measurements (cm; mm and g for the penguins) and three species

    Raises
    ------
    UnknownDatasetError

    References
    ----------
    ``assets/data/README.md`` names the sources and the licences.
    """
    if name not in BUNDLED:
        raise UnknownDatasetError(f"name must be one of {BUNDLED}, got {name!r}")
    return _load(name)


@cache
def _load(name: str) -> Dataset:
    table = read_csv((FOLDER / f"{name}.csv").read_bytes())
    return table.select(table.default_label, table.numeric)
