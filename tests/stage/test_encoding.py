"""What travels: arrays arrive as they were, and the changes applied to the old frame give the new one."""

import base64
import copy
import json
import math
import pickle
import weakref

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import pages
from stage import Edit, encoding
from stage.session import contents
from tests.stage import slow_encoding
from tests.stage.states import states
from text import translations

LESSONS = list(pages.lessons().values())
WORDS = translations("en")
# 0 and 1 are left out, because Python holds False and True for equal to them.
LEAVES = st.none() | st.booleans() | st.integers(2, 9) | st.floats(2, 9) | st.text(max_size=3)
PLAIN = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=20,
)

ARRAYS = hnp.arrays(
    st.sampled_from([np.float64, np.float32, np.int32, np.int16, np.int8, np.uint8, np.int64, np.float16]),
    hnp.array_shapes(min_dims=0, max_dims=3, max_side=2),
    elements=st.integers(2, 4),
)
FRAMES = st.recursive(
    LEAVES
    | ARRAYS
    | st.sampled_from([np.float64(2.5), np.float32(2.5), np.int64(3), np.str_("a"), math.inf, "x" * 1001]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(st.sampled_from("ab"), inner, max_size=2)
    ),
    max_leaves=12,
)
"""values such as a lesson makes, few of each kind so that many are equal"""


def applied(old, changes):
    """Do what the browser does with changes (see ``apply`` in stage.js)."""
    new = copy.deepcopy(old)
    for path, value in changes:
        if not path:
            new = copy.deepcopy(value)
            continue
        place = new
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = copy.deepcopy(value)
    return new


def decoded(typed):
    """Return the array that the browser makes of one, or of its numbers where it is short."""
    if isinstance(typed, list):
        return np.array(typed, np.float64)
    flat = np.frombuffer(base64.b64decode(typed["bdata"]), np.dtype(typed["dtype"]).newbyteorder("<"))
    return flat.reshape([int(n) for n in typed["shape"].split(",")]) if "shape" in typed else flat


@given(PLAIN, PLAIN)
def test_the_changes_applied_to_the_old_give_the_new(old, new):
    changes = json.loads(encoding.to_json({"changes": encoding.changes(old, new)[0]}))["changes"]
    assert applied(old, changes) == new


@given(st.data())
def test_the_changes_between_two_relatives_give_the_new(data):
    old = {"a": [data.draw(PLAIN)], "b": {"c": data.draw(PLAIN), "d": [data.draw(PLAIN), {"e": 2}]}}
    new = copy.deepcopy(old)
    new["b"]["d"][0] = data.draw(PLAIN)
    new["b"]["d"][1]["e"] = data.draw(LEAVES)
    changes = encoding.changes(old, new)[0]
    assert applied(old, changes) == new
    assert all(path[:2] == ("b", "d") for path, _ in changes)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
@given(data=st.data())
def test_the_changes_between_frames_are_those_of_a_slow_encoder_and_give_the_newer(lesson, data):
    section = WORDS.section(lesson.name)
    arrived = remembered = old = None
    for number in range(3):
        new = contents(lesson.frame(data.draw(states(lesson.state)), section))
        changes, remembered = encoding.changes(remembered, new)
        answer = encoding.to_json({"number": number, "changes": changes})
        slowly = slow_encoding.text({"number": number, "changes": slow_encoding.changes(old, new)})
        assert json.loads(answer) == json.loads(slowly)
        arrived, old = applied(arrived, json.loads(answer)["changes"]), new
        assert arrived == json.loads(slow_encoding.text(slow_encoding.plain(new)))


@given(st.lists(FRAMES, min_size=2, max_size=4))
def test_the_changes_between_any_values_are_those_of_a_slow_encoder(values):
    remembered = old = None
    for new in values:
        changes, remembered = encoding.changes(remembered, new)
        slowly = slow_encoding.text({"changes": slow_encoding.changes(old, new)})
        assert json.loads(encoding.to_json({"changes": changes})) == json.loads(slowly)
        old = new


def test_a_long_text_or_array_is_sent_when_it_changes_and_not_remembered_whole():
    new = {"text": "x" * 5_000, "array": np.zeros(5_000)}
    first, remembered = encoding.changes(None, new)
    assert json.loads(encoding.to_json({"changes": first})) == {"changes": [[[], slow_encoding.plain(new)]]}
    assert len(pickle.dumps(remembered)) < 500
    assert encoding.changes(remembered, {"text": "x" * 5_000, "array": np.zeros(5_000)})[0] == []
    changed = {"text": "x" * 4_999 + "y", "array": np.eye(1, 5_000)[0]}
    assert [path for path, _ in encoding.changes(remembered, changed)[0]] == [("text",), ("array",)]


def test_an_array_of_another_type_or_shape_is_another_array():
    for other in (np.zeros(8, np.float32), np.zeros((2, 4)), np.zeros(8, np.int16), [0.0] * 8):
        remembered = encoding.changes(None, {"z": np.zeros(8)})[1]
        assert [path for path, _ in encoding.changes(remembered, {"z": other})[0]] == [("z",)]


