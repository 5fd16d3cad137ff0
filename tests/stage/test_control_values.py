"""Controls of positions, whole numbers, zeros, weights by hand and pinned states, in the link."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pages
from stage import MultiChoice, Vector
from stage.state import Correction, controls, read_query, write_query
from tests.stage.states import Everything, garbage, states, used

Classifier = pages.lessons()["classifier"].state


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("some=", {"some": ()}),
        ("some=3,1", {"some": (1, 3)}),
        ("some=2,2", {"some": (2,)}),
        ("place=6", {"place": 6}),
        ("none=0", {"none": 0.0}),
        ("none=0.5", {"none": 0.5}),
        ("count=5", {"count": 5}),
        ("between=0.25", {"between": 0.25}),
        ("hand=", {"given": ()}),
        ("hand=1,-2.5,0", {"given": (1.0, -2.5, 0.0)}),
        ("hand=7", {"given": (7.0,)}),
        ("pinned=", {"pinned": ""}),
        ("pinned=x%3D2%26pinned%3Dx", {"pinned": "x=2&pinned=x"}),
    ],
)
def test_a_legal_value_is_taken(query, expected):
    assert used(query) == (Everything(**expected), {})


@pytest.mark.parametrize(
    ("query", "name", "value"),
    [
        ("some=1,5", "some", (1,)),
        ("some=999999", "some", ()),
        ("place=7", "place", 6),
        ("place=-1", "place", 0),
        ("none=0.01", "none", 0.1),
        ("none=-3", "none", 0.0),
        ("none=inf", "none", 10.0),
        ("count=4.4", "count", 4.0),
        ("count=99", "count", 8.0),
        ("count=-inf", "count", 2.0),
        ("hand=99", "given", (9.0,)),
        ("hand=1,2,3,4,5,6,7", "given", (1.0, 2.0, 3.0, 4.0, 5.0, 6.0)),
        (f"pinned={'x' * 3001}", "pinned", ""),
        ("pinned=a%00b", "pinned", ""),
        ("pinned=a%0Ab", "pinned", ""),
    ],
)
def test_an_illegal_value_becomes_the_nearest_legal_one_and_the_reader_is_told(query, name, value):
    state, corrected = used(query)
    assert getattr(state, name) == value
    assert list(corrected) == [controls(Everything)[name].parameter]
    assert read_query(Everything, write_query(state)) == (state, ())


@pytest.mark.parametrize(
    "query",
    [
        *("some=x", "some=-1", "some=1.5", "some=1,,2", "some=,", "some=1234567", f"some={'1,' * 1000}1"),
        *("place=", "place=x", "count=nan", "between=x", "none=", "hand=x", "hand=1,nan", f"hand={'1,' * 1001}"),
    ],
)
def test_what_says_nothing_becomes_the_default_and_the_reader_is_told(query):
    state, corrected = used(query)
    assert state == Everything()
    assert list(corrected) == [query.partition("=")[0]]


@pytest.mark.parametrize(("text", "value"), [("0", 0.0), ("0.4", 0.4), ("1", 1.0), ("-0.1", 0.0), ("inf", 1.0)])
def test_how_far_play_has_come_is_understood_and_never_written_into_a_link(text, value):
    state, corrected = used(f"between={text}")
    assert state.between == value
    assert list(corrected) == (["between"] if str(value) != f"{float(text)}" else [])
    assert write_query(state) == write_query(Everything())


@given(st.lists(st.integers(-5, 300), max_size=30).map(tuple))
def test_positions_are_kept_once_in_order_within_what_can_be_offered(value):
    control = MultiChoice(max_options=200)
    legal = control.nearest_legal(value)
    assert list(legal) == sorted(set(legal))
    assert set(legal) == {position for position in value if 0 <= position < 200}
    assert control.parse(control.write(legal)) == legal
    assert control.was_corrected(value, legal) == (set(value) != set(legal))


@given(st.lists(st.floats(-2000, 2000), max_size=40).map(tuple))
def test_weights_by_hand_keep_their_number_and_may_be_none(value):
    control = Vector(-1000, 1000, step=0.01, lengths=(0, 1000), override=True)
    legal = control.nearest_legal(value)
    assert len(legal) == len(value)
    assert all(-1000 <= number <= 1000 for number in legal)
    assert control.parse(control.write(legal)) == legal


@given(states(Classifier).filter(lambda state: len(write_query(state)) <= 3_000))
def test_any_state_of_the_classifier_can_be_pinned_in_another_and_reads_back(state):
    compared = Classifier(pin=write_query(state))
    assert compared.pin == write_query(state)
    again, corrections = read_query(Classifier, write_query(compared))
    assert (again, corrections) == (compared, ())
    assert read_query(Classifier, again.pin) == (state, ())


def test_a_pin_within_a_pin_within_a_pin_reads_back():
    query = "data=xor&seed=3"
    for _ in range(5):
        state = Classifier(pin=query)
        query = write_query(state)
        assert read_query(Classifier, query) == (state, ())
    for _ in range(5):
        state, corrections = read_query(Classifier, query)
        assert corrections == ()
        query = state.pin
    assert query == "data=xor&seed=3"


@given(garbage(Classifier))
def test_garbage_in_a_pin_is_kept_or_dropped_and_breaks_nothing(query):
    state = Classifier(pin=query)
    assert state.pin in (query, "")
    assert read_query(Classifier, write_query(state)) == (state, ())
    read_query(Classifier, state.pin)


@pytest.mark.parametrize("name", [name for name, c in controls(Classifier).items() if c.resets])
def test_what_a_control_resets_exists(name):
    assert set(controls(Classifier)[name].resets) <= controls(Classifier).keys()


@pytest.mark.parametrize("state_type", [Everything, Classifier])
def test_what_a_control_is_shown_with_exists_and_so_does_its_group(state_type):
    declared = controls(state_type)
    groups = {lesson.state: lesson.groups for lesson in pages.lessons().values()}.get(state_type, {})
    for control in declared.values():
        if control.visible_when:
            other, *values = control.visible_when
            assert set(values) <= set(declared[other].options)
        assert control.group in {"", *groups}


def test_a_correction_tells_of_a_pin_or_of_points_what_is_used():
    assert read_query(Classifier, "points=1,2,0;x&columns=x")[1] == (
        Correction("columns", ""),
        Correction("points", "1,2,0"),
    )
