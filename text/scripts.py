"""Scripts: Python that a reader copies from a page, made of a template in ``assets/scripts`` that is Python itself.

So a template is formatted and checked as any module, and reads as what a reader gets. Four things in it are replaced:

- ``name = value`` at the beginning of a line, where a value of that name is given
- ``"@readings.loss"``: the message of the page with this key
- ``#: key``: a comment in the reader's language
- what stands between ``# if: flag`` (or ``# if: not flag``) and ``# end`` stays only where the flag is set (or not)

``from .part import name`` is replaced by the template of that name. All imports come first.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path

from .translations import Words

FOLDER = Path(__file__).parent.parent / "assets" / "scripts"
NUMPY = "import numpy as np"
"""Every script has it, below what it imports of the standard library."""
_PART = re.compile(r"from \.(\w+) import ")
_IMPORT = re.compile(r"(?:import|from) [\w.]+")
_CONDITION = re.compile(r"\s*# if: (not )?(\w+)$")
_END = re.compile(r"\s*# end$")
_ASSIGNMENT = re.compile(r"(\w+(?:, \w+)*) = (.*?)(  #: \w+)?$")
_MESSAGE = re.compile(r'"@([\w.-]+)"')
_COMMENT = re.compile(r"#: (\w+)$")


def fill_template(name: str, words: Words, values: Mapping[str, object], flags: Collection[str] = ()) -> str:
    """Return the script that a template becomes.

    Parameters
    ----------
    name : of the template
    words : the messages of the lesson
    values : by the names to which they are assigned; written so that they are read back exactly
    flags : those that are set
    """
    imports: dict[str, None] = {}
    body: list[str] = []
    for line in _kept(_lines(name), flags):
        if _IMPORT.match(line):
            imports[line] = None
        else:
            body.append(_written(line, words, values))
    header = "# " + words.elsewhere("scripts.header").format(title=words("title"))
    standard = sorted(imports.keys() - {NUMPY}, key=lambda line: (line.startswith("from"), line))
    text = "\n".join([header, *standard, *([""] if standard else []), NUMPY, "", *body])
    text = re.sub(rf"({NUMPY}\n)\n+(?!def )", r"\1\n", text)
    return re.sub(r"\n{4,}", "\n\n\n", text).strip() + "\n"


def literal(value: object) -> str:
    """Write a value as Python: texts in double quotes, sequences as lists, arrays as NumPy's."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(literal, value))}]"
    to_list = getattr(value, "tolist", None)
    return f"np.array({literal(to_list())})" if to_list else repr(value)


@cache
def _lines(name: str) -> tuple[str, ...]:
    """Return the lines of a template, with the parts that it imports in place of their imports."""
    found: list[str] = []
    for line in (FOLDER / f"{name}.py").read_text("utf-8").splitlines():
        part = _PART.match(line)
        found += ["", "", *_lines(part[1]), "", ""] if part else [line]
    return tuple(found)


def _kept(lines: tuple[str, ...], flags: Collection[str]) -> Iterator[str]:
    """Yield the lines whose conditions hold."""
    conditions: list[bool] = []
    for line in lines:
        if condition := _CONDITION.match(line):
            conditions.append((condition[2] in flags) != bool(condition[1]))
        elif _END.match(line):
            conditions.pop()
        elif all(conditions):
            yield line


def _written(line: str, words: Words, values: Mapping[str, object]) -> str:
    """Return a line with its value, its messages and its comment."""
    assignment = _ASSIGNMENT.match(line)
    if assignment and assignment[1] in values:
        line = f"{assignment[1]} = {literal(values[assignment[1]])}{assignment[3] or ''}"
    else:
        line = _MESSAGE.sub(lambda key: literal(words(key[1])), line)
    return _COMMENT.sub(lambda key: f"# {words.elsewhere('scripts.comments.' + key[1])}", line)
