"""Text on the page: translations of every message, and numbers written with a fixed number of digits."""

from .numbers import decimals_needed, exact_numbers, format_column, format_number
from .translations import Words, languages, supported_language, translations

__all__ = [
    "Words",
    "decimals_needed",
    "exact_numbers",
    "format_column",
    "format_number",
    "languages",
    "supported_language",
    "translations",
]
