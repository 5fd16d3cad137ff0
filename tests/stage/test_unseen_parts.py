"""Parts that the reader does not see while a state moves: they are not made, and follow when it comes to rest."""

import pytest

from stage import Frame, Items, Lesson, Parts, Session, State, Table
from tests.stage.sessions import LESSONS, WORDS, ask
from tests.stage.test_encoding import applied

BLOBS = "data=blobs&rate=0.02&seed=85"
UNSEEN = {
    "softmax": ("z=3,1,-3", "z=2,1,-3", "figures.probabilities,figures.gradient,tables.pipeline,readings"),
    "classifier": (f"t=1&{BLOBS}", f"t=40&{BLOBS}", "figures.loss,figures.confusion,tables.weights,readings"),
}
every_lesson = pytest.mark.parametrize("name", UNSEEN)


@every_lesson
def test_unseen_parts_stay_as_they_were_and_all_others_follow(name):
    first, second, unseen = UNSEEN[name]
    session = Session(LESSONS[name], WORDS)
    before = applied(None, ask(session, f"1 {first}")[1])
    view = applied(before, ask(session, f"2~{unseen} {second}")[1])
    whole = applied(None, ask(Session(LESSONS[name], WORDS), f"1 {second}")[1])
    assert view["readings"] == before["readings"] != whole["readings"]
    view["readings"] = whole["readings"]
    for kind, part in (name.split(".") for name in unseen.split(",") if "." in name):
        assert view[kind][part] == before[kind][part] != whole[kind][part]
        view[kind][part] = whole[kind][part]
    assert view == whole


@every_lesson
def test_at_rest_everything_is_as_a_new_reader_sees_it(name):
    first, second, unseen = UNSEEN[name]
    session = Session(LESSONS[name], WORDS)
    view = applied(None, ask(session, f"1 {first}")[1])
    view = applied(view, ask(session, f"2~{unseen} {second}")[1])
    view = applied(view, ask(session, f"3 {second}")[1])
    assert view == applied(None, ask(Session(LESSONS[name], WORDS), f"1 {second}")[1])


@pytest.mark.parametrize(
    "unseen", ["figures.nothing", "rows.plane", "...", "figures.plane,", "figures.simplex,tables."]
)
def test_a_first_frame_and_one_with_other_figures_are_whole_whatever_is_said_to_be_unseen(unseen):
    session, view = Session(LESSONS["classifier"], WORDS), None
    for number, query in enumerate(("data=blobs", "data=xor", "data=blobs")):
        view = applied(view, ask(session, f"{number}~{unseen} {query}")[1])
        assert view == applied(None, ask(Session(LESSONS["classifier"], WORDS), f"1 {query}")[1])


def test_an_unseen_part_is_not_made_and_a_seen_one_once():
    made = []

    def frame(state, words):
        def figure(name):
            made.append(name)
            return {"data": [], "layout": {}}

        return Frame(
            figures=Parts({name: lambda name=name: figure(name) for name in ("above", "below")}),
            tables=Parts({"table": lambda: made.append("table") or Table("", [], [])}),
            readings=Items(lambda: made.append("readings") or [("loss", "1")]),
        )

    session = Session(Lesson("softmax", State, frame), WORDS)
    ask(session, "1 ")
    assert made == ["above", "below", "table", "readings"]
    made.clear()
    ask(session, "2~figures.below,tables.table,readings ")
    assert made == ["above"]
