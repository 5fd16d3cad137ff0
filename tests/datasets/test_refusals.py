"""Whatever cannot be learned from is refused with the reason, and soon; no other error escapes."""

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets import LEAST_FEATURES, MOST_BYTES, MOST_CLASSES, MOST_ROWS, REASONS, RefusedFileError, read_csv
from tests.datasets.files import CHINESE, IRIS, everything

noise = random.Random(0).randbytes(MOST_BYTES)


def refused(content, **values):
    with pytest.raises(RefusedFileError) as caught:
        everything(content)
    assert caught.value.reason in REASONS
    assert values.items() <= caught.value.values.items()
    return caught.value.reason


@pytest.mark.parametrize(
    ("content", "reason", "values"),
    [
        (b"1" * (MOST_BYTES + 1), "too_large", {"most": 1}),
        (b"", "empty", {}),
        (b"\xef\xbb\xbf\r\n , ,\n", "empty", {}),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + noise[:1000], "not_text", {}),
        (b"PK\x03\x04" + noise[:1000], "not_text", {}),
        (b"a,b\0,c\n1,2,x\n", "not_text", {}),
        (b"\xff\xfe" + noise[:1001], "not_text", {}),
        ("a,b,c\n1,2,\x80\n".encode(), "not_text", {}),
        (b'a,b,c\n1,2,"x\n3,4,y\n', "unclosed_quote", {"line": 2}),
        (b'a,b,c\n\n1,2,x\n1,2,"x\n' + b"3,4,y\n" * 30_000, "long_cell", {"line": 4}),
        (b"just\nsome\nwords\n", "one_column", {}),
        (b",".join(b"c%d" % i for i in range(201)) + b"\n1,2\n", "too_many_columns", {"found": 201, "most": 200}),
        (b"a,b,c\n" + b"1,2,x\n" * (MOST_ROWS + 1), "too_many_rows", {"most": MOST_ROWS}),
        (b"1,2,x\n" * (MOST_ROWS + 1), "too_many_rows", {"most": MOST_ROWS}),
        (b"a,b,c\n1,2,x\n\n1,2\n", "uneven_rows", {"line": 4, "found": 2, "expected": 3}),
        (b"My flowers\na,b,c\n1,2,x\n", "uneven_rows", {"line": 2, "found": 3, "expected": 1}),
        (b"a,b,c\n", "only_names", {}),
        (b"a,b,a\n1,2,x\n", "repeated_names", {"name": "a"}),
        (b"n" * 300 + b"," + b"n" * 301 + b",c\n1,2,x\n", "repeated_names", {"name": "n" * 39 + "…"}),
        (b"a,b,c\n1,p,x\n2,q,y\n", "no_numbers", {"found": 1, "least": 2}),
        (b"a,y\n1,0\n2,1\n3,0\n", "no_numbers", {"found": 1, "least": 2}),
        (b"a,b,c\n" + b"".join(b"%d,%d,%d\n" % (i, i, i) for i in range(11)), "no_labels", {"most": 10}),
        (b"a,b,id\n" + b"".join(b"%d,%d,t%d\n" % (i, i, i) for i in range(11)), "too_many_classes", {"name": "id"}),
        (b"a,b,c\n" + b"".join(b"%d,%d,x\n" % (i, i) for i in range(11)), "one_class", {"name": "c"}),
        (b"a,b,c\n1,,x\n2,,y\n,3,x\n", "no_rows_left", {"dropped": 3}),
        (b"a,b,c\n1,2,x\n2,,y\n", "one_class", {"name": "c"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_learned_from_is_refused_with_the_reason(content, reason, values):
    assert refused(content, **values) == reason


@pytest.mark.parametrize(
    ("label", "columns", "reason"),
    [
        (4, (), "wrong_columns"),
        (4, (4,), "wrong_columns"),
        (4, (0, 0), "wrong_columns"),
        (4, (-1,), "wrong_columns"),
        (4, (0, 5), "wrong_columns"),
        (0, (1, 2), "wrong_columns"),
        (-1, (0, 1), "wrong_columns"),
        (4, tuple(range(21)), "too_many_features"),
    ],
)
def test_a_choice_that_the_file_does_not_offer_is_refused(label, columns, reason):
    with pytest.raises(RefusedFileError) as caught:
        read_csv(IRIS.encode()).rows(label, columns)
    assert caught.value.reason == reason


def test_a_label_of_numbers_is_no_feature_of_itself():
    file = read_csv(b"a,b,y\n1,2,0\n3,4,1\n")
    assert file.label in file.numeric
    with pytest.raises(RefusedFileError):
        file.rows(file.label, (0, file.label))


def test_every_reason_has_been_seen_to_be_given():
    here = Path(__file__).read_text("utf-8")
    assert [reason for reason in REASONS if f'"{reason}"' not in here] == []


def up_to_the_limit(piece, start=b""):
    return start + piece * ((MOST_BYTES - len(start)) // len(piece))


HEAVY = {
    "one letter": up_to_the_limit(b"x"),
    "one digit": up_to_the_limit(b"9"),
    "ends of lines": up_to_the_limit(b"\n"),
    "commas": up_to_the_limit(b","),
    "tabs": up_to_the_limit(b"\t"),
    "quotes": up_to_the_limit(b'"'),
    "quoted nothing": up_to_the_limit(b'"",'),
    "NULs": up_to_the_limit(b"\0"),
    "brackets": up_to_the_limit(b"["),
    "rows of nothing": up_to_the_limit(b",\n"),
    "rows of a digit": up_to_the_limit(b"1\n"),
    "rows of quotes": up_to_the_limit(b'"\n'),
    "columns": up_to_the_limit(b"".join(b"c%d," % i for i in range(100_000))),
    "repeated columns": up_to_the_limit(b"a,"),
    "columns of blanks": up_to_the_limit(b"1 "),
    "a quote that never closes": up_to_the_limit(b"1,2,x\n", b'a,b,c\n"'),
    "a late row of a million": up_to_the_limit(b",", b"a,b,c\n1,2,x\n"),
    "long cells": up_to_the_limit(b"1" * 100_000 + b","),
    "noise": noise,
    "noise without NULs": noise.replace(b"\0", b"1"),
    "noise above ASCII": bytes(byte | 0x80 for byte in noise),
    "noise that can be printed": bytes(32 + byte % 95 for byte in noise),
    "UTF-16 noise": b"\xff\xfe" + noise[2:],
    "UTF-32 noise": b"\xff\xfe\0\0" + noise[4:],
    "GBK": up_to_the_limit("山,鸢,尾\n".encode("gbk")),
    "Latin-1": up_to_the_limit("é,1,2\n".encode("cp1252")),
    "Latin-1 that GBK begins": up_to_the_limit("é,1,2\n".encode("cp1252"), "山鸢\n".encode("gbk") * 5000),
    "numbers": up_to_the_limit(b"".join(b"%.4f," % (i / 7) * 3 + b"\n" for i in range(20_000))[:MOST_BYTES]),
    "texts": b"a,b,c\n" + b"".join(b"t%d,%d,u%d\n" % (i, i, i) for i in range(20_000)),
    "texts unlike to the eye only": b"a,b,c\n"
    + "".join(f"{i},2,x{bin(i)[2:].translate({48: 0x200B, 49: 0x200C})}y\n" for i in range(18_000)).encode()[:999_000]
    + b"\n",
}


@pytest.mark.timeout(10)
@pytest.mark.parametrize("content", HEAVY.values(), ids=HEAVY)
def test_a_heavy_file_is_refused_soon(content):
    assert len(content) <= MOST_BYTES
    refused(content)


cells = st.one_of(
    st.sampled_from(
        ["", "1", "2,5", "-3.5", "x", "y", "z", "NA", '"q"', '"', "1e999", "1,234", " ", "类", "é", "\u2028"]
    ),
    st.text(max_size=4),
    st.floats().map(str),
    st.integers().map(str),
)
rough = st.builds(
    lambda rows, delimiter, end, encoding: end.join(map(delimiter.join, rows)).encode(encoding, "replace"),
    st.lists(st.lists(cells, max_size=5), max_size=8),
    st.sampled_from([",", ";", "\t", "|", " ", ", "]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030", "cp1252"]),
)
even = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=2, max_size=8)
)
table = st.builds(lambda rows: "\n".join(map(";".join, rows)).encode("utf-8", "replace"), even)
changed = st.builds(
    lambda text, at, byte, cut: text[:at] + byte + text[at + cut :],
    st.sampled_from([IRIS.encode()[:600], CHINESE.encode("gbk"), CHINESE.encode("utf-16")]),
    st.integers(0, 600),
    st.binary(max_size=3),
    st.integers(0, 30),
)


def reason_or(result, *arguments):
    """Return what ``result`` returns, or the reason it refuses with."""
    try:
        return result(*arguments)
    except RefusedFileError as refusal:
        return refusal.reason


@given(content=st.one_of(st.binary(), rough, table, changed), data=st.data())
def test_whatever_comes_is_refused_or_finite_and_consistent(content, data):
    file = reason_or(read_csv, content)
    if isinstance(file, str):
        assert file in REASONS
        return
    assert len(set(file.columns)) == len(file.columns) >= LEAST_FEATURES
    assert file.label in file.groupings
    label = data.draw(st.sampled_from(file.groupings))
    offered = [j for j in file.numeric if j != label]
    assert len(offered) >= LEAST_FEATURES
    chosen = data.draw(st.lists(st.sampled_from(offered), min_size=1, unique=True))
    rows = reason_or(file.rows, label, tuple(chosen))
    if isinstance(rows, str):
        assert rows in {"no_rows_left", "one_class"}
        return
    assert np.isfinite((rows.features**2).sum())
    assert rows.features.shape == (len(rows.labels), len(chosen))
    assert rows.feature_names == tuple(file.columns[j] for j in chosen)
    assert np.unique(rows.labels).tolist() == list(range(len(rows.class_names)))
    assert 2 <= len(set(rows.class_names)) == len(rows.class_names) <= MOST_CLASSES
    assert all(name.isprintable() and name for name in (*rows.class_names, *rows.feature_names))
