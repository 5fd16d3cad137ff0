"""The error of a lecture's file: where it is, and a code and details of the reason, which a page can translate."""

from softmax_core.errors import SoftmaxError

REASONS = (
    "too_large",  # max (kilobytes)
    "not_text",
    "syntax",
    "syntax_statement",
    "syntax_value",
    "syntax_text",
    "syntax_twice",
    "unknown_key",  # known
    "missing",
    "not_a_text",
    "not_texts",
    "not_a_language",  # known
    "not_a_table",
    "not_minutes",  # max
    "too_long",  # max
    "no_scenes",
    "too_many_scenes",  # max
    "unknown_lesson",  # name, known
    "unknown_parameter",  # name, known
    "illegal_value",  # name, text, used
    "unreadable_state",
    "too_many_figures",  # max
    "unknown_figure",  # name, known
    "too_many_controls",  # max
    "unknown_control",  # name, known
    "not_in_strip",  # name
    "cannot_play",  # name
    "unknown_sketch",  # name, known
    "no_sketch",  # name, figure
)
"""Every code of a ``LectureError``, with the names of its details."""
_MAX_DETAIL = 400
_MAX_QUOTED = 60


class LectureError(SoftmaxError):
    """A file that is no lecture.

    Attributes
    ----------
    reason : one of ``REASONS``
    line : where it is, from 1; 0: it is about the whole file
    key : what is at fault, like ``scene.state``; empty where there is none
    details : the numbers and the (shortened) names that belong to the reason
    """

    def __init__(self, reason: str, line: int = 0, key: str = "", **details: object) -> None:
        """Keep where it is, the reason and its details."""
        self.reason, self.line, self.key = reason, line, _shortened(key, _MAX_QUOTED)
        lengths = {"known": _MAX_DETAIL}
        self.details = {
            name: _shortened(value, lengths.get(name, _MAX_QUOTED)) if isinstance(value, str) else value
            for name, value in details.items()
        }
        super().__init__(f"line {line}, key {key or '-'}: {reason} {self.details}")


def _shortened(text: str, max_length: int) -> str:
    printable = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[: max_length + 1])
    return printable if len(printable) <= max_length else f"{printable[: max_length - 1]}…"
