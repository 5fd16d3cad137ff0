"""Readers' files in the classifier lesson."""

import html

import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.metrics import confusion_matrix

from pages.classifier import LESSON, State
from pages.classifier.training import plan_of
from stage import UploadedFile
from tests.pages.classifier import (
    TABLE,
    UNKNOWN_DIGEST,
    WORDS,
    classifier,
    coordinates,
    is_whole,
    own,
    reading,
    rows,
    show,
)


def test_a_good_file_is_learned_from():
    state = own(TABLE, step=50, steps=50)
    shown = show(state)
    is_whole(shown)
    assert reading(shown, "correct").endswith("30")
    assert [name for name in shown.updates["points"].class_names] == ["a", "b", "c"]
    assert shown.updates["label"].options[0] == (0, "kind")
    assert [name for _, name in shown.updates["columns"].options] == ["length", "width"]


@pytest.mark.parametrize("text", [TABLE, TABLE.replace("length", "<b>l&w</b>")])
def test_saved_weights_predict_from_the_raw_rows_what_is_shown(text):
    state = own(text, step=30, steps=50)
    weights, bias, found = classifier(state)
    table = [row.split(",") for row in text.splitlines()[1:]]
    raw = np.array([[float(row[0]), float(row[1])] for row in table])
    predicted = (((raw - found["shifted_by"]) / found["divided_by"]) @ weights + bias).argmax(1)
    named = np.array(found["classes"])[predicted]
    wrong = named != np.array([row[2] for row in table])
    np.testing.assert_array_equal(np.asarray(rows(show(state))["marker"]["symbol"]) == 4, wrong)
    assert found["step"] == 30


def test_weights_of_the_raw_columns_are_those_of_a_run_on_them():
    """Undo shift and division once more: W / deviation, b - mean W / deviation."""
    state = State(data="iris", step=20, steps=20)
    weights, bias, found = classifier(state)
    iris = load_iris()
    plain = weights / np.array(found["divided_by"])[:, np.newaxis]
    scores = iris.data @ plain + bias - np.array(found["shifted_by"]) @ plain
    right = int((scores.argmax(1) == iris.target).sum())
    assert reading(show(state), "correct") == WORDS("of", part=right, whole=150)


def test_a_file_that_was_not_sent_is_asked_for():
    named = UploadedFile("flowers.csv", UNKNOWN_DIGEST)
    shown = show(data="own", file=named)
    assert shown.figures == {}
    assert shown.remarks == [WORDS("remarks.missing_file", name="flowers.csv")]
    assert show(data="own").remarks == [WORDS("remarks.no_file")]
    assert show(data="spiral", file=named).figures, "other data do not need it"


def test_a_file_that_another_reader_opened_is_not_shown_by_its_name_alone():
    state = own(TABLE, steps=10)
    assert show(state).figures
    named = UploadedFile(state.file.name, state.file.digest)
    assert show(data="own", file=named, steps=10).figures == {}
    assert show(state).figures


def test_columns_that_leave_no_rows_are_refused_in_a_sentence():
    text = "a,b,c,kind\n" + "".join(f"{'' if i % 2 else i},{i if i % 2 else ''},{i},{'xy'[i % 2]}\n" for i in range(8))
    refused = show(own(text, columns=(0, 1)))
    assert refused.figures == {}
    assert refused.remarks == [WORDS("refusals.no_rows_left", dropped=8)]
    assert refused.updates["columns"].values == (0, 1), "the reader can choose others"
    one = show(own(text, columns=(0, 2)))
    assert one.figures == {}
    assert one.remarks == [WORDS("refusals.one_class", name="kind")]


def test_rows_with_missing_values_are_left_out_and_counted():
    text = TABLE + ",1,a\n2,,b\n3,3,\n"
    assert WORDS("notes.dropped", count=3) in show(own(text, steps=10)).notes


def test_the_plan_that_a_cache_remembers_holds_no_file():
    plan = plan_of(own(TABLE, steps=10))
    assert plan.source.file.content
    assert plan.key() == plan
    assert plan.key().source.file.content is None


def test_of_very_many_rows_some_are_drawn_and_all_count():
    randomness = np.random.default_rng(0)
    points, labels = randomness.normal(size=(20_000, 2)).round(3), randomness.integers(0, 2, 20_000)
    text = "a,b,kind\n" + "".join(f"{x},{y},{'uv'[k]}\n" for (x, y), k in zip(points, labels, strict=True))
    state = own(text, steps=10, step=10, arrows=True)
    shown = show(state)
    assert len(rows(shown)["x"]) == 1_500
    assert WORDS("notes.thinned", shown="1,500", count="20,000") in shown.notes
    weights, bias, found = classifier(state)
    predicted = (((points - found["shifted_by"]) / found["divided_by"]) @ weights + bias).argmax(1)
    right = int((predicted == labels).sum())
    assert reading(shown, "correct") == WORDS("of", part=right, whole=20_000)
    np.testing.assert_array_equal(
        shown.figures["confusion"]["data"][0]["text"], confusion_matrix(labels, predicted, labels=[0, 1])
    )


