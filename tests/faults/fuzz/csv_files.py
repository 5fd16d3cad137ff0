"""CSV files, valid and invalid, of every known kind, then the iris data changed at random."""

import gzip
import io
import json
import zipfile

from datasets.bundled import FOLDER
from tests.faults.fuzz.stage_messages import MAX_FILE_BYTES

IRIS = (FOLDER / "iris.csv").read_bytes()
FEW = range(60)


def files(rng, count):
    """Return ``count`` files with their names."""
    known = encodings() | columns() | cells() | rows() | not_tables(rng) | notations() | large(rng) | names()
    order = [*known]
    while len(order) < count:
        order.append(f"changed {len(order)}.csv")
        known[order[-1]] = changed(rng, IRIS)
    return [(name, known[name]) for name in order[:count]]


def encodings():
    """Return the iris data and smaller texts in every encoding, with byte order marks and invalid bytes."""
    return {
        "empty.csv": b"",
        "nul.csv": b"\0" * 1000,
        "nul in a cell.csv": b"a,b,y\n1,2,p\0\n2,1,q\n",
        "bom.csv": b"\xef\xbb\xbf" + IRIS,
        "two boms.csv": b"\xef\xbb\xbf" * 2 + IRIS,
        "only bom.csv": b"\xff\xfe",
        "utf-16.csv": IRIS.decode().encode("utf-16"),
        "utf-16 without bom.csv": IRIS.decode().encode("utf-16-be"),
        "half utf-16.csv": IRIS.decode().encode("utf-16")[:-1],
        "utf-32.csv": IRIS.decode().encode("utf-32"),
        "lone quote.csv": IRIS + b'"',
        "quotes.csv": IRIS.replace(b",", b'","'),
        "surrogates.csv": b"a,b,y\n1,2,\xed\xa0\x80\n2,1,\xed\xb0\x80\n",
        "surrogates16.csv": b"\xff\xfe\x00\xd8,\x00\x00\xd8\n\x00",
        "cyrillic.csv": IRIS.replace(b"setosa", "ирис".encode("cp1251")),
        "gbk.csv": IRIS.replace(b"setosa", "山鸢尾".encode("gbk")),
        "latin-1.csv": IRIS.replace(b"setosa", "é".encode("cp1252")),
    }


def columns():
    """Return tables with very many columns."""
    return {
        "100000 columns.csv": b",".join(b"c%d" % i for i in range(100_000)),
        "one name.csv": b"a," * 99 + b"a\n" + b"1," * 99 + b"1\n",
        "200 columns.csv": table([f"c{j}" for j in range(200)], [[(i * j) % 7 for j in range(200)] for i in FEW]),
        "201 columns.csv": table([f"c{j}" for j in range(201)], [[(i * j) % 7 for j in range(201)] for i in FEW]),
    }


def cells():
    """Return tables of formulas, dates, missing values, and the largest and smallest numbers."""
    return {
        "formulas.csv": table("aby", [["=1+1", "@SUM(A1)", "-2+3|cmd"], ["=A1", "+1", "x"]]),
        "formula labels.csv": table("aby", [[i, -i, ["=1+1", "=HYPERLINK(0)"][i % 2]] for i in FEW]),
        "dates.csv": table(["day", "a", "b", "y"], [[f"2024-01-{i % 28 + 1:02}", i, i * i, i % 3] for i in FEW]),
        "1e308.csv": table("aby", [[1e308, -1e308, "p"], [1e300, 1e-320, "q"], [1, 2, "p"], [2, 3, "q"]]),
        "1e150.csv": table("aby", [[1e150 * (-1) ** i, 1e150 / (i + 1), i % 3] for i in FEW]),
        "1e-320.csv": table("aby", [[i * 1e-322, i * 5e-324, i % 2] for i in FEW]),
        "1e-200.csv": table("abcy", [[i * 1e-200, -i * 1e-170, i % 5 * 1e-160, i % 3] for i in FEW]),
        "large and small.csv": table("abcy", [[i * 1e149, i * 1e-300, i, i % 4] for i in FEW]),
        "beside a large number.csv": table("aby", [[1e15 + i * 0.25, 1 + i * 1e-16, i % 3] for i in FEW]),
        "nan.csv": table("aby", [["NaN", "inf", "p"], [1, 2, "q"], ["-inf", 3, "p"], [3, 4, "p"], [5, 4, "q"]]),
        "a label in incomplete rows only.csv": b"a,b,w,y\n1,2,u,p\n2,1,u,q\n3,1,u,p\n,5,v,q\n",
        "only missing values.csv": table("aby", [["NA", "?", ""]] * 9),
    }


