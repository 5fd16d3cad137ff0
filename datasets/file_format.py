"""How a CSV file is written: its encoding, the delimiter of its cells and the decimal mark of its numbers."""

from dataclasses import dataclass

from .errors import UnknownFormatError

ENCODINGS = (
    *("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"),
    *("gb18030", "big5hkscs", "cp932", "cp949", "cp1252", "cp1251"),
)
"""The encodings that can be read, as Python names them."""
SPACES = " "
DELIMITERS = (",", ";", "\t", "|", SPACES)
DECIMALS = (".", ",")


@dataclass(frozen=True)
class FileFormat:
    """How a file is written; what is an empty text is to be detected.

    Raises
    ------
    UnknownFormatError
    """

    encoding: str = ""
    """one of ``ENCODINGS``"""
    delimiter: str = ""
    """one of ``DELIMITERS``"""
    decimal: str = ""
    """one of ``DECIMALS``"""

    def __post_init__(self) -> None:
        """Check the values."""
        for name, known in (("encoding", ENCODINGS), ("delimiter", DELIMITERS), ("decimal", DECIMALS)):
            value = getattr(self, name)
            if value and value not in known:
                raise UnknownFormatError(f"{name} must be empty or one of {known}, got {value!r}")


DETECTED = FileFormat()
"""All is to be detected."""
