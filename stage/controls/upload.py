"""An upload: a file that the reader opens; a link carries its name and a digest, not its content.

The content stays in the reader's browser, which sends it to the session. The session puts it into every state that
names the file, for as long as the connection lasts. A state whose content is None names a file that was not
sent. What a lesson computes from a content it may keep in memory for a while, never on a disk.
"""

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import quote_plus

from .base import Control
from .number_text import UnreadableValueError

MAX_BYTES = 1_000_000
_MAX_NAME_LENGTH = 60
_WRITTEN = re.compile(r"([^~]*)~([0-9a-f]{32})")


@dataclass(frozen=True)
class UploadedFile:
    """A file; two are equal where their names and digests are."""

    name: str = ""
    digest: str = ""
    content: bytes | None = field(default=None, compare=False, repr=False)

    def __bool__(self) -> bool:
        """Tell whether a file is named at all."""
        return bool(self.digest)

    def without_content(self) -> "UploadedFile":
        """Return an equal file without its content, as a key that keeps nothing large."""
        return UploadedFile(self.name, self.digest)

    @classmethod
    def received(cls, name: str, content: bytes) -> "UploadedFile":
        """Return the file that arrived under a name."""
        return cls(safe_name(name), hashlib.sha256(content).hexdigest()[:32], content)


@dataclass(frozen=True, kw_only=True)
class Upload(Control):
    """A button that opens a file."""

    kind: ClassVar[str] = "upload"
    sets: tuple[str, str]
    """(field, value): what opening a file sets besides"""
    accepted_types: str = ".csv,.tsv,.txt,text/csv,text/plain"
    max_bytes: int = MAX_BYTES

    def accepts(self, value_type: Any) -> bool:
        """Accept UploadedFile."""
        return value_type is UploadedFile

    def other_fields(self) -> tuple[str, ...]:
        """Return the field that opening a file sets."""
        return self.sets[:1]

    def parse(self, text: str) -> UploadedFile:
        """Read ``name~digest``."""
        found = _WRITTEN.fullmatch(text)
        if not found and text:
            raise UnreadableValueError(text)
        return UploadedFile(safe_name(found[1]), found[2]) if found else UploadedFile()

    def write(self, value: UploadedFile) -> str:
        """Write ``name~digest``."""
        return f"{quote_plus(value.name)}~{value.digest}" if value else ""

    def to_browser(self, value: UploadedFile) -> dict[str, str]:
        """Return the file's name and digest."""
        return {"name": value.name, "digest": value.digest}


def safe_name(name: str) -> str:
    """Return the last part of a file's name without unprintable characters and mark-up."""
    base = re.split(r"[/\\]", name)[-1]
    return "".join(c for c in base if c.isprintable() and c not in "~<>&")[-_MAX_NAME_LENGTH:].strip()