@pytest.mark.parametrize("offset", [0.0, 1.6e9, -1e12])
def test_points_are_drawn_where_they_are_however_far_from_zero(offset):
    """A column of times, or of large numbers that differ little."""
    wanted = np.column_stack([offset + np.arange(40.0), np.arange(40.0) % 7])
    text = "time,b,kind\n" + "".join(f"{x!r},{y!r},{'uv'[i % 2]}\n" for i, (x, y) in enumerate(wanted.tolist()))
    shown = show(own(text, steps=10))
    np.testing.assert_allclose(coordinates(shown).astype(float) - [offset, 0], wanted - [offset, 0], atol=1e-3)
    is_whole(shown)


@pytest.mark.parametrize("size", [1e-200, 1e-30, 1e30, 1e100])
def test_columns_of_any_size_are_drawn_finite(size):
    text = "a,b,kind\n" + "".join(f"{(i % 5 + 1) * size!r},{i % 3},{'uv'[i % 2]}\n" for i in range(20))
    shown = show(own(text, steps=10, step=5, arrows=True))
    is_whole(shown)
    low, high = shown.figures["plane"]["layout"]["xaxis"]["range"]
    assert low < high


def test_a_constant_column_becomes_zero():
    text = "a,b,kind\n" + "".join(f"0.1,{i % 3},{'uv'[i % 2]}\n" for i in range(30))
    state = own(text, steps=10)
    shown = show(state)
    is_whole(shown)
    low, high = shown.figures["plane"]["layout"]["xaxis"]["range"]
    assert high - low > 1e-3
    assert classifier(state)[2]["divided_by"][0] == 1


@pytest.mark.parametrize("name", ["%{x}", "{index}", "$x$", "猫", "a" * 70, "<b>x</b>"])
def test_a_class_of_any_name_is_only_a_name(name):
    shown = show(own(TABLE.replace(",a\n", f",{name}\n"), steps=10))
    [found] = set(shown.updates["points"].class_names) - {"b", "c"}
    assert found == name
    assert any(html.escape(name, quote=False) in text for text in rows(shown)["hovertext"])
    assert [trace for trace in shown.figures["plane"]["data"] if html.unescape(trace.get("name", "")) == name]


def test_columns_and_classes_of_a_file_are_shown_as_they_are_written():
    text = TABLE.replace("length", "<i>l</i>").replace(",a\n", ",<b>a</b>\n")
    shown = show(own(text, steps=10))
    assert shown.figures["plane"]["layout"]["xaxis"]["title"]["text"] == "&lt;i&gt;l&lt;/i&gt;"
    names = shown.figures["confusion"]["layout"]["xaxis"]["ticktext"]
    assert [names] == [trace["text"] for trace in shown.figures["simplex"]["data"] if trace.get("mode") == "text"]
    assert list(map(html.unescape, names)) == ["<b>a</b>", "b", "c"]
    assert [name for name, _ in shown.tables["weights"].groups] == ["", "<b>a</b>", "b", "c"]
    assert [row[0] for row in shown.tables["weights"].rows] == ["<i>l</i>", "width", WORDS("table.bias")]


def test_the_refusal_of_a_file_is_a_sentence_and_of_a_good_one_nothing():
    assert LESSON.check_upload(UploadedFile.received("a.csv", TABLE.encode()), WORDS) == ""
    assert LESSON.check_upload(UploadedFile.received("", b""), WORDS) == WORDS("refusals.empty")
    assert LESSON.check_upload(UploadedFile.received("a", b"x" * 1_000_001), WORDS) == WORDS(
        "refusals.too_large", max=1
    )


@pytest.mark.parametrize(("columns", "folded"), [(11, False), (12, True)])
def test_a_table_of_more_than_twelve_weights_is_folded(columns, folded):
    names = [f"c{column}" for column in range(columns)]
    rows = [[*(f"{(7 * i + 3 * column) % 5}" for column in range(columns)), "uv"[i % 2]] for i in range(20)]
    text = "\n".join(",".join(row) for row in [[*names, "kind"], *rows])
    table = show(own(text, steps=10)).tables["weights"]
    assert len(table.rows) == columns + 1
    assert table.folded is folded
