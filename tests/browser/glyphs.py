# /// script
# requires-python = ">=3.11"
# dependencies = ["brotli==1.2.*", "fonttools==4.68.*"]
# ///
"""Write the outlines of Streamlit's font, which replace the texts in saved pictures (``stage/browser/outlines.js``).

.venv/bin/uv run --no-project tests/browser/glyphs.py .venv/lib/python3.*/site-packages/streamlit

fontTools is needed here only, and is installed for this one run.
"""

import json
import sys
from pathlib import Path

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FILE = Path(__file__).parents[2] / "stage" / "browser" / "glyphs.json"
FONT = "static/static/media/SourceSansVF-Upright*.woff2"
WEIGHTS = (400, 600)
BLOCKS = (
    range(0x20, 0x180),  # Latin
    range(0x370, 0x460),  # Greek and Cyrillic
    range(0x1E00, 0x1F00),  # Latin, of Vietnamese among others
    range(0x2000, 0x2700),  # punctuation, superscripts and subscripts, arrows, mathematics, shapes
)
COPYRIGHT, LICENSE = 0, 13  # of the texts in a font


class PathPen(BasePen):
    """Writes an outline as the commands of an SVG path, in whole units and absolute."""

    def __init__(self, glyphs):
        """Start an outline; ``glyphs``: of the font, which others are composed of."""
        super().__init__(glyphs)
        self.path = ""

    def _add(self, command, *points):
        self.path += command + " ".join(f"{round(x)} {round(y)}" for x, y in points)

    def _moveTo(self, point):
        self._add("M", point)

    def _lineTo(self, point):
        self._add("L", point)

    def _qCurveToOne(self, control, point):
        self._add("Q", control, point)

    def _closePath(self):
        self._add("Z")


def outlines(path, weight):
    """Return the outline of each character."""
    font = instantiateVariableFont(TTFont(path), {"wght": weight})
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    found = {}
    for character in (character for block in BLOCKS for character in block if character in names):
        pen = PathPen(glyphs)
        glyphs[names[character]].draw(pen)
        found[chr(character)] = pen.path
    return found


def main(streamlit):
    """Write the file; ``streamlit``: the folder of the installed package."""
    path = next(Path(streamlit).glob(FONT))
    font = TTFont(path)
    about = {
        "font": path.name,
        "copyright": font["name"].getDebugName(COPYRIGHT),
        "license": font["name"].getDebugName(LICENSE),
        "unitsPerEm": font["head"].unitsPerEm,
    }
    weights = {str(weight): outlines(path, weight) for weight in WEIGHTS}
    text = json.dumps(about | {"weights": weights}, ensure_ascii=False, indent=2)
    FILE.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
