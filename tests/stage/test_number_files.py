"""Numbers as files: every table and figure of every lesson, in full, and nothing that a spreadsheet would run."""

import csv
import io
import json
from urllib.parse import quote

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pages
from softmax_core import softmax
from stage import Session, Table, read_query, write_query
from stage.number_files import figure_rows, table_rows, to_csv
from stage.requests import parse_message
from text import exact_numbers, format_column, format_number, translations

WORDS = translations("en")
STATES = [
    (lesson.name, write_query(state))
    for lesson in pages.lessons().values()
    for state in list(lesson.presets.values())[:2] or [lesson.state()]
]


def saved(lesson, name, query, language="en"):
    session = Session(pages.lesson(lesson), translations(language))
    return json.loads(session.answer(parse_message(f"7!{name} {query}")))["download"]


def rows_of(file):
    assert file["text"].startswith("\ufeff"), "spreadsheets see by it that the file is UTF-8"
    return list(csv.reader(io.StringIO(file["text"][1:])))


@pytest.mark.parametrize(("lesson", "query"), STATES)
def test_every_table_and_every_figure_can_be_saved_and_says_what_the_page_says(lesson, query):
    state, _ = read_query(pages.lesson(lesson).state, query)
    frame = pages.lesson(lesson).frame(state, WORDS.section(lesson))
    for name, table in frame.tables.items():
        rows = rows_of(saved(lesson, f"tables.{name}", query))
        assert len(rows) == 1 + len(table.rows) + bool(table.foot)
        assert len(set(rows[0])) == len(table.head), "every column has a heading of its own"
        for row, shown in zip(rows[1:], [*table.rows, *([table.foot] if table.foot else [])], strict=True):
            assert [shortened(cell, text) for cell, text in zip(row, shown, strict=True)] == shown
    for name in frame.figures:
        rows = rows_of(saved(lesson, f"figures.{name}", query))
        assert rows[0] == ["series", "label", "x", "y", "z"]
        assert len(rows) > 1


def shortened(cell, shown):
    """Return the text as the page shows it, where the file has a number in its place."""
    try:
        value = float(cell)
    except ValueError:
        return shown if any(character.isdigit() for character in cell) else cell
    plain = shown.replace("−", "-").replace("+", "").replace("∞", "inf").replace("–", "nan")
    decimals = len(plain.partition("e")[0].partition(".")[2])
    exponent = int(plain.partition("e")[2] or 0)
    assert value == pytest.approx(float(plain), abs=0.51 * 10.0 ** (exponent - decimals), nan_ok=True)
    return shown


def test_a_table_has_every_digit_of_what_the_core_computes():
    rows = rows_of(saved("softmax", "tables.pipeline", "z=1.1,2,-3&T=0.7&y=0"))
    p = softmax([1.1, 2, -3], 0.7)
    column = rows[0].index("p")
    assert [float(row[column]) for row in rows[1:4]] == p.tolist()
    assert float(rows[4][column]) == p.sum()
    assert "1.1" in rows[1], "what the reader set is as it was set"


def test_a_figure_has_a_row_for_each_bar_with_its_name_and_for_each_cell():
    rows = rows_of(saved("softmax", "figures.probabilities", f"z=1,2&T=1&y=0&names=a,{quote('<b> 猫')}"))
    assert rows[1] == ["p", "a", "0", repr(float(softmax([1, 2])[0])), ""]
    assert rows[2][1] == "<b> 猫"
    cells = rows_of(saved("softmax", "figures.jacobian", "z=1,2&T=1&y=0"))[1:5]
    p = softmax([1, 2])
    jacobian = np.diag(p) - np.outer(p, p)
    assert [float(cell[4]) for cell in cells] == pytest.approx(jacobian.ravel().tolist(), rel=1e-15)
    assert [cell[2:4] for cell in cells] == [["0", "0"], ["1", "0"], ["0", "1"], ["1", "1"]]


def test_places_that_are_a_first_one_and_a_step_are_written_out():
    trace = {"x0": 1.0, "dx": 0.5, "y": np.array([0.1, 0.2, 0.3], np.float32), "name": "loss"}
    rows = list(figure_rows({"data": [trace], "layout": {}}))
    assert rows[1:] == [["loss", "", 1.0, 0.1, None], ["loss", "", 1.5, 0.2, None], ["loss", "", 2.0, 0.3, None]]


def test_columns_with_the_same_heading_carry_that_of_their_group():
    table = Table("t", ["", "W", "g", "W", "g"], [], groups=[("", 1), ("cat", 2), ("dog", 2)])
    assert table_rows(table)[0] == ["", "cat W", "cat g", "dog W", "dog g"]


@given(st.text(max_size=20))
def test_no_text_is_a_formula(text):
    ((cell,),) = csv.reader(io.StringIO(to_csv([[text or "x"]])[1:], newline=""))
    is_number = text.strip("+-").replace(".", "", 1).isascii() and cell == text
    assert is_number or not cell.startswith(("=", "@", "\t", "\r"))
    if cell.startswith(("+", "-")):
        float(cell)


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)"])
def test_the_name_of_a_class_is_no_formula(name):
    file = saved("softmax", "tables.pipeline", f"z=1,2&names={quote(name)},b")
    assert rows_of(file)[1][0] == f"'{name}"


@pytest.mark.parametrize("name", ["tables.nothing", "figures.nothing", "figures.pipeline"])
def test_what_is_not_there_is_no_file(name):
    assert saved("softmax", name, "z=1,2") is None


def test_the_file_is_in_the_readers_language():
    assert rows_of(saved("softmax", "tables.pipeline", "z=1,2"))[0][0] == WORDS("softmax.table.class")


def test_numbers_are_exact_only_within_the_block():
    with exact_numbers():
        assert format_number(-1 / 3, 2) == repr(-1 / 3)
        assert format_column([0.1, -0.0, float("inf")]) == ["0.1", "0.0", "inf"]
    assert format_number(-1 / 3, 2) == "−0.33"


def test_a_frame_after_a_file_is_rounded_again():
    session = Session(pages.lesson("softmax"), WORDS)
    before = session.answer(parse_message("1 z=1,2,3"))
    session.answer(parse_message("2!tables.pipeline z=1,2,3"))
    assert Session(pages.lesson("softmax"), WORDS).answer(parse_message("1 z=1,2,3")) == before
