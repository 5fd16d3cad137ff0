"""What a file may be, and the one error that says why it is refused: a code and values, no prose."""

MOST_BYTES = 1_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
"""How many columns a file may have."""
MOST_FEATURES = 20
"""How many of them may be used at once."""
LEAST_FEATURES = 2
"""How many columns of numbers there must be besides the labels."""
MOST_CLASSES = 10
LONGEST_NAME = 80
"""How much of a column's name is kept; a longer value is no label."""

REASONS = (
    "too_large",  # most (megabytes)
    "not_text",
    "empty",
    "unclosed_quote",  # line
    "long_cell",  # line
    "one_column",
    "too_many_columns",  # found, most
    "too_many_rows",  # most
    "uneven_rows",  # line, found, expected
    "only_names",
    "repeated_names",  # name
    "no_numbers",  # found, least
    "no_labels",  # most
    "too_many_classes",  # name, most
    "one_class",  # name
    "too_many_features",  # found, most
    "wrong_columns",
    "no_rows_left",  # dropped
)
"""Every code, and which values come with it."""


class RefusedFileError(ValueError):
    """A file, or a choice of its columns, that cannot be learned from: ``reason`` is one of ``REASONS``."""

    def __init__(self, reason: str, **values: object) -> None:
        """Keep the code and the numbers and (shortened) names that a sentence about it needs."""
        self.reason = reason
        self.values = {key: short(value) if isinstance(value, str) else value for key, value in values.items()}
        super().__init__(" ".join([reason, *(f"{key}={value!r}" for key, value in self.values.items())]))


def short(text: str, most: int = 40) -> str:
    """Return ``text`` cut to ``most`` characters."""
    return text if len(text) <= most else text[: most - 1] + "…"
