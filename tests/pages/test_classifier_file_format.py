"""How a reader's file was read is said and can be changed; columns that only number the rows are not learned from."""

import pytest

from pages.classifier.state import AS_DETECTED
from tests.pages.classifier import TABLE, WORDS, is_whole, own, show

OPTIONS = WORDS.section("controls").section("options")
SEMICOLONS = TABLE.replace(",", ";").replace(".", ",")
NUMBERED = "id,length,width,kind\n" + "".join(
    f"{i + 1},{line}\n" for i, line in enumerate(TABLE.strip().split("\n")[1:])
)


def note(encoding, delimiter, decimal):
    return WORDS("notes.read_as", encoding=OPTIONS(encoding), delimiter=OPTIONS(delimiter), decimal=OPTIONS(decimal))


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (TABLE.encode(), ("utf-8", "comma", "point")),
        (SEMICOLONS.encode("utf-16-be"), ("utf-16-be", "semicolon", "comma")),
        (TABLE.replace("kind", "类别").replace(",", "\t").encode("gbk"), ("gb18030", "tab", "point")),
    ],
)
def test_it_is_said_how_a_file_was_read(content, codes):
    shown = show(own(content, steps=10))
    assert note(*codes) in shown.notes
    for field, code in zip(("encoding", "delimiter", "decimal"), codes, strict=True):
        options = shown.updates[field].options
        assert options[0] == (AS_DETECTED, WORDS("detected", used=OPTIONS(code)))
        assert (code, OPTIONS(code)) in options[1:]


def test_of_other_data_nothing_is_said_about_a_file():
    shown = show(steps=10)
    assert not [each for each in shown.notes if each.startswith(WORDS("notes.read_as").partition("{")[0])]
    assert "encoding" not in shown.updates


def test_the_reader_reads_a_file_in_another_way():
    text = "a;b;kind\n" + "".join(f'"{i % 5 + 1},{i:03}";{i % 3};{"uv"[i % 2]}\n' for i in range(20))
    detected, stated = show(own(text, steps=10)), show(own(text, steps=10, decimal="point"))
    assert note("utf-8", "semicolon", "comma") in detected.notes
    assert note("utf-8", "semicolon", "point") in stated.notes
    ends = [shown.figures["plane"]["layout"]["xaxis"]["range"][1] for shown in (detected, stated)]
    assert ends[1] == pytest.approx(1000 * ends[0], rel=0.1)
    assert stated.updates["decimal"].options[0] == (AS_DETECTED, OPTIONS(AS_DETECTED))


def test_the_reader_says_what_separates_the_columns():
    assert note("utf-8", "comma", "point") in show(own(TABLE, steps=10, delimiter="comma")).notes
    assert show(own(TABLE, steps=10, delimiter="semicolon")).remarks == [WORDS("refusals.one_column")]


def test_the_column_of_the_classes_is_never_learned_from():
    text = "a,b,grade\n" + "".join(f"{i % 5},{i % 3},{i % 2}\n" for i in range(20))
    updates = show(own(text, steps=10, columns=(0, 1, 2))).updates
    assert updates["label"].options[0][1] == "grade"
    assert updates["columns"].values == (0, 1)


def test_a_file_that_is_not_in_the_chosen_encoding_is_refused_in_a_sentence_and_another_can_be_chosen():
    shown = show(own(TABLE.replace("kind", "größe").encode("cp1252"), encoding="utf-8"))
    assert shown.remarks == [WORDS("refusals.wrong_encoding", encoding="UTF-8")]
    assert "encoding" not in shown.updates, "its menu stays as it is"


def test_a_column_that_numbers_the_rows_is_not_learned_from_unless_chosen():
    shown = show(own(NUMBERED, steps=10))
    is_whole(shown)
    assert shown.updates["columns"].values == (1, 2)
    assert [name for _, name in shown.updates["columns"].options] == ["id", "length", "width"]
    assert WORDS("notes.row_numbers", columns="id") in shown.notes
    chosen = show(own(NUMBERED, steps=10, columns=(0, 1, 2)))
    assert [row[0] for row in chosen.tables["weights"].rows] == ["id", "length", "width", WORDS("table.bias")]
    assert not [each for each in chosen.notes if "id" in each.split()]


@pytest.mark.parametrize("kinds", ["uv", "56"], ids=["words", "numbers"])
def test_row_numbers_are_learned_from_where_there_is_nothing_else(kinds):
    text = "id,length,kind\n" + "".join(f"{i},{i % 4},{kinds[i % 2]}\n" for i in range(20))
    shown = show(own(text, steps=10))
    assert shown.updates["columns"].values == (0, 1)
    assert WORDS("notes.row_numbers", columns="id") not in shown.notes
    assert WORDS("notes.row_numbers", columns="") not in shown.notes
