"""A file that a reader brings: the link carries its name and a digest, its content stays in the reader's own browser.

The browser hands the content to the channel, which puts it into every state that names it, for as long as the
connection lasts. A state whose content is None names a file that was not brought here. What a lesson makes of a content
it may keep in memory for a while, never on a disk.
"""

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import quote_plus

from .controls import Control, IllegalTextError, declare

LARGEST = 1_000_000
"""Bytes"""
_LONGEST_NAME = 60
_WRITTEN = re.compile(r"([^~]*)~([0-9a-f]{32})")


@dataclass(frozen=True)
class Attachment:
    """A file; two are equal where their names and digests are."""

    name: str = ""
    digest: str = ""
    content: bytes | None = field(default=None, compare=False, repr=False)

    def __bool__(self) -> bool:
        """Tell whether a file is named at all."""
        return bool(self.digest)


@dataclass(frozen=True, kw_only=True)
class File(Control):
    """A button that opens a file."""

    kind: ClassVar[str] = "file"
    chooses: tuple[str, str]
    """(control, value): what a file that was opened sets"""
    accepts: str = ".csv,.tsv,.txt,text/csv,text/plain"
    largest: int = LARGEST

    def parse(self, text: str) -> Attachment:
        """Read ``name~digest``."""
        found = _WRITTEN.fullmatch(text)
        if not found and text:
            raise IllegalTextError(text)
        return Attachment(legal_name(found[1]), found[2]) if found else Attachment()

    def write(self, value: Attachment) -> str:
        """Write ``name~digest``."""
        return f"{quote_plus(value.name)}~{value.digest}" if value else ""

    def shown(self, value: Attachment) -> dict[str, str]:
        """Return the file's name and digest."""
        return {"name": value.name, "digest": value.digest}


def attachment(**more: Any) -> Any:
    """Declare a file of the reader's; ``more``: what ``File`` and every control have."""
    return declare(Attachment(), File(**more))


def received(name: str, content: bytes) -> Attachment:
    """Return a file as it arrived."""
    return Attachment(legal_name(name), hashlib.sha256(content).hexdigest()[:32], content)


def legal_name(name: str) -> str:
    """Return a file's name without what is no letter to print or is mark-up."""
    bare = re.split(r"[/\\]", name)[-1]
    return "".join(c for c in bare if c.isprintable() and c not in "~<>&")[-_LONGEST_NAME:].strip()
