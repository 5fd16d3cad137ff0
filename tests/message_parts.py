"""Long messages in parts, as the browser sends and receives them (``stage/message_parts.py`` is the other side)."""

from collections.abc import Sequence

PART = 32_000


def file_parts(message: bytes) -> list[bytes]:
    """Return the binary messages that send a file: ``message`` is its header and content."""
    starts = range(0, len(message), PART)
    return [(b"+" if at + PART < len(message) else b".") + message[at : at + PART] for at in starts]


def joined(parts: Sequence[str]) -> str | None:
    """Return the answer that messages make up, or None where more parts follow."""
    if parts[0][0] not in "+.":
        return parts[0]
    return "".join(part[1:] for part in parts) if parts[-1][0] == "." else None
