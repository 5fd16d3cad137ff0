"""From bytes to text: a spreadsheet says nowhere how it wrote its letters, so it has to be found out."""

import codecs
import re

from charset_normalizer import from_bytes

from .refusals import RefusedFileError

# UTF-32 first: its little-endian mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What spreadsheets write that is not Unicode: as it is guessed, and the larger one it is then read in. A short
# list guesses better: among all encodings there is always an odd one that a name of three letters fits as well.
OLD_ENCODINGS = {
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "cp1252": "cp1252",
    "cp1251": "cp1251",
}
SAMPLE_BYTES = 20_000
# Tab, line feed, form feed and carriage return occur in texts; U+0085 is a line's end on mainframes.
LATIN_WORD = re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]")
NEIGHBOURS = re.compile(rb"[\x80-\xff]{2}")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def decode(content: bytes) -> str:
    r"""Return the text of ``content`` with ``\n`` at the end of lines; refuse what is no text."""
    for encoding in _candidates(content):
        try:
            text = content.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
        if not CONTROLS.search(text):
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise RefusedFileError("not_text")


def _candidates(content: bytes) -> list[str]:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return [encoding]
    if b"\0" in content:
        # Digits and commas in UTF-16 have one byte 0: the first of the two, or the second.
        zeros = {"utf-16-be": content[::2].count(0), "utf-16-le": content[1::2].count(0)}
        return [encoding for encoding, count in zeros.items() if count > len(content) / 8]
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _old_encodings(content)
    return ["utf-8"]


def _old_encodings(content: bytes) -> list[str]:
    # Only the lines that can tell, each once: digits say nothing, and a large sample takes long.
    telling = dict.fromkeys(line for line in content.splitlines() if not line.isascii())
    sample = b"\n".join(telling)[:SAMPLE_BYTES]
    # What fits the sample may not fit all; what is left accepts nearly every byte.
    return [OLD_ENCODINGS[_guess(sample)], "gb18030", "cp1252"]


def _guess(sample: bytes) -> str:
    """Return one of OLD_ENCODINGS; charset-normalizer needs some sentences, and often there are three words only."""
    if not NEIGHBOURS.search(sample):
        return "cp1252"  # accented letters stand alone, the letters of other scripts side by side
    if _is_chinese(sample):
        return "gb18030"
    best = from_bytes(sample, cp_isolation=[*OLD_ENCODINGS], preemptive_behaviour=False).best()
    guess = best.encoding if best else "gb18030"
    # A word of Latin and Cyrillic letters, or of Latin letters and a rare Chinese one, is a word with accents.
    return "cp1252" if guess in ("cp1251", "gb18030") and LATIN_WORD.search(sample) else guess


def _is_chinese(sample: bytes) -> bool:
    """Say whether this is GBK: most of its characters are of the 3755 common ones, which have rows of their own."""
    try:
        # Incremental, for the sample may end inside a character.
        text = codecs.getincrementaldecoder("gbk")().decode(sample)
    except UnicodeDecodeError:
        return False
    rows = [letter.encode("gbk")[0] for letter in set(text) if not letter.isascii() and "一" <= letter <= "鿿"]
    common = sum(0xB0 <= row <= 0xD7 for row in rows)
    # The same rows up to 0xC8 hold the syllables of Korean; Chinese soon leaves them.
    return 3 * common > 2 * len(rows) and (len(rows) < 8 or max(rows) > 0xC8)
