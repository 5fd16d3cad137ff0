"""The state and its query string: each other's inverse, and nothing a link may say breaks them."""

import math
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pages
import stage
from stage import UploadedFile
from stage.state import MAX_QUERY_LENGTH, controls, read_query, write_query
from tests.stage.states import DIGEST, Everything, garbage, of_links, parameters, states, used

TYPES = [Everything, *(lesson.state for lesson in pages.lessons().values())]
every_type = pytest.mark.parametrize("state_type", TYPES, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
Softmax = pages.lessons()["softmax"].state


@every_type
@given(data=st.data())
def test_what_is_written_is_read_back_as_the_same_state_without_a_correction(state_type, data):
    state = data.draw(states(state_type))
    assert read_query(state_type, write_query(state)) == (state, ())
    assert read_query(state_type, f"?{write_query(state)}") == (state, ())


@every_type
@given(data=st.data())
def test_any_garbage_gives_a_legal_state(state_type, data):
    query = data.draw(garbage(state_type))
    state, corrections = read_query(state_type, query)
    assert state == state_type(**vars(state)), "a legal state is left as it is"
    assert read_query(state_type, write_query(state)) == (of_links(state), ())
    assert {c.parameter for c in corrections} <= parameters(state_type).keys()


@every_type
@given(data=st.data())
def test_a_correction_says_what_is_used_instead(state_type, data):
    state, corrections = read_query(state_type, data.draw(garbage(state_type)))
    for correction in corrections:
        name, control = parameters(state_type)[correction.parameter]
        assert correction.used == control.write(getattr(state, name))


@every_type
@given(data=st.data())
def test_every_number_of_a_state_is_finite_and_in_its_range(state_type, data):
    state, _ = read_query(state_type, data.draw(garbage(state_type)))
    for name, control in controls(state_type).items():
        value = getattr(state, name)
        if control.kind in ("slider", "vector"):
            numbers = value if control.kind == "vector" else [value]
            zero = control.kind == "slider" and control.zero
            assert all(control.min <= number <= control.max or (zero and number == 0) for number in numbers)
            assert control.kind == "vector" or not control.integer or type(value) is int
        if control.same_length_as and control.kind != "choice":
            assert len(value) == len(getattr(state, control.same_length_as))
        if control.same_length_as and control.kind == "choice":
            assert 0 <= value < len(getattr(state, control.same_length_as))


@given(states(Everything) | garbage(Everything).map(lambda query: read_query(Everything, query)[0]))
def test_a_distribution_always_sums_to_one_in_whole_ten_thousandths(state):
    assert math.fsum(state.share) == pytest.approx(1, abs=1e-12)
    assert sum(round(share * 10_000) for share in state.share) == 10_000
    assert all(share == round(share * 10_000) / 10_000 >= 0 for share in state.share)


@given(st.lists(st.floats(0, 1), min_size=4, max_size=4))
def test_a_distribution_keeps_the_proportions_that_were_asked_for(numbers):
    state = Everything(v=(0, 0, 0, 0), share=tuple(numbers))
    total = math.fsum(numbers)
    for share, number in zip(state.share, numbers, strict=True):
        assert share == pytest.approx(number / total if total else 0.25, abs=4.5e-4)


@pytest.mark.parametrize(
    ("query", "name", "value"),
    [
        ("x=0", "x", 0.1),
        ("x=11", "x", 10),
        ("x=inf", "x", 10),
        ("x=-Infinity", "x", 0.1),
        ("x=1e999", "x", 10),
        ("v=-9,9", "v", (-5.0, 5.0)),
        ("v=inf,-inf", "v", (5.0, -5.0)),
        ("v=1,2,3,4,5,6", "v", (1.0, 2.0, 3.0, 4.0)),
        ("at=7", "at", 1),
        ("at=-3", "at", 0),
        ("share=3,1", "share", (0.5, 0.5)),  # 3 is brought to 1 first
        ("share=0,0", "share", (0.5, 0.5)),
        ("share=-1,0.2", "share", (0.0, 1.0)),
        ("share=1", "share", (1.0, 0.0)),
        ("called=a,b,c", "called", ("a", "b")),
        ("called=abcdefghijklmnopqrstuvwxyz", "called", ("abcdefghijklmnopqrstuvwx", "")),
        ("called=%E2%80%8D,%20%E2%80%8Ca%E2%80%8D", "called", ("", "a")),
        ("called=a%0Ab%C2%A0c", "called", ("a b c", "")),
        ("called=a%00b%1Bc%E2%80%AEd", "called", ("abcd", "")),
    ],
)
def test_an_illegal_value_becomes_the_nearest_legal_one_and_the_reader_is_told(query, name, value):
    state, corrected = used(query)
    assert getattr(state, name) == value
    assert list(corrected) == [name]


@pytest.mark.parametrize(
    "query",
    [
        *("x=", "x=nan", "x=NaN", "x=abc", "x=1,2", "x=1_0", "x=0x1", "x=٣", "x=1e", "x=--1", "x=+"),
        *("v=", "v=,", "v=1,nan", "v=1,,x", "v=()", f"v={'1,' * 1001}", "v=1%002"),
        *("kind=", "kind=Round", "kind=triangle", "at=", "at=1.5", "at=x", "at=9999999999", "at=²"),
        *("on=", "on=2", "on=true", "on=yes", "share=", "share=nan,1"),
    ],
)
def test_what_says_nothing_becomes_the_default_and_the_reader_is_told(query):
    state, corrected = used(query)
    assert state == Everything()
    assert list(corrected) == [query.partition("=")[0]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("v=3,-1", {"v": (3.0, -1.0)}),
        ("v=(3, −1)", {"v": (3.0, -1.0)}),
        ("v=[3;–1]", {"v": (3.0, -1.0)}),
        ("v=3%20-1%090", {"v": (3.0, -1.0, 0.0)}),
        ("v=+3,-.5e0,1.", {"v": (3.0, -0.5, 1.0)}),
        ("v=-0,0", {"v": (0.0, 0.0)}),
        ("x=%200.7%20", {"x": 0.7}),
        ("x=1&x=2", {"x": 2.0}),
        ("at=1", {"at": 1}),
        ("on=1", {"on": True}),
        ("share=0.333,0.667", {"share": (0.333, 0.667)}),
        ("share=0.3333333,0.6666667", {"share": (0.3333, 0.6667)}),
        ("called=a", {"called": ("a", "")}),
    ],
)
def test_a_legal_value_is_taken_however_it_is_spelled(query, expected):
    assert used(query) == (Everything(**expected), {})


