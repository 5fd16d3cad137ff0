"""Messages in parts: an answer is put together as it was, a file within its budget, and nothing stays counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stage.byte_budget import ByteBudget
from stage.controls.upload import MAX_BYTES
from stage.message_parts import PART, FileParts, split
from stage.requests import MAX_MESSAGE, InvalidMessageError, UploadRequest
from tests.message_parts import file_parts, joined

ADDRESS = "192.0.2.1"


@given(st.integers(0, 3 * PART + 2), st.sampled_from(["{", "+", ".", "ß"]))
def test_an_answer_is_put_together_as_it_was(length, character):
    answer = "{" + character * length
    parts = [*split(answer)]
    assert joined(parts) == answer
    assert all(len(part) <= PART + 1 for part in parts)
    assert len(parts) == 1 or all(part[0] == "+" for part in parts[:-1])


def received(files, message):
    """Send a file; return what each part completes."""
    return [files.add(part) for part in file_parts(message)]


@given(st.binary(max_size=200_000))
def test_a_file_is_put_together_as_it_was(content):
    budget = ByteBudget(10**6, 10**6)
    files = FileParts(budget, ADDRESS)
    *before, last = received(files, b"7 a.csv\n" + content)
    assert before == [None] * len(before)
    assert last == UploadRequest(7, "a.csv", content)
    files.keep(len(content))
    assert budget.used() == len(content)
    files.keep(0)
    assert budget.used() == 0


def test_a_file_without_room_arrives_without_its_content_and_the_next_one_whole():
    budget = ByteBudget(100_000, 100_000)
    files = FileParts(budget, ADDRESS)
    assert received(files, b"1 a.csv\n" + b"x" * 300_000)[-1] == UploadRequest(1, "a.csv", None)
    files.keep(0)
    assert budget.used() == 0
    assert received(files, b"2 a.csv\n" + b"x" * 50_000)[-1].content == b"x" * 50_000


def test_a_budget_is_for_all_and_for_each_address():
    budget = ByteBudget(10, 6)
    assert budget.take("a", 6)
    assert not budget.take("a", 1)
    assert not budget.take("b", 5)
    assert budget.take("b", 4)
    assert not budget.take("c", 1)
    budget.give_back("a", 6)
    assert budget.take("c", 6)
    assert budget.used() == 10


@pytest.mark.parametrize("part", [b"", b"+", b".", b"1 a.csv\n", b" 1 a.csv\n", b".a.csv\n"])
def test_what_is_no_part_is_an_error(part):
    with pytest.raises(InvalidMessageError):
        FileParts(ByteBudget(100, 100), ADDRESS).add(part)


@pytest.mark.parametrize("room", [10, 10 * MAX_BYTES])
def test_more_than_the_largest_file_is_an_error_whether_there_is_room_or_not(room):
    files = FileParts(ByteBudget(room, room), ADDRESS)
    received(files, b"1 a.csv\n" + b"x" * MAX_BYTES)
    with pytest.raises(InvalidMessageError, match="larger"):
        received(files, b"1 a.csv\n" + b"x" * MAX_MESSAGE)
