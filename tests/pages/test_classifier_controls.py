"""How the controls of the classifier lesson follow from the run that is shown."""

import numpy as np
import pytest

import figures
from pages.classifier import State
from stage import Edit, UploadedFile
from tests.pages.classifier import TABLE, UNKNOWN_DIGEST, WORDS, classifier, own, show

WIDE = "a,b,c,kind,group\n" + "".join(f"{2 * i},{i % 5},{i % 7},{'xyz'[i % 3]},{'uv'[i % 2]}\n" for i in range(30))


def test_the_slider_of_the_step_ends_with_the_run():
    assert show(steps=17).updates["step"].max == 17
    assert show(data="drawn").updates["step"].max == 1, "a slider needs two ends"


def test_each_weight_has_a_slider_named_by_its_column_and_its_class():
    shown = show(data="xor", steps=10, step=10)
    weights, bias, _ = classifier(State(data="xor", steps=10, step=10))
    names = [WORDS("class", index=0), WORDS("class", index=1)]
    columns = ["x1", "x2", WORDS("table.bias")]
    found = shown.updates["weights"]
    assert found.labels == [f"{column} → {name}" for column in columns for name in names]
    np.testing.assert_allclose(found.values, [*weights.ravel(), *bias], rtol=5.1e-5)
    assert all(float(f"{value:.5g}") == value for value in found.values), "five digits, however small a weight is"
    assert (found.min, found.max) == (-4, 4)


@pytest.mark.parametrize(("largest", "reach"), [(3.6, 4), (3.7, 8), (7.0, 8), (7.3, 16), (-30.0, 64)])
def test_the_sliders_of_the_weights_reach_a_power_of_two_beyond_the_largest(largest, reach):
    found = show(data="xor", weights=(largest, 0.0, 0.0, 0.0, 0.0, 0.0), steps=10).updates["weights"]
    assert (found.min, found.max) == (-reach, reach)


def test_more_than_forty_weights_have_no_sliders_but_a_sentence():
    many = show(data="xor", features="fourier", steps=10).updates["weights"]
    assert (many.labels, many.values) == ([], [])
    assert many.note == WORDS("notes.many_weights", count=82)
    assert (many.min, many.max) == (-4, 4)
    assert len(show(data="blobs", classes=8, steps=10).updates["weights"].labels) == 24
    assert len(show(data="blobs", classes=5, features="sines", steps=10).updates["weights"].labels) == 40
    assert not show(data="blobs", classes=6, features="sines", steps=10).updates["weights"].labels


def test_a_new_point_can_have_any_class_and_one_more_up_to_ten_each_in_its_colour():
    update = show(data="xor", steps=10).updates["new_label"]
    assert update.options == [(0, WORDS("class", index=0)), (1, WORDS("class", index=1)), (2, WORDS("another"))]
    assert tuple(update.colours) == figures.CLASSES
    ten = show(data="xor", points=(Edit(None, 0.0, 0.0, 9),), steps=10).updates["new_label"]
    assert [at for at, _ in ten.options] == list(range(10))
    assert WORDS("another") not in [name for _, name in ten.options]


def test_the_points_control_knows_the_rows_and_the_names():
    update = show(data="moons", steps=10).updates["points"]
    assert list(update.row_ids) == list(range(200))
    assert list(update.class_names) == [WORDS("class", index=0), WORDS("class", index=1)]
    assert list(show(data="iris", steps=10).updates["points"].row_ids) == [], "measured rows are not edited"


def test_a_view_is_offered_where_there_are_more_columns_than_two():
    two, four = show(steps=10).updates["view"], show(data="iris", steps=10).updates["view"]
    assert (two.hidden, four.hidden) == (True, False)
    assert two.options == [(0, "x1 × x2")]
    assert [name for _, name in four.options][:2] == [WORDS("components"), "sepal length (cm) × sepal width (cm)"]
    three = show(own(WIDE, steps=10)).updates["view"]
    assert [name for _, name in three.options] == [WORDS("components"), "a × b", "a × c", "b × c"]
    assert not three.hidden


def test_a_file_offers_its_columns_as_labels_and_as_features():
    shown = show(own(WIDE, steps=10))
    labels, columns = shown.updates["label"], shown.updates["columns"]
    assert set(name for _, name in labels.options) >= {"kind", "group"}
    assert [at for at, _ in labels.options] == list(range(len(labels.options)))
    assert columns.options == [(0, "a"), (1, "b"), (2, "c")]
    assert columns.values == (0, 1, 2)
    assert (columns.min_chosen, columns.max_chosen) == (2, 20)
    assert show(own(WIDE, columns=(2, 0), steps=10)).updates["columns"].values == (0, 2)
    values = {"a": 30, "b": 5, "c": 7, "kind": 3, "group": 2}
    for position, name in labels.options:
        chosen = show(own(WIDE, label=position, steps=10)).updates
        assert len(chosen["points"].class_names) == values[name]
        assert name not in [column for _, column in chosen["columns"].options], "a label is no feature"
    assert "label" not in show(data="iris", steps=10).updates


def test_a_label_beyond_those_offered_is_the_last():
    last = len(show(own(WIDE, steps=10)).updates["label"].options) - 1
    assert (
        show(own(WIDE, label=150, steps=10)).updates["points"]
        == show(own(WIDE, label=last, steps=10)).updates["points"]
    )


@pytest.mark.parametrize("state", [State(data="own"), State(data="own", file=UploadedFile("a.csv", UNKNOWN_DIGEST))])
def test_without_a_file_nothing_of_it_can_be_chosen(state):
    updates = show(state).updates
    of_file = {"label", "columns", "view", "encoding", "delimiter", "decimal"}
    assert set(updates) == of_file | {"row", "dominated", "weights"}
    assert all(updates[name].hidden is True for name in of_file)
    assert updates["weights"].labels == []


def test_of_a_file_that_cannot_be_learned_from_other_columns_can_be_chosen_and_no_weights():
    text = "a,b,c,kind\n" + "".join(f"{'' if i % 2 else i},{i if i % 2 else ''},{i},{'xy'[i % 2]}\n" for i in range(8))
    updates = show(own(text, columns=(0, 1))).updates
    assert set(updates) == {"label", "columns", "encoding", "delimiter", "decimal", "row", "dominated", "weights"}
    assert updates["row"].hidden
    assert updates["dominated"].hidden
    assert updates["weights"].labels == []
    assert not updates["columns"].hidden


def test_of_a_file_that_cannot_be_read_only_how_it_is_read_can_be_chosen():
    updates = show(own("only,names\n")).updates
    assert set(updates) == {"label", "columns", "view", "row", "dominated", "weights"}
    assert updates["columns"].hidden is True


def test_a_table_of_more_than_twelve_weights_a_class_is_folded():
    short = show(data="xor", steps=10).tables["weights"]
    twelve = show(own(TABLE, features="sines", steps=10)).tables["weights"]
    long = show(data="xor", features="fourier", steps=10).tables["weights"]
    assert (short.folded, twelve.folded, long.folded) == (False, False, True)
    assert (len(short.rows), len(twelve.rows), len(long.rows)) == (3, 8, 41)
    assert short.title == WORDS("table.title")
    assert short.head[0] == WORDS("table.column")
