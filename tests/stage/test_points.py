"""Points edited by hand: a short text says them, and garbage in it costs only itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pages
from stage import Edit, Points
from stage.controls import UnreadableValueError
from stage.state import MAX_QUERY_LENGTH, read_query, write_query
from tests.stage.states import Everything

CONTROL = Points(figure="plane", label_field="place", max_coordinate=100.0, classes=10)
Classifier = pages.lessons()["classifier"].state

places = st.floats(-150, 150)
edits = st.builds(Edit, st.none() | st.integers(0, 99_999), places, places, st.integers(0, 12)) | st.integers(
    0, 99_999
).map(Edit)


@given(st.lists(edits, max_size=70).map(tuple))
def test_legal_edits_are_written_and_read_back_as_they_were(value):
    legal = CONTROL.nearest_legal(value)
    assert CONTROL.parse(CONTROL.write(legal)) == legal
    assert CONTROL.nearest_legal(legal) == legal
    assert not CONTROL.was_corrected(legal, legal)


@given(st.lists(edits, max_size=70).map(tuple))
def test_every_legal_edit_lies_within_the_limits(value):
    legal = CONTROL.nearest_legal(value)
    assert len(legal) <= CONTROL.max_edits
    for edit in legal:
        assert (edit.x is None) == (edit.y is None) == (edit.label is None)
        if edit.x is not None:
            assert max(abs(edit.x), abs(edit.y)) <= CONTROL.max_coordinate
            assert (edit.x, edit.y) == (round(edit.x, 4), round(edit.y, 4))
            assert 0 <= edit.label < CONTROL.classes
    rows = [edit.row for edit in legal if edit.row is not None]
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", ()),
        ("0.5,-1,2", (Edit(None, 0.5, -1.0, 2),)),
        ("12:0.5,−1,2", (Edit(12, 0.5, -1.0, 2),)),
        ("12:", (Edit(12),)),
        (" 1,2,0 ; 7: ", (Edit(None, 1.0, 2.0, 0), Edit(7))),
        ("1e1,+.5,0", (Edit(None, 10.0, 0.5, 0),)),
        ("1,2,0;1,2,0", (Edit(None, 1.0, 2.0, 0),) * 2),
    ],
)
def test_a_text_says_these_edits(text, value):
    assert CONTROL.nearest_legal(CONTROL.parse(text)) == value


@pytest.mark.parametrize(
    "wrong",
    [
        *("", "x", "1,2", "1,2,x", "1,2,3,4", "nan,1,0", ":1,2,0", "-1:1,2,0", "123456:", "1,2,-1", "1,2,123", "٣,1,0"),
        *("1_0,2,0", "1:2:3,4,0", "1,,0", "1" * 41 + ",0,0", "1,2,0,", "%", "0x1,1,1"),
    ],
)
def test_an_edit_that_says_nothing_loses_only_itself_and_the_reader_is_told(wrong):
    said = CONTROL.parse(f"1,2,0;{wrong};7:")
    used = CONTROL.nearest_legal(said)
    assert used == (Edit(None, 1.0, 2.0, 0), Edit(7))
    assert CONTROL.was_corrected(said, used)


@pytest.mark.parametrize(
    "query", ["points=1,2,0;x", "points=1,2,99", "points=5000,0,0", "points=" + "1,2,0;" * 61 + "1,1,1"]
)
def test_what_had_to_be_changed_is_reported(query):
    state, corrections = read_query(Classifier, query)
    assert [correction.parameter for correction in corrections] == ["points"]
    assert corrections[0].used == write_query(state).rpartition("points=")[2]
    assert read_query(Classifier, write_query(state)) == (state, ())


def test_more_edits_than_a_link_can_carry_are_cut():
    said = CONTROL.parse(";".join(["1,2,0"] * 500))
    assert len(CONTROL.nearest_legal(said)) == CONTROL.max_edits == 60


def test_a_place_out_of_reach_is_brought_to_the_limit():
    assert CONTROL.nearest_legal(CONTROL.parse("inf,-1e9,11")) == (Edit(None, 100.0, -100.0, 9),)


def test_of_two_edits_of_a_row_the_last_one_counts():
    assert CONTROL.nearest_legal(CONTROL.parse("3:1,1,0;3:2,2,1;4:1,1,1;4:")) == (Edit(3, 2.0, 2.0, 1), Edit(4))


def test_a_place_is_never_written_as_minus_zero():
    assert CONTROL.write(CONTROL.nearest_legal(CONTROL.parse("-0,-0.00001,0"))) == "0,0,0"


@given(st.text(max_size=60) | st.text("0123456789:,;.-", max_size=60))
def test_no_text_breaks_them(text):
    try:
        used = CONTROL.nearest_legal(CONTROL.parse(text))
    except UnreadableValueError:
        return
    assert CONTROL.nearest_legal(CONTROL.parse(CONTROL.write(used))) == used


def test_a_link_of_sixty_drawn_points_stays_short_and_reads_back_also_when_it_is_pinned():
    drawn = tuple(Edit(None, -0.1234 - index / 100, 0.9876 - index / 90, index % 10) for index in range(60))
    state = Classifier(data="drawn", points=drawn)
    assert len(write_query(state)) < 2_000
    assert read_query(Classifier, write_query(state)) == (state, ())
    compared = Classifier(data="drawn", points=drawn, pin=write_query(state), steps=1000)
    assert compared.pin == write_query(state)
    assert len(write_query(compared)) < MAX_QUERY_LENGTH
    assert read_query(Classifier, write_query(compared)) == (compared, ())


def test_an_edit_travels_as_four_values():
    assert Everything(drawn=(Edit(None, 1.0, 2.0, 3), Edit(4))).drawn == ((None, 1.0, 2.0, 3), (4, None, None, None))
