"""Helpers for tests of scripts that readers copy: what one should print, and what it prints."""

import contextlib
import io
import warnings

PRINTED = {
    "softmax": {"pipeline": [8], "jacobian": []},
    "stability": {"programs": []},
    "chain": {"product": []},
    "gradient-check": {"gradients": []},
    "network": {"weights": []},
    "classifier": {"weights": []},
    "two-rules": {"weights": []},
    "sigmoids": {"odds": []},
}
"""Of each lesson the tables that its script prints, and the columns that it leaves out: numerical gradients."""


def aligned(rows):
    """Return rows of cells as the scripts print them: the first column to the left, the others to the right."""
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    pairs = [list(zip(row, widths, strict=True)) for row in rows]
    lines = [[row[0][0].ljust(row[0][1]), *(cell.rjust(width) for cell, width in row[1:])] for row in pairs]
    return "".join("  ".join(line) + "\n" for line in lines)


def expected(lesson, state, words):
    """Return what the page shows of a state: its readings and tables."""
    frame = lesson.frame(state, words)
    parts = [aligned([list(reading) for reading in frame.readings])]
    for name, left_out in PRINTED[lesson.name].items():
        table = frame.tables[name]
        rows = [table.head, *table.rows, *([table.foot] if table.foot else [])]
        parts.append(aligned([[cell for k, cell in enumerate(row) if k not in left_out] for row in rows]))
    return "\n".join(parts)


def printed(script):
    """Run a script in this process, as its own main module; return what it prints."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of exponentials that overflow, which the reader is to see
        exec(compile(script, "script.py", "exec"), {"__name__": "__main__"})
    return output.getvalue()