def test_what_cannot_be_encoded_is_refused():
    with pytest.raises(TypeError) as refusal:
        encoding.to_json({"changes": [{1}]})
    assert "got set" in str(refusal.value.__cause__)


@given(PLAIN)
def test_what_did_not_change_does_not_travel(value):
    remembered = encoding.changes(None, value)[1]
    assert encoding.changes(remembered, copy.deepcopy(value))[0] == []


@given(
    hnp.arrays(
        st.sampled_from([np.float64, np.float32, np.int32, np.int16, np.int8, np.uint8]),
        hnp.array_shapes(min_dims=1, max_dims=3, max_side=4),
    )
)
def test_a_typed_array_decodes_to_the_array(array):
    typed = json.loads(encoding.to_json(encoding.to_plain({"z": array})))["z"]
    np.testing.assert_array_equal(decoded(typed), array)
    assert decoded(typed).dtype == array.dtype


def test_a_turned_or_sliced_array_decodes_to_what_it_shows():
    array = np.arange(12.0).reshape(3, 4)
    for view in (array.T, array[::2], array[:, ::-1], np.asfortranarray(array)):
        np.testing.assert_array_equal(decoded(encoding.to_plain(view)), view)


def test_types_that_plotly_does_not_know_travel_as_lists():
    assert encoding.to_plain(np.arange(3, dtype=np.int64)) == [0, 1, 2]
    assert encoding.to_plain(np.array(["a", "b"])) == ["a", "b"]
    assert encoding.to_plain(np.array([[True], [False]])) == [[True], [False]]


def test_numpy_numbers_and_tuples_become_plain():
    value = {"a": (np.float64(1.5), np.int64(2), np.bool_(True)), "b": [(1, "x")]}
    assert encoding.to_plain(value) == {"a": [1.5, 2, True], "b": [[1, "x"]]}
    json.dumps(encoding.to_plain(value))


@pytest.mark.parametrize("library", [encoding.orjson, None], ids=["orjson", "json"])
def test_nan_and_infinity_become_null(library, monkeypatch):
    monkeypatch.setattr(encoding, "orjson", library)
    values = [float("nan"), {"a": float("inf")}, (-float("inf"), 2.0), np.array([np.nan, 0.1]), np.float64("nan")]
    shown = json.loads(encoding.to_json({"n": 1, "values": values}))
    assert shown == {"n": 1, "values": [None, {"a": None}, [None, 2.0], [None, 0.1], None]}


def test_without_orjson_the_same_is_written(monkeypatch):
    """As it is in a browser."""
    for lesson in LESSONS:
        shown = contents(lesson.frame(lesson.state(), WORDS.section(lesson.name)))
        changes = encoding.changes(None, shown)[0]
        quick = json.loads(encoding.to_json({"changes": changes}))
        with monkeypatch.context() as without:
            without.setattr(encoding, "orjson", None)
            assert json.loads(encoding.to_json({"changes": changes})) == quick


@pytest.mark.parametrize("library", [encoding.orjson, None], ids=["orjson", "json"])
def test_named_tuples_travel_as_lists(library, monkeypatch):
    monkeypatch.setattr(encoding, "orjson", library)
    edited = (Edit(None, 0.5, 1.0, 2),)
    changes = encoding.changes({"points": ()}, {"points": edited})[0]
    assert json.loads(encoding.to_json({"changes": changes})) == {"changes": [[["points"], [[None, 0.5, 1.0, 2]]]]}


def test_text_travels_as_it_is():
    assert encoding.to_json({"a": "−∂猫 ✓"}) == '{"a":"−∂猫 ✓"}'


def test_an_array_that_a_lesson_keeps_is_no_change_and_an_equal_one_neither():
    kept = np.array([1.0, 2.0])
    _, remembered = encoding.changes(None, {"x": kept, "y": 1})
    for present in (kept, kept.copy()):
        found, _ = encoding.changes(remembered, {"x": present, "y": 2})
        assert found == [(("y",), 2)]


def test_an_array_that_is_read_from_bytes_is_compared_as_any_other():
    first, second = (np.frombuffer(np.array(values).tobytes()) for values in ([1.0, 2.0], [1.0, 3.0]))
    _, remembered = encoding.changes(None, {"x": first})
    assert encoding.changes(remembered, {"x": first.copy()})[0] == []
    assert [path for path, _ in encoding.changes(remembered, {"x": second})[0]] == [("x",)]


def test_what_is_remembered_of_part_of_an_array_keeps_nothing_of_the_array():
    whole = np.zeros(100_000)
    remembered = encoding.changes(None, {"x": whole[:3]})[1]
    gone = weakref.ref(whole)
    del whole
    assert gone() is None
    assert encoding.changes(remembered, {"x": np.zeros(3)})[0] == []
