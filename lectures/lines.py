"""Where a lecture's file says what: the lines of its scenes and keys, found by scanning, because tomllib keeps none."""

import re

_NOT_CODE = re.compile(r"\"\"\"(?:\\.|[^\\])*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'|#[^\n]*", re.DOTALL)
_HEADER = re.compile(r"[ \t]*\[(\[?)([^\[\]]*)\]")
_NAME = re.compile(r"[\w.\s-]+")
_MAX_PARTS = 4
"""Of a key that is looked for: tables are not nested deeper."""
_LONG_KEY = re.compile(r"(?<![\w-])(?:(?:[\w-]++|\"\")[ \t]*+\.[ \t]*+){16}")
"""Of more parts than any key of a lecture"""


class Lines:
    """The lines of a file without its texts and comments."""

    def __init__(self, text: str) -> None:
        """Take the whole file."""
        code = _NOT_CODE.sub(lambda found: '""' + "\n" * found[0].count("\n"), text.replace("\r\n", "\n"))
        long_key = _LONG_KEY.search(code)
        self.of_long_key = code.count("\n", 0, long_key.start()) + 1 if long_key else 0
        """the line of a key that is too long, or 0"""
        self._sections: list[tuple[int, str, list[tuple[int, str]]]] = [(0, "", [])]  # (scene or 0, header, lines)
        scene = 0
        for number, line in enumerate(code.split("\n"), 1):
            header = _HEADER.match(line)
            if header and _NAME.fullmatch(header[2]):
                name = re.sub(r"\s", "", header[2])
                scene += name == "scene" and bool(header[1])
                self._sections.append((scene, name, [(number, "")]))
            else:
                self._sections[-1][2].append((number, line))

    def of(self, scene: int, key: str) -> int:
        """Return the line of a key.

        Parameters
        ----------
        scene : the number of its scene, from 1; 0: the file's own keys
        key : dots lead into tables: ``question.text``

        Returns
        -------
        That line, or the one of what the key is in, or of the scene's header; 0 where nothing is found
        """
        mine = [section for section in self._sections if section[0] == scene]
        parts = key.split(".")[:_MAX_PARTS]
        for length in range(len(parts), 0, -1):
            for _, header, lines in mine:
                inside = header.removeprefix("scene").lstrip(".")
                wanted = ".".join(parts[:length])
                if inside and wanted == inside:
                    return lines[0][0]
                if not inside or wanted.startswith(f"{inside}."):
                    rest = wanted.removeprefix(f"{inside}." if inside else "")
                    pattern = re.compile(r"\s*" + r"\s*\.\s*".join(map(re.escape, rest.split("."))) + r"\s*[.=]")
                    for number, line in lines:
                        if pattern.match(line):
                            return number
        return mine[0][2][0][0] if mine and scene else self._first("scene") if scene else 0

    def _first(self, key: str) -> int:
        """Return the line of a key of the file: scenes can be written as one list."""
        return next((n for n, line in self._sections[0][2] if re.match(rf"\s*{key}\s*[.=]", line)), 0)
