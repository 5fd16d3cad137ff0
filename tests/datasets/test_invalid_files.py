"""A file that gives no data set is refused with the reason, within seconds, and with no other error."""

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets import MAX_BYTES, MAX_CLASSES, MAX_ROWS, MIN_FEATURES, REASONS, FileFormat, InvalidFileError, read_csv
from softmax_core.errors import SoftmaxError
from tests.datasets.files import CHINESE, IRIS, read_all

noise = random.Random(0).randbytes(MAX_BYTES)


def reason_of(content, **details):
    with pytest.raises(InvalidFileError) as caught:
        read_all(content)
    assert caught.value.reason in REASONS
    assert details.items() <= caught.value.details.items()
    return caught.value.reason


@pytest.mark.parametrize(
    ("content", "reason", "details"),
    [
        (b"1" * (MAX_BYTES + 1), "too_large", {"max": 1}),
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
        (b",".join(b"c%d" % i for i in range(201)) + b"\n1,2\n", "too_many_columns", {"found": 201, "max": 200}),
        (b"a,b,c\n" + b"1,2,x\n" * (MAX_ROWS + 1), "too_many_rows", {"max": MAX_ROWS}),
        (b"1,2,x\n" * (MAX_ROWS + 1), "too_many_rows", {"max": MAX_ROWS}),
        (b"a,b,c\n1,2,x\n\n1,2\n", "uneven_rows", {"line": 4, "found": 2, "expected": 3}),
        (b"My flowers\na,b,c\n1,2,x\n", "uneven_rows", {"line": 2, "found": 3, "expected": 1}),
        (b"a,b,c\n", "only_names", {}),
        (b"a,b,a\n1,2,x\n", "repeated_names", {"name": "a"}),
        (b"n" * 300 + b"," + b"n" * 301 + b",c\n1,2,x\n", "repeated_names", {"name": "n" * 39 + "…"}),
        (b"a,b,c\n1,p,x\n2,q,y\n", "no_numbers", {"found": 1, "min": 2}),
        (b"a,y\n1,0\n2,1\n3,0\n", "no_numbers", {"found": 1, "min": 2}),
        (b"a,b,c\n" + b"".join(b"%d,%d,%d\n" % (i, i, i) for i in range(11)), "no_labels", {"max": 10}),
        (b"a,b,id\n" + b"".join(b"%d,%d,t%d\n" % (i, i, i) for i in range(11)), "too_many_classes", {"name": "id"}),
        (b"a,b,c\n" + b"".join(b"%d,%d,x\n" % (i, i) for i in range(11)), "one_class", {"name": "c"}),
        (b"a,b,c\n1,,x\n2,,y\n,3,x\n", "no_rows_left", {"dropped": 3}),
        (b"a,b,c\n1,2,x\n2,,y\n", "one_class", {"name": "c"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_gives_no_data_set_is_refused_with_the_reason_and_its_details(content, reason, details):
    assert reason_of(content, **details) == reason


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
def test_columns_that_the_table_does_not_have_or_allow_are_refused(label, columns, reason):
    with pytest.raises(InvalidFileError) as caught:
        read_csv(IRIS.encode()).select(label, columns)
    assert caught.value.reason == reason


def test_a_numeric_label_cannot_be_a_feature_too():
    table = read_csv(b"a,b,y\n1,2,0\n3,4,1\n")
    assert table.default_label in table.numeric
    with pytest.raises(InvalidFileError):
        table.select(table.default_label, (0, table.default_label))


@pytest.mark.parametrize(("length", "reason"), [(80, "one_class"), (81, "too_many_classes")])
def test_a_column_with_a_text_of_more_than_80_characters_cannot_be_the_label(length, reason):
    assert reason_of(b"a,b,y\n1,2," + b"x" * length) == reason


def test_the_error_is_a_softmax_error_whose_message_states_the_reason_and_the_details():
    with pytest.raises(SoftmaxError, match=r"^uneven_rows line=2 found=2 expected=3$"):
        read_csv(b"a,b,c\n1,2\n")


def test_bytes_that_the_stated_encoding_does_not_have_are_refused():
    with pytest.raises(InvalidFileError) as caught:
        read_csv(b"a,b,c\n1,2,\xff\n3,4,y\n", FileFormat(encoding="utf-8"))
    assert (caught.value.reason, caught.value.details) == ("wrong_encoding", {"encoding": "utf-8"})


def test_every_reason_occurs_in_a_test_of_this_module():
    here = Path(__file__).read_text("utf-8")
    assert [reason for reason in REASONS if f'"{reason}"' not in here] == []


def repeat_to_limit(piece, start=b""):
    return start + piece * ((MAX_BYTES - len(start)) // len(piece))


SLOW_TO_READ = {
    "one letter": repeat_to_limit(b"x"),
    "one digit": repeat_to_limit(b"9"),
    "line ends": repeat_to_limit(b"\n"),
    "commas": repeat_to_limit(b","),
    "tabs": repeat_to_limit(b"\t"),
    "quotes": repeat_to_limit(b'"'),
    "quoted empty cells": repeat_to_limit(b'"",'),
    "NULs": repeat_to_limit(b"\0"),
    "brackets": repeat_to_limit(b"["),
    "empty rows": repeat_to_limit(b",\n"),
    "rows of a digit": repeat_to_limit(b"1\n"),
    "rows of quotes": repeat_to_limit(b'"\n'),
    "columns": repeat_to_limit(b"".join(b"c%d," % i for i in range(100_000))),
    "repeated columns": repeat_to_limit(b"a,"),
    "columns between spaces": repeat_to_limit(b"1 "),
    "a quote that never closes": repeat_to_limit(b"1,2,x\n", b'a,b,c\n"'),
    "a second row of a million cells": repeat_to_limit(b",", b"a,b,c\n1,2,x\n"),
    "long cells": repeat_to_limit(b"1" * 100_000 + b","),
    "noise": noise,
    "noise without NULs": noise.replace(b"\0", b"1"),
    "noise above ASCII": bytes(byte | 0x80 for byte in noise),
    "printable noise": bytes(32 + byte % 95 for byte in noise),
    "UTF-16 noise": b"\xff\xfe" + noise[2:],
    "UTF-32 noise": b"\xff\xfe\0\0" + noise[4:],
    "GBK": repeat_to_limit("山,鸢,尾\n".encode("gbk")),
    "Latin-1": repeat_to_limit("é,1,2\n".encode("cp1252")),
    "GBK, then Latin-1": repeat_to_limit("é,1,2\n".encode("cp1252"), "山鸢\n".encode("gbk") * 5000),
    "numbers": repeat_to_limit(b"".join(b"%.4f," % (i / 7) * 3 + b"\n" for i in range(20_000))[:MAX_BYTES]),
    "texts": b"a,b,c\n" + b"".join(b"t%d,%d,u%d\n" % (i, i, i) for i in range(20_000)),
    "texts that differ in invisible characters": b"a,b,c\n"
    + "".join(f"{i},2,x{bin(i)[2:].translate({48: 0x200B, 49: 0x200C})}y\n" for i in range(18_000)).encode()[:999_000]
    + b"\n",
}


@pytest.mark.timeout(10)
@pytest.mark.parametrize("content", SLOW_TO_READ.values(), ids=SLOW_TO_READ)
def test_a_file_that_is_slow_to_read_is_refused_within_seconds(content):
    assert len(content) <= MAX_BYTES
    reason_of(content)


cells = st.one_of(
    st.sampled_from(
        ["", "1", "2,5", "-3.5", "x", "y", "z", "NA", '"q"', '"', "1e999", "1,234", " ", "类", "é", "\u2028"]
    ),
    st.text(max_size=4),
    st.floats().map(str),
    st.integers().map(str),
)
uneven = st.builds(
    lambda rows, delimiter, end, encoding: end.join(map(delimiter.join, rows)).encode(encoding, "replace"),
    st.lists(st.lists(cells, max_size=5), max_size=8),
    st.sampled_from([",", ";", "\t", "|", " ", ", "]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030", "cp1252"]),
)
even_rows = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=2, max_size=8)
)
even = st.builds(lambda rows: "\n".join(map(";".join, rows)).encode("utf-8", "replace"), even_rows)
edited = st.builds(
    lambda text, at, byte, cut: text[:at] + byte + text[at + cut :],
    st.sampled_from([IRIS.encode()[:600], CHINESE.encode("gbk"), CHINESE.encode("utf-16")]),
    st.integers(0, 600),
    st.binary(max_size=3),
    st.integers(0, 30),
)


def result_or_reason(function, *arguments):
    """Return what ``function`` returns, or the reason of its InvalidFileError."""
    try:
        return function(*arguments)
    except InvalidFileError as error:
        return error.reason


@given(content=st.one_of(st.binary(), uneven, even, edited), data=st.data())
def test_any_content_is_refused_or_gives_a_finite_and_consistent_data_set(content, data):
    table = result_or_reason(read_csv, content)
    if isinstance(table, str):
        assert table in REASONS
        return
    assert len(set(table.columns)) == len(table.columns) >= MIN_FEATURES
    assert table.default_label in table.label_candidates
    label = data.draw(st.sampled_from(table.label_candidates))
    possible = [j for j in table.numeric if j != label]
    assert len(possible) >= MIN_FEATURES
    columns = data.draw(st.lists(st.sampled_from(possible), min_size=1, unique=True))
    dataset = result_or_reason(table.select, label, tuple(columns))
    if isinstance(dataset, str):
        assert dataset in {"no_rows_left", "one_class"}
        return
    assert np.isfinite((dataset.features**2).sum())
    assert dataset.features.shape == (len(dataset.labels), len(columns))
    assert dataset.feature_names == tuple(table.columns[j] for j in columns)
    assert np.unique(dataset.labels).tolist() == list(range(len(dataset.class_names)))
    assert 2 <= len(set(dataset.class_names)) == len(dataset.class_names) <= MAX_CLASSES
    assert all(name.isprintable() and name for name in (*dataset.class_names, *dataset.feature_names))
