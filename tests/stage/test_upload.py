"""A reader's file: the link carries its name and a digest, and no name does harm."""

import hashlib
from dataclasses import replace
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stage import Upload, UploadedFile
from stage.controls import UnreadableValueError
from stage.controls.upload import MAX_BYTES, safe_name
from stage.state import read_query, write_query
from tests.stage.states import DIGEST, Everything

CONTROL = Upload(sets=("kind", "square"))


@given(st.text(max_size=80), st.binary(max_size=50))
def test_a_file_is_written_into_a_link_and_read_back_by_name_and_digest(name, content):
    state = Everything(file=UploadedFile.received(name, content))
    again, corrections = read_query(Everything, write_query(state))
    assert corrections == ()
    assert again == state
    assert again.file.content is None, "a link does not carry the file"
    assert dict(parse_qsl(write_query(state), keep_blank_values=True))["file"].endswith(f"~{state.file.digest}")


@given(st.text(max_size=120))
def test_a_name_never_carries_mark_up_a_folder_or_what_the_link_is_written_with(name):
    legal = safe_name(name)
    assert legal.isprintable()
    assert not set(legal) & set("~<>&/\\")
    assert len(legal) <= 60
    assert safe_name(legal) == legal == legal.strip()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("iris.csv", "iris.csv"),
        ("C:\\Users\\me\\iris.csv", "iris.csv"),
        ("/etc/../passwd", "passwd"),
        ("数据 (1).csv", "数据 (1).csv"),
        ("a~b<c>&d.csv", "abcd.csv"),
        ("a\x00b\u202ec\n.csv", "abc.csv"),
        ("a+b%20=c;d.csv", "a+b%20=c;d.csv"),
        ("", ""),
        ("~", ""),
    ],
)
def test_a_name_becomes_this(name, kept):
    assert UploadedFile.received(name, b"x").name == kept


def test_a_long_name_keeps_its_end():
    assert safe_name("x" * 100 + ".csv").endswith("x.csv")


@pytest.mark.parametrize(
    "text", ["x", "x~", "~0123", f"x~{DIGEST.upper()}", f"x~{DIGEST}0", f"a~b~{DIGEST}", f"x~{DIGEST[1:]}\u0667", " "]
)
def test_what_names_no_file_is_reported(text):
    with pytest.raises(UnreadableValueError):
        CONTROL.parse(text)
    assert CONTROL.parse("") == UploadedFile()


@given(st.text(max_size=40))
def test_no_text_breaks_it(text):
    try:
        value = CONTROL.parse(text)
    except UnreadableValueError:
        return
    assert not value or len(value.digest) == len(DIGEST)


def test_the_digest_is_that_of_the_content():
    assert UploadedFile.received("a", b"1,2").digest == hashlib.sha256(b"1,2").hexdigest()[:32]
    assert UploadedFile.received("a", b"1,2") != UploadedFile.received("a", b"1,3")


def test_the_content_makes_no_difference_to_what_a_file_is():
    named, opened = UploadedFile("a", DIGEST), UploadedFile("a", DIGEST, b"1,2")
    assert named == opened
    assert hash(named) == hash(opened)
    assert "1,2" not in repr(opened)
    assert replace(Everything(), file=named) == replace(Everything(), file=opened)


def test_a_file_is_there_where_it_is_named():
    assert not UploadedFile()
    assert not UploadedFile("a")
    assert UploadedFile("", DIGEST)


def test_the_browser_is_told_the_name_and_the_digest_and_nothing_else():
    assert CONTROL.to_browser(UploadedFile("a", DIGEST, b"secret")) == {"name": "a", "digest": DIGEST}
    assert CONTROL.describe()["max_bytes"] == MAX_BYTES
