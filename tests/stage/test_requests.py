"""Messages become typed requests, once; what no browser of ours sends is an error."""

import pytest

from softmax_core.errors import SoftmaxError
from stage.requests import (
    MAX_QUERY,
    DownloadRequest,
    FrameRequest,
    InvalidMessageError,
    UploadRequest,
    parse_message,
    parse_upload,
)


@pytest.mark.parametrize("number", [0, 7, 10**14])
def test_a_state_is_a_request_for_its_frame(number):
    assert parse_message(f"{number} z=1,2&T=3") == FrameRequest(number, "z=1,2&T=3")


def test_a_name_behind_an_exclamation_mark_is_a_request_for_a_download():
    assert parse_message("7!run t=1") == DownloadRequest(7, "run", "t=1")
    assert parse_message("7!tables.pipeline t=1") == DownloadRequest(7, "tables.pipeline", "t=1")
    assert parse_message("7 !run t=1") == FrameRequest(7, "!run t=1")


@pytest.mark.parametrize("name", ["a.csv", "数据 1.csv", "", "a b"])
def test_a_number_a_name_and_a_content_are_a_file(name):
    content = b"1,2\n3,4\n"
    assert parse_upload(f"5 {name}\n".encode() + content) == UploadRequest(5, name, content)


@pytest.mark.parametrize(
    "message", ["", " ", "x", "x z=1,2", "-1 z=1,2", "+1 T=2", "1.0 T=2", "1e3 T=2", "٣ T=2", "²", "9" * 16, "\n1 T=2"]
)
def test_a_message_without_a_number_is_an_error(message):
    with pytest.raises(InvalidMessageError, match="number"):
        parse_message(message)


@pytest.mark.parametrize(
    "message", ["7! t=1", "7!! t=1", "7!a-b t=1", "7!steps", "7!a.b.c t=1", "7!.a t=1", f"7!{'a' * 31} t=1"]
)
def test_what_only_looks_like_a_request_for_a_download_is_an_error(message):
    with pytest.raises(InvalidMessageError, match="number"):
        parse_message(message)


@pytest.mark.parametrize(
    "message", [b"", b"5 a.csv", b"a.csv\n1,2", b"\n", b"5\n1,2", b"5 " + b"x" * 1_000 + b"\n1,2", b"\xff\n"]
)
def test_a_file_without_its_header_is_an_error(message):
    with pytest.raises(InvalidMessageError, match="number"):
        parse_upload(message)


def test_of_a_long_query_only_the_beginning_is_read():
    assert len(parse_message("1 " + "x" * (2 * MAX_QUERY)).query) == MAX_QUERY - 2


def test_the_errors_belong_to_the_one_tree():
    assert issubclass(InvalidMessageError, SoftmaxError)
    assert issubclass(InvalidMessageError, ValueError)
