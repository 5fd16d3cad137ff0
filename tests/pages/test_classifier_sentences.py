"""Remarks, notes, readings and titles of the classifier lesson: each is said exactly where it holds."""

import re

import numpy as np
import pytest

from pages.classifier import LESSON, State
from pages.classifier.panels import compute
from pages.classifier.sentences import remarks
from pages.classifier.training import run_of
from stage import Edit
from tests.pages.classifier import WORDS, encoded, line, own, reading, rows, run, show

REMARKS = ("spiral", "diverged", "tolerance", "shortened", "newton", "weights", "pair", "components", "draw")
REMARKS += ("newton_batches",)
READINGS = ("step", "epochs", "loss", "change", "norm", "accuracy", "correct")
NOTES = ("bands", "columns", "standardized", "dropped", "held_out", "thinned", "arrows", "thinned_arrows")
NOTES += ("hinge", "one_vs_rest")
EIGHT = tuple(Edit(None, row / 8, (row % 3) / 4, row % 2) for row in range(8))


def said(sentences, section):
    """Return the keys of the sentences, whatever stands at their placeholders."""
    entries = WORDS.section(section).entries()
    keys = REMARKS if section == "remarks" else NOTES
    patterns = {key: ".*".join(map(re.escape, re.split(r"{\w+}", entries[key]))) for key in keys}
    return {key for key, pattern in patterns.items() for sentence in sentences if re.fullmatch(pattern, sentence)}


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State(), {"spiral"}),
        (State(features="quadratic", steps=10), set()),
        (State(points=(Edit(0),), steps=10), {"spiral"}),
        (State(data="blobs", steps=10), set()),
        (LESSON.presets["diverging"], {"diverged", "components"}),
        (State(data="bands", tolerance="1e-2", steps=2000), {"tolerance"}),
        (State(data="xor", optimizer="newton", loss="hinge", steps=10), {"newton"}),
        (State(data="xor", optimizer="newton", steps=10), set()),
        (State(data="moons", optimizer="newton", batch_size="1", steps=10), {"newton_batches"}),
        (State(data="drawn", points=EIGHT, optimizer="newton", batch_size="8", steps=10), set()),
        (State(data="drawn", points=EIGHT[:1], tolerance="1e-2", steps=2000), {"tolerance"}),
        (State(weights=(1.0, 2.0), steps=10), {"spiral", "weights"}),
        (State(data="iris", steps=10), {"components"}),
        (State(data="iris", view=1, steps=10), {"pair"}),
        (own("a,b,c,kind\n1,2,3,x\n2,1,0,y\n0,1,1,x\n3,1,2,y\n", steps=10), {"components"}),
        (State(data="drawn"), {"draw"}),
        (State(data="drawn", tolerance="1e-2"), {"draw"}),
        (State(data="drawn", points=(Edit(None, 0.0, 0.0, 0),), steps=10), set()),
    ],
)
def test_a_remark_is_made_exactly_where_it_holds(state, expected):
    assert said(show(state).remarks, "remarks") == expected


def test_a_run_of_fewer_steps_than_asked_for_is_said_to_be_shortened():
    panels = compute(State(steps=10), run_of(State(steps=10)), None, WORDS)
    assert remarks(State(data="xor", steps=10), panels, WORDS) == []
    assert remarks(State(data="xor", steps=20), panels, WORDS) == [WORDS("remarks.shortened", steps=10, asked=20)]


@pytest.mark.parametrize(
    ("state", "notes"),
    [
        (State(steps=10), set()),
        (State(data="bands", steps=10), {"bands"}),
        (State(data="xor", features="quadratic", steps=10), {"columns"}),
        (State(data="iris", steps=10), {"standardized"}),
        (State(data="penguins", steps=10), {"standardized", "dropped"}),
        (own("a,b,kind\n1,2,x\n2,1,y\n0,1,x\n3,,y\n", steps=10), {"standardized", "dropped"}),
        (State(data="penguins", arrows=True, steps=10), {"standardized", "dropped", "arrows", "thinned_arrows"}),
        (State(arrows=True, steps=10), {"arrows", "thinned_arrows"}),
        (State(data="drawn", arrows=True), set()),
        (State(data="drawn", points=(Edit(None, 0.0, 0.0, 0),), arrows=True, steps=10), {"arrows"}),
        (State(held_out=1, steps=10), {"held_out"}),
        (State(loss="hinge", steps=10), {"hinge"}),
        (State(loss="one_vs_rest", steps=10), {"one_vs_rest"}),
    ],
)
def test_a_note_is_made_exactly_where_it_holds(state, notes):
    assert said(show(state).notes, "notes") == notes


def test_the_numbers_in_the_sentences_are_those_of_the_run():
    products = show(data="xor", features="quadratic", steps=10, handles=False).notes
    assert products == [WORDS("notes.columns", count=5, columns="x1, x2, x1², x1·x2, x2²")]
    sines = show(data="xor", features="sines", steps=10, handles=False).notes
    assert sines == [WORDS("notes.columns", count=7, columns="x1, x2, x1², x1·x2, x2², …")]
    assert WORDS("notes.dropped", count=2) in show(data="penguins", steps=10).notes
    arrows = show(data="penguins", arrows=True, steps=10)
    assert WORDS("notes.thinned_arrows", shown="86", count="342") in arrows.notes
    assert len(line(arrows, "arrow")) == 86
    unread = show(weights=(1.0, 2.0), steps=10).remarks
    assert unread == [WORDS("remarks.spiral"), WORDS("remarks.weights", given=2, needed=9)]