ANY_SCRIPT = [
    "Αλεπού",
    "Лисица бурая северная",
    "ثعلب أحمر",
    "می\u200cخواهم",  # Persian, with a zero-width non-joiner
    "लोमड़ी",
    "क्\u200dष",  # Devanagari, with a zero-width joiner
    "จิ้งจอก",
    "狐狸",
    "여우",
    "👩\u200d🔬👨\u200d🌾🦊",
    "twenty-four characters!!",
]


@pytest.mark.parametrize(
    "name",
    [
        "Käse & Co.",
        "<b>x</b>",
        "&lt;",
        "=&?#",
        "50 %",
        "+1 -1",
        "猫",
        "🐈",
        '"q"',
        "a;b",
        "é",
        "x\\y",
        "'%2C",
        *ANY_SCRIPT,
    ],
)
def test_names_with_special_characters_survive_the_url(name):
    state = Everything(called=(name, "b"))
    assert state.called[0] == name
    assert used(write_query(state)) == (state, {})


def test_a_name_with_a_comma_does_not_become_two():
    state = Everything(called=("a,b", "c"))
    assert used(write_query(state)) == (state, {})
    assert state.called[1] == "c"


@given(st.text(max_size=40))
def test_a_name_never_carries_commas_or_control_characters(text):
    state, _ = used(f"called={quote_plus(text, errors='replace')}")
    for name in state.called:
        assert name.replace("\u200c", "").replace("\u200d", "").isprintable()
        assert name == name.strip()
        assert "," not in name
        assert len(name) <= 24


def test_parameters_of_others_are_left_alone():
    assert used("utm_source=x&lang=zh&x=2&fbclid=") == (Everything(x=2.0), {})


def test_a_query_that_is_much_too_long_gives_a_legal_state_quickly():
    for query in ("x=" + "9" * 10**6, "v=" + "1," * 10**6, "&" * 10**6, "x=1&" * 10**5, "called=" + "a" * 10**6):
        state, _ = used(query)
        assert state == Everything(**vars(state))


def test_a_link_of_ours_is_never_longer_than_what_is_read():
    for state_type in TYPES:
        worst = {
            "slider": 1.2345678901234567,
            "vector": (-1.2345678901234567e-100,) * 10,
            "names": ("🐈" * 12,) * 10,
            "points": tuple(stage.Edit(row, -123.4567, -987.6543, 9) for row in range(10_000, 10_060)),
            "upload": UploadedFile("猫" * 60, DIGEST),
        }
        values = {name: worst[c.kind] for name, c in controls(state_type).items() if c.kind in worst}
        pins = {name: write_query(state_type(**values)) for name, c in controls(state_type).items() if c.kind == "pin"}
        state = state_type(**values | pins)
        assert all(getattr(state, name) for name in pins), "a link of ours can be pinned"
        assert len(write_query(state)) < MAX_QUERY_LENGTH


def test_states_are_frozen_and_compare_by_value():
    assert Everything(x=2) == Everything(x=2.0)
    with pytest.raises(AttributeError):
        Everything().x = 3
