"""What text 003 says of max, odds and labels, recomputed: each test is named after its row of the claims."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from pages.sigmoids import LESSON, State
from tests.pages.sigmoids import CASES, GENRES, WORDS, Referee, probabilities, reading, show, trace


def test_claim_003_1_max_is_all_or_nothing_and_softmax_lets_small_scores_be_drawn_now_and_then():
    state = replace(LESSON.claims["003.1"], count=10_000)
    maximum, drawn, marks, numbers = show(**vars(state)).figures["draws"]["data"]
    p = probabilities(show(**vars(state)), "softmax")
    np.testing.assert_array_equal(maximum["x"], np.eye(3)[p.argmax()])
    counts = np.array([int(text.split(" of ")[0]) for text in numbers["text"]])
    assert counts.sum() == 10_000
    assert counts.min() > 0, "the class with the smallest score is drawn too"
    np.testing.assert_array_equal(drawn["x"], counts / 10_000)
    np.testing.assert_array_equal(marks["x"], p)
    assert np.abs(drawn["x"] - p).max() < 4 * 0.5 / 100, "four standard deviations of a share of 10 000 draws"


def test_claim_003_2_features_act_on_probabilities_multiplicatively():
    state = LESSON.claims["003.2"]
    table = show(**vars(state)).tables["odds"]
    factors = [float(row[-1]) for row in table.rows]
    p = probabilities(show(**vars(state)), "softmax")
    assert np.prod(factors) == pytest.approx(float(table.foot[-1]), rel=1e-3)
    assert float(table.foot[-1]) == pytest.approx(p[state.i] / p[state.j], rel=1e-4)
    assert np.exp(float(table.foot[-2].replace("−", "-"))) == pytest.approx(p[state.i] / p[state.j], rel=1e-3)
    assert f"= {table.foot[-1]}" in table.note


def test_claim_003_2_ten_beats_more_multiply_the_odds_by_one_number_at_every_loudness():
    ratios = []
    for y in (50.0, 76.0, 104.0):
        before, after = (probabilities(show(x=x, y=y), "softmax") for x in (110.0, 120.0))
        ratios.append((after[0] / after[1]) / (before[0] / before[1]))
    np.testing.assert_allclose(ratios, ratios[0], rtol=1e-9)
    assert ratios[0] > 2


@pytest.mark.parametrize("outside", [False, True])
def test_claim_003_4_overlapping_labels_ask_for_one_logistic_classifier_for_each(outside):
    found = Referee("all", outside)
    assert found.sigmoids_right > found.softmax_right + 0.2
    shown = show(**vars(replace(LESSON.claims["003.4"], outside=outside)))
    assert reading(shown, "right_softmax") == f"{found.softmax_right:.0%}"
    assert reading(shown, "right_sigmoids") == f"{found.sigmoids_right:.0%}"
    assert "choose sigmoids" in shown.remarks[0]


@pytest.mark.parametrize("outside", [False, True])
def test_claim_003_4_exclusive_labels_ask_for_one_softmax(outside):
    found = Referee("one", outside)
    assert found.softmax_right > found.sigmoids_right + 0.03
    shown = show(labels="one", outside=outside)
    assert reading(shown, "right_softmax") == f"{found.softmax_right:.0%}"
    assert "choose softmax" in shown.remarks[0]


def test_claim_003_4_softmax_cannot_tell_both_from_either_and_the_sigmoids_can():
    both, either = show(), show(labels="one")
    for shown in (both, either):
        assert probabilities(shown, "softmax")[:2] == pytest.approx([0.5, 0.5], abs=0.07)
    assert (probabilities(both, "sigmoids")[:2] > 0.93).all()
    assert probabilities(either, "sigmoids")[:2] == pytest.approx([0.55, 0.55], abs=0.05)
    assert trace(both, "sigmoids", 4)["text"][:2] == [WORDS("verdicts.yes")] * 2


def test_claim_003_4_the_texts_own_examples_are_listed_with_the_model_that_it_chooses():
    rows = show().tables["examples"].rows
    assert Counter(several for _, several, _ in rows) == {"no": 2, "yes": 2}
    for _, several, choice in rows:
        assert ("softmax" in choice) == (several == "no")


def test_softmax_can_be_exactly_right_about_the_songs_with_one_genre_at_most():
    found = Referee("all", False)
    assert found.softmax_right <= (found.labels.sum(1) == 1).mean()


@pytest.mark.parametrize(("labels", "outside"), CASES)
def test_the_titles_count_the_songs_that_are_wrong(labels, outside):
    found, shown = Referee(labels, outside), show(labels=labels, outside=outside)
    count = len(found.labels)
    for name, right in (("softmax", found.softmax_right), ("sigmoids", found.sigmoids_right)):
        wrong = round((1 - right) * count)
        title = WORDS(f"figures.{name}", wrong=wrong, songs=count)
        assert shown.figures[name]["layout"]["title"]["text"] == title
        crosses = next(t for t in shown.figures[name]["data"] if t.get("marker", {}).get("symbol") == "x-thin-open")
        assert len(crosses["x"]) == wrong


def test_the_classes_have_the_names_of_the_first_lesson_when_its_link_is_followed():
    [link] = show(x=100.0, y=90.0).links
    assert link.lesson == ""
    assert link.query.endswith("names=" + ",".join(GENRES))


def test_every_claim_of_the_lesson_is_shown_in_a_legal_state():
    assert set(LESSON.claims) == {"003.1", "003.2", "003.4"}
    assert all(isinstance(state, State) for state in LESSON.claims.values())
