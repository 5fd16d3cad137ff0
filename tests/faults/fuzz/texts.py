"""Texts that cause errors in many programs, and random mutations of valid texts."""

import re
from urllib.parse import quote, quote_plus

TEXTS = [
    "",
    " ",
    "NaN",
    "nan",
    "inf",
    "-inf",
    "+Infinity",
    "1e999",
    "-1e999",
    "1e-999",
    "5e-324",
    "1.7976931348623157e308",
    "-0",
    "0x10",
    "1_000",
    "١٢",
    "−3",
    "1e",
    "e1",
    ".",
    "-",
    "None",
    "null",
    "true",
    "[]",
    "{}",
    "[1,2",
    "1,,2",
    ";;;",
    ":::",
    "\0",
    "a\0b",
    "%00",
    "%",
    "%%",
    "%2",
    "%zz",
    "%25%32%35",
    "%ED%A0%80",
    "%FF%FE",
    "%C0%80",
    "%F4%90%80%80",
    "\u202e12",
    "\u200b",
    "\ufeff1",
    "\u2028",
    "\x1b[31m",
    "\r\nX-Injected: 1",
    "e\u0301" * 40,
    "👩‍👧",
    "\U0010ffff",
    "'\"`'\"",
    "\\",
    "\\u0000",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{0.__class__}",
    "{z}",
    "%(z)s",
    "%{x}",
    "${x}",
    "$x$",
    "../../../../etc/passwd",
    "'; drop --",
    "9" * 15,
    "9" * 400,
    "-" + "9" * 39,
    "1" * 41,
    "0." + "0" * 37 + "1",
    "1," * 3000,
    ",".join(["0.1"] * 1000),
    "0:1,1,0;" * 900,
    "A" * 7900,
    "&" * 199,
    "a=b&" * 300,
    "x" * 20_000,
    "%41" * 2600,
    "ab" * 100_000,
]
MEDIUM_TEXTS = TEXTS[:76]
"""All but the two longest."""
SHORT_TEXTS = TEXTS[:60]
"""The texts of at most 80 characters."""
UNUSUAL_NAMES = ["Z", "zz", "", "__class__", "n", "lang", "T[]", "é", "z\0"]
ENDS = ["", "", "0", "e5", ".5", "e-9", "-"]
ALPHABET = "0123456789+-.,;:~=&%!e infNaN[]()\0\u202e\u200bé类<>\"'"


def mutated(rng, text):
    """Change a text at random in one of many ways."""
    at, to = sorted(rng.randint(0, len(text)) for _ in "12")
    to = min(to, at + rng.choice([1, 3, 30]))
    pairs = text.split("&")
    which = rng.randrange(len(pairs))
    name = pairs[which].partition("=")[0]
    changes = [
        lambda: text[:at] + text[to:],
        lambda: text[:to] + text[at:to] * rng.choice([1, 2, 50]) + text[to:],
        lambda: text[:at] + "".join(rng.choices(ALPHABET, k=rng.randint(1, 6))) + text[to:],
        lambda: text[:at] + quote(text[at:to] or "%", safe="") + text[to:],
        lambda: "&".join([*pairs[:which], f"{name}={rng.choice(TEXTS)}", *pairs[which + 1 :]]),
        lambda: "&".join([*pairs, f"{name}={rng.choice(TEXTS)}"]),
        lambda: "&".join([*pairs, rng.choice(pairs)]),
        lambda: "&".join([*pairs, f"{rng.choice(UNUSUAL_NAMES)}={rng.choice(TEXTS)}"]),
        lambda: re.sub(r"\d+", lambda found: found[0] + rng.choice(ENDS), text, count=9),
        lambda: text.replace(rng.choice(",;:=&~"), rng.choice(",;:=&~")),
        lambda: f"{text}&pin={quote_plus(text)}",
        lambda: "".join(rng.sample(pairs, len(pairs))),
    ]
    return rng.choice(changes)()
