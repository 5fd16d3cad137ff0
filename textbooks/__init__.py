"""Published settings: what textbooks and notes print of them, compared with what the lessons compute."""

from .checking import check
from .reading import PrintedRow, Published, Source, published, queries

__all__ = ["PrintedRow", "Published", "Source", "check", "published", "queries"]
