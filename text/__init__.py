"""Text on the page: translations of every message, and numbers written with a fixed number of digits."""

from .formulas import with_punctuation
from .numbers import SURE, decimals_needed, exact_numbers, format_column, format_number, format_probability
from .preference import COOKIE, PARAMETER, preferred_language
from .translations import Words, languages, supported_language, translations

__all__ = [
    "COOKIE",
    "PARAMETER",
    "SURE",
    "Words",
    "decimals_needed",
    "exact_numbers",
    "format_column",
    "format_number",
    "format_probability",
    "languages",
    "preferred_language",
    "supported_language",
    "translations",
    "with_punctuation",
]
