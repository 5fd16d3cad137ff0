"""The errors of this package: a code for the reason and its details as values, so that a page can translate them."""

from softmax_core.errors import SoftmaxError

REASONS = (
    "too_large",  # max (megabytes)
    "not_text",
    "wrong_encoding",  # encoding
    "empty",
    "unclosed_quote",  # line
    "long_cell",  # line
    "one_column",
    "too_many_columns",  # found, max
    "too_many_rows",  # max
    "uneven_rows",  # line, found, expected
    "only_names",
    "repeated_names",  # name
    "no_numbers",  # found, min
    "no_labels",  # max
    "too_many_classes",  # name, max
    "one_class",  # name
    "too_many_features",  # found, max
    "wrong_columns",
    "no_rows_left",  # dropped
)
"""Every code of an ``InvalidFileError``, with the names of its details."""


class InvalidFileError(SoftmaxError):
    """A file, or a choice of its columns, that gives no data set to train on.

    Attributes
    ----------
    reason : one of ``REASONS``
    details : the numbers and the (shortened) names that belong to the reason
    """

    def __init__(self, reason: str, **details: object) -> None:
        """Keep the reason and its details."""
        self.reason = reason
        self.details = {key: shorten(value) if isinstance(value, str) else value for key, value in details.items()}
        super().__init__(" ".join([reason, *(f"{key}={value!r}" for key, value in self.details.items())]))


class UnknownFormatError(SoftmaxError):
    """An encoding, a delimiter or a decimal mark that files are not read with."""


class UnknownDatasetError(SoftmaxError):
    """A name that is not the name of a bundled data set."""


def shorten(text: str, max_length: int = 40) -> str:
    """Return ``text`` cut to ``max_length`` characters."""
    return text if len(text) <= max_length else text[: max_length - 1] + "…"
