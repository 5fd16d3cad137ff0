"""Decoding of a file's bytes into text: detects the encoding, because a CSV file does not state it."""

import codecs
import re

from .common_characters import is_korean
from .errors import InvalidFileError

# UTF-32 comes first: its little-endian mark begins with that of UTF-16.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LEGACY_ENCODINGS = {
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "cp1252": "cp1252",
    "cp1251": "cp1251",
}
"""The encodings other than Unicode that spreadsheets write: as detected, and the superset to decode with.

The list is short because a text of three words fits some rare encoding as well as its own.
"""
GBK = codecs.getincrementaldecoder("gbk")
# Python loads a codec when it is first used, and never again where that fails: on a server with no file left to open.
for _encoding in [encoding for _, encoding in BYTE_ORDER_MARKS] + [*LEGACY_ENCODINGS, *LEGACY_ENCODINGS.values()]:
    codecs.lookup(_encoding)
SAMPLE_BYTES = 20_000
LETTER_BESIDE_NON_ASCII = re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]")
ADJACENT_NON_ASCII = re.compile(rb"[\x80-\xff]{2}")
# Not tab, line feed, vertical tab, form feed and carriage return, nor U+0085, the line end of mainframes.
NOT_IN_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def decode(content: bytes, stated: str = "") -> tuple[str, str]:
    r"""Return the text of ``content`` with ``\n`` as line end, and its encoding, which is detected unless it is stated.

    Where the text has control characters, ``not_text`` is raised, or ``wrong_encoding`` if the encoding was stated.
    """
    for encoding in [stated] if stated else _candidate_encodings(content):
        try:
            text = content.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
        if not NOT_IN_TEXT.search(text):
            return text.replace("\r\n", "\n").replace("\r", "\n"), encoding
    raise InvalidFileError("wrong_encoding", encoding=stated) if stated else InvalidFileError("not_text")


def _candidate_encodings(content: bytes) -> list[str]:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return [encoding]
    if b"\0" in content:
        # Digits and delimiters have a zero byte in UTF-16: the first of the two, or the second.
        zeros = {"utf-16-be": content[::2].count(0), "utf-16-le": content[1::2].count(0)}
        return [encoding for encoding, count in zeros.items() if count > len(content) / 8]
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy_encodings(content)
    return ["utf-8"]


def _legacy_encodings(content: bytes) -> list[str]:
    # Only lines with non-ASCII characters depend on the encoding. Each is taken once: a large sample takes long.
    lines = dict.fromkeys(line for line in content.splitlines() if not line.isascii())
    sample = b"\n".join(lines)[:SAMPLE_BYTES]
    # An encoding that fits the sample may not fit the whole file; the other two accept nearly every byte.
    return [LEGACY_ENCODINGS[_detect_legacy_encoding(sample)], "gb18030", "cp1252"]


def _detect_legacy_encoding(sample: bytes) -> str:
    """Return a key of LEGACY_ENCODINGS; charset-normalizer alone needs more text than a header and a few labels."""
    if not ADJACENT_NON_ASCII.search(sample):
        return "cp1252"  # accented letters are mostly single, the letters of other scripts adjacent
    if _has_common_gbk(sample):
        return "euc_kr" if is_korean(sample) else "gb18030"
    from charset_normalizer import from_bytes  # here, because few files need it

    best = from_bytes(sample, cp_isolation=[*LEGACY_ENCODINGS], preemptive_behaviour=False).best()
    encoding = best.encoding if best else "gb18030"
    # A word that mixes Latin letters with Cyrillic or with rare Chinese ones is a Latin word with accents.
    return "cp1252" if encoding in ("cp1251", "gb18030") and LETTER_BESIDE_NON_ASCII.search(sample) else encoding


def _has_common_gbk(sample: bytes) -> bool:
    """Return whether most Chinese characters, decoded as GBK, are among its 3755 common ones: rows B0 to D7.

    Korean syllables are there too: in their own encoding they have rows B0 to C8.
    """
    try:
        # Incremental, because the sample may end within a character.
        text = GBK().decode(sample)
    except UnicodeDecodeError:
        return False
    characters = {character for character in text if "一" <= character <= "鿿"}
    rows = [character.encode("gbk")[0] for character in characters]
    common = sum(0xB0 <= row <= 0xD7 for row in rows)
    return 3 * common > 2 * len(rows)