@pytest.mark.parametrize(("count", "arrows"), [(100, 100), (101, 51)])
def test_a_hundred_rows_all_have_arrows_and_of_more_every_second_or_third(count, arrows):
    text = "a,b,kind\n" + "".join(f"{k}.5,{k % 7},{'uv'[k % 2]}\n" for k in range(count))
    assert len(line(show(own(text, steps=10, arrows=True)), "arrow")) == arrows


def test_the_rows_that_are_drawn_of_many_are_spread_over_all_and_the_same_at_every_step():
    rng = np.random.default_rng(1)
    text = "a,b,kind\n" + "".join(f"{i},{rng.normal():.3f},{'uv'[i % 2]}\n" for i in range(4_000))
    first, later = show(own(text, steps=10)), show(own(text, steps=10, step=7))
    np.testing.assert_array_equal(rows(first)["x"], rows(later)["x"])
    x = np.asarray(rows(first)["x"])
    assert len(x) == len(set(x.tolist())) == 1_500
    assert (np.diff(x) > 0).all(), "in the order of the file"
    np.testing.assert_allclose(np.histogram(x, 4, (0, 4_000))[0] / 1_500, 0.25, atol=0.05)
    assert len(rows(show(own(text[: text.index("1500,")], steps=10)))["x"]) == 1_500


def test_the_readings_of_nothing_are_dashes():
    shown = show(data="drawn")
    assert [text for _, text in shown.readings] == [
        *(WORDS("of", part=0, whole=0), *("–",) * 5, WORDS("of", part=0, whole=0))
    ]


def test_the_readings_have_their_names_in_their_order():
    names = [name for name, _ in show(steps=10).readings]
    assert names == [WORDS(f"readings.{key}") for key in READINGS]
    assert reading(show(steps=10, step=3), "step") == WORDS("of", part=3, whole=10)


def test_the_figures_have_their_titles_and_their_words():
    shown = show(steps=10)
    assert list(shown.figures) == ["plane", "loss", "point", "simplex", "confusion"]
    assert shown.figures["plane"]["layout"]["meta"]["title"] == WORDS("figures.plane")
    for name in ("loss", "simplex", "confusion"):
        assert shown.figures[name]["layout"]["title"]["text"] == WORDS(f"figures.{name}")
    confusion = shown.figures["confusion"]
    assert confusion["layout"]["yaxis"]["title"]["text"] == WORDS("axes.target")
    assert confusion["layout"]["xaxis"]["title"]["text"] == WORDS("axes.predicted")
    assert confusion["data"][0]["hovertemplate"].startswith(WORDS("confusion"))
    entries = [
        trace["name"] for trace in shown.figures["plane"]["data"] if trace["type"] == "scatter" and "name" in trace
    ]
    assert entries[-4:] == [*(WORDS("class", index=k) for k in range(3)), WORDS("lines.misclassified")]


def test_the_hover_text_of_a_row_names_label_and_prediction():
    shown = show(step=30)
    drawn = rows(shown)
    for text, label, symbol in zip(
        drawn["hovertext"], drawn["marker"]["color"].tolist(), drawn["marker"]["symbol"].tolist(), strict=True
    ):
        names = [WORDS("class", index=k) for k in range(3)]
        candidates = {WORDS("hover", target=names[label], predicted=name): k for k, name in enumerate(names)}
        assert text in candidates
        assert (candidates[text] != label) == (symbol == 4)


def test_the_switches_of_the_display_do_what_they_say():
    assert show(steps=10, log_axis=True).figures["loss"]["layout"]["yaxis"]["type"] == "log"
    assert "type" not in show(steps=10).figures["loss"]["layout"]["yaxis"]
    assert show(steps=10, step=4).figures["loss"]["data"][-1]["x"] == [4]


def test_between_five_classes_only_the_decision_boundaries_are_drawn():
    four, five = (show(data="blobs", classes=classes, step=20) for classes in (4, 5))
    assert len(line(four, "dominated"))
    assert not len(line(five, "dominated"))
    assert len(line(five, "decision"))


def test_a_link_without_data_means_the_spiral():
    assert encoded(show()) == encoded(show(LESSON.presets["spiral"]))


def test_an_epoch_is_a_pass_over_the_rows():
    assert [reading(show(steps=10, step=step), "epochs") for step in (0, 1, 10)] == ["0", "1", "10"]
    batches = [show(steps=100, step=step, batch_size="64") for step in (0, 1, 4, 90)]  # four batches of 300 rows
    assert [reading(shown, "epochs") for shown in batches] == ["0.00", "0.25", "1.00", "22.50"]
    held_out = show(data="moons", steps=100, step=3, batch_size="64", held_out=30)  # two batches of 140 rows
    assert reading(held_out, "epochs") == "1.50"


def test_the_change_of_the_loss_is_that_of_the_step():
    losses = run(State(steps=10))["loss"]
    assert reading(show(steps=10), "change") == "–"
    for step in (1, 7, 10):
        shown = float(reading(show(steps=10, step=step), "change").replace("−", "-"))
        assert shown == pytest.approx(losses[step] - losses[step - 1], abs=6e-7)
    assert reading(show(steps=10, step=1), "change").startswith("−")
    rising = show(data="penguins", learning_rate=100.0, l2=0.1, step=2)
    assert reading(rising, "change").startswith("+")
