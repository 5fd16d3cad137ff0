"""What the browser is told of the decision lines and weight vectors that are dragged."""

import numpy as np

from figures import ModelHandles
from figures.theme import CLASSES

ARROWS = np.arange(12.0).reshape(2, 3, 2)


def handles(numbers=None):
    return ModelHandles(
        control="weights",
        class_names=("a", "b"),
        columns=(np.int64(2), np.int64(0)),
        origin=np.array([0.0, 7.0, 0.0]),
        offset=np.array([1.0, 2.0]),
        scale=np.array([3.0, 4.0]),
        middle=np.array([5.0, 6.0]),
        length=np.float64(1.5),
        half=0.25,
        pairs=np.array([[0, 1], [1, 0]]),
        arrows=ARROWS,
        numbers=numbers,
    )


def test_the_convention_has_plain_numbers_by_the_names_that_the_browser_reads():
    assert handles().convention() == {
        "control": "weights",
        "classes": ["a", "b"],
        "columns": [2, 0],
        "origin": [0, 7, 0],
        "offset": [1, 2],
        "scale": [3, 4],
        "middle": [5, 6],
        "length": 1.5,
        "half": 0.25,
    }


def test_each_point_of_a_decision_line_has_its_pair_of_classes():
    np.testing.assert_array_equal(handles().pairs_of_points(), [[0, 1]] * 3 + [[1, 0]] * 3)


def test_arrows_have_the_colours_of_their_classes_and_one_outline_below_them():
    outline, *arrows = handles().arrow_lines("w")
    assert {trace["name"] for trace in (outline, *arrows)} == {"w"}
    for index, arrow in enumerate(arrows):
        np.testing.assert_array_equal(np.column_stack([arrow["x"], arrow["y"]]), ARROWS[index])
        assert arrow["meta"] == {"class": index}
        assert arrow["line"]["color"] == CLASSES[index]
        assert arrow["line"]["width"] < outline["line"]["width"]
    gaps = np.isnan(np.asarray(outline["x"], float))
    assert gaps.tolist() == [False] * 3 + [True] + [False] * 3 + [True]


def test_the_first_arrow_has_the_numbers_from_which_a_drag_starts_where_the_vector_does_not_show_them():
    numbers = np.ones((4, 2))
    _, first, second = handles(numbers).arrow_lines("w")
    assert first["customdata"] is numbers
    assert "customdata" not in second
    assert not any("customdata" in trace for trace in handles().arrow_lines("w"))
