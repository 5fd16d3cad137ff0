"""The reader's language: what a link pins, else what they chose, else what their browser asks for, else English."""

from collections.abc import Iterator

from .translations import DEFAULT_LANGUAGE, languages

PARAMETER = "lang"
"""The parameter of an address that pins a language."""
COOKIE = "softmax-lab-language"
"""Keeps the language that a reader has chosen; nothing else is kept of anybody."""


def preferred_language(pinned: str | None, chosen: str | None, accepted: str) -> str:
    """Return the code of the language in which a reader is answered.

    Parameters
    ----------
    pinned : what the address says
    chosen : what the reader chose before
    accepted : what the browser asks for, as its header ``Accept-Language`` has it
    """
    return next(
        (code for wanted in (pinned, chosen, *_accepted(accepted)) if (code := _known(wanted))), DEFAULT_LANGUAGE
    )


def _accepted(header: str) -> Iterator[str]:
    """Yield the tags of ``Accept-Language``, the most wanted ones first; what cannot be read is not wanted."""
    weighted = []
    for part in header[:1000].split(","):
        tag, _, parameter = part.partition(";")
        weighted.append((_weight(parameter), tag.strip()))
    weighted.sort(key=lambda pair: -pair[0])  # stable: of equal ones the first
    return (tag for weight, tag in weighted if weight > 0)


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        weight = float(value)
    except ValueError:
        return 0.0
    return weight if name.strip() == "q" and 0 <= weight <= 1 else 0.0


def _known(tag: str | None) -> str:
    """Return the language of a tag like ``zh-Hant-TW`` if there are translations for it, else an empty text."""
    code = (tag or "").replace("_", "-").partition("-")[0].lower()
    return code if code in languages() else ""
