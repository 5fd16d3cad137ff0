"""What this server allows, by name: every limit is a setting in the environment; the defaults suit a small machine."""

import os
import resource
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from stage.channel import FILES_PER_MINUTE

PREFIX = "SOFTMAX_LAB_"
KEPT_BACK = 200
"""File descriptors for the server itself and for browsers that are just fetching files."""
EACH = 5
"""File descriptors of one reader, measured: two sockets, and three of the event loop that Streamlit gives a session."""


class MisconfiguredError(ValueError):
    """A setting that cannot be used; its text is the sentence to show."""


@dataclass(frozen=True)
class Limits:
    """The settings of the door.

    Attributes
    ----------
    hosts : names that the server answers to, ``*.example.org`` for all below one; ``*`` for any
    origins : pages of other addresses that may connect, and show the app in a frame; the own pages always may
    readers : open pages in all
    readers_per_address : open pages of one address (a campus shares one; of IPv6, one /64 network)
    frames_per_second : states and requests of one page, with a burst of two seconds' worth
    runs_per_second : page runs that one page may ask for, with a burst of twenty
    files_per_minute : files that one page may open, with a burst of as many
    hang_seconds : after so long without a sign of life the process ends itself, to be started again; 0 for never
    metrics_token : who sends it as a bearer token may read the metrics; empty for nobody
    """

    hosts: tuple[str, ...] = ("*",)
    origins: tuple[str, ...] = ()
    readers: int = 400
    readers_per_address: int = 300
    frames_per_second: float = 90.0
    runs_per_second: float = 2.0
    files_per_minute: float = FILES_PER_MINUTE
    hang_seconds: float = 0.0
    metrics_token: str = ""

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> "Limits":
        """Read the settings.

        Raises
        ------
        MisconfiguredError
            Where a setting is not what it should be, or none of that name exists.
        """
        known = {PREFIX + field.name.upper(): field for field in fields(cls)}
        given = {name: value.strip() for name, value in environment.items() if name.startswith(PREFIX)}
        for name in given.keys() - known.keys():
            raise MisconfiguredError(f"There is no setting {name}; there are {', '.join(known)}.")
        return cls(**{known[name].name: _read(name, known[name].default, text) for name, text in given.items() if text})

    def afforded(self, files: int | None = None) -> "Limits":
        """Return limits with no more readers than this process can open files for (the soft limit, asked for here)."""
        if files is None:
            files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        most = max(1, (files - KEPT_BACK) // EACH)
        return replace(self, readers=min(self.readers, most))


def _read(name: str, usual: Any, text: str) -> Any:
    if isinstance(usual, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if isinstance(usual, str):
        return text
    try:
        number = type(usual)(text)
    except ValueError:
        number = -1
    least = 0 if name.endswith("HANG_SECONDS") else 1e-3
    if not least <= number <= 1e6:
        raise MisconfiguredError(f"{name} should be a positive number, not {text!r}.")
    return number