def rows():
    """Return tables with few rows, few or many classes, and constant columns."""
    return {
        "one row.csv": b"a,b,y\n1,2,p\n",
        "one row, no names.csv": b"1,2,p\n",
        "two rows.csv": b"a,b,y\n1,2,p\n2,1,q\n",
        "one class.csv": table("aby", [[i, i * i, "p"] for i in FEW]),
        "one class of two.csv": table("aby", [[i if i % 2 else "", i, "pq"[i % 2]] for i in FEW]),
        "10 classes.csv": table("abcy", [[i, i * i % 17, i * 7 % 13, f"k{i % 10}"] for i in range(500)]),
        "5000 classes.csv": table("aby", [[i, i * i, f"k{i}"] for i in range(5000)]),
        "constant.csv": table("abcy", [[1, 0.1, 3, "pqr"[i % 3]] for i in FEW]),
        "constant but one.csv": table("abcy", [[0.1, 0.1, i, "pqr"[i % 3]] for i in FEW]),
        "same columns.csv": table("abcy", [[i, i, i, "pqr"[i % 3]] for i in FEW]),
    }


def not_tables(rng):
    """Return files that are not tables."""
    return {
        "noise": rng.randbytes(5000),
        "iris.csv.gz": gzip.compress(IRIS),
        "book.xlsx": workbook(),
        "page.html": b"<!DOCTYPE html><table><tr><td>1</td></tr></table>",
        "data.json": json.dumps([{"a": 1}] * 99).encode(),
    }


def notations():
    """Return tables with unusual names, labels, numbers, separators and line ends."""
    return {
        "sep.csv": b"sep=;\na;b;y\n1,5;2,5;p\n2,5;1,5;q\n",
        "sep alone.csv": b"sep=;\n",
        "mark-up.csv": table(
            ["<b>a</b>", "%{x}", "{0}", "y&"], [[i, i % 7, i % 5, ["<i>p", "%{y}", "{q}"][i % 3]] for i in FEW]
        ),
        "unseen.csv": table(
            ["a\u202e", "\u200bb", "\u2028c", "y"], [[i, i % 7, i % 5, ["\u202ep", "q\u200b"][i % 2]] for i in FEW]
        ),
        "long names.csv": table(["a" * 400, "b" * 400, "y" * 400], [[i, i % 7, "pq"[i % 2] * 80] for i in FEW]),
        "very long labels.csv": table("aby", [[i, i % 7, "pq"[i % 2] * 800] for i in FEW]),
        "long numbers.csv": table("aby", [["1" * 40, "0." + "3" * 37, "pq"[i % 2]] for i in FEW]),
        "labels like numbers.csv": table("aby", [[i, i % 7, [1, 1.0, "1e0", 2][i % 4]] for i in FEW]),
        "negative zero.csv": table("aby", [["-0", i % 7, ["-0", "0", "0.0"][i % 3]] for i in FEW]),
        "carriage returns.csv": IRIS.replace(b"\n", b"\r"),
        "blank lines.csv": IRIS.replace(b"\n", b"\n\n\n"),
        "tabs.csv": IRIS.replace(b",", b"\t"),
        "blanks.csv": IRIS.replace(b",", b"  "),
    }


def large(rng):
    """Return files of the largest size, and one that is larger."""
    return {
        "too long by one": b"1" * (MAX_FILE_BYTES + 1),
        "one line.csv": b"1" * MAX_FILE_BYTES,
        "commas.csv": b"," * MAX_FILE_BYTES,
        "line ends.csv": b"\n" * MAX_FILE_BYTES,
        "open quote.csv": b'a,b,y\n"' + b"1,2,x\n" * (MAX_FILE_BYTES // 7),
        "quotes only.csv": b'"' * MAX_FILE_BYTES,
        "wide.csv": wide(rng, 20, 2600),
        "tall.csv": wide(rng, 2, 20_000),
    }


def names():
    """Return the iris data under unusual file names."""
    return {
        "..\\..\\windows\\x.csv": IRIS,
        "~<b>&.csv": IRIS,
        "\u202evsc.exe": IRIS,
        "n" * 900: IRIS,
        "a b\tc.csv": IRIS,
        "": IRIS,
    }


def table(columns, rows, ends="\n", mark=","):
    """Return a table of any values as a file."""
    return ends.join(mark.join(map(str, row)) for row in [columns, *rows]).encode()


def workbook():
    """Return a workbook of an office program: a zip of XML."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    return packed.getvalue()


def wide(rng, columns, rows):
    """Return a file of about the largest size, with ten classes."""
    lines = ([f"{rng.gauss(i % 10, 1):.3f}" for _ in range(columns)] + [f"k{i % 10}"] for i in range(rows))
    return table([*(f"c{j}" for j in range(columns)), "y"], lines)


def changed(rng, content):
    """Return a file with bytes removed, inserted, repeated or replaced."""
    for _ in range(rng.choice([1, 2, 8])):
        at = rng.randrange(len(content) + 1)
        to = min(len(content), at + rng.choice([0, 1, 30, 3000]))
        put = rng.choice(
            [b"", rng.randbytes(2), b'"', b",", b"\n", b"1e400", b"\r", b"NA", b",,,\n", content[at:to] * 2]
        )
        content = content[:at] + put + content[to:]
    return content[: rng.randrange(len(content) + 1)] if rng.random() < 0.2 else content
