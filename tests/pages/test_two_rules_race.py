"""The race of two update rules: its numbers against a plain program, and the claims 000.8 and 000.9 of the note."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import softmax_core as core
from figures.conventions import ROWS
from pages import two_rules
from pages.two_rules import LESSON, State
from pages.two_rules.race import expected_seconds, race_of
from pages.two_rules.tables import PRINTED
from tests.pages.two_rules import WORDS, bands, by_the_notes_program, cells, counters, reading, show, texts
from tests.stage.states import states

CLAIMS = LESSON.claims
CROSS = 4  # as Plotly numbers its symbols
WEIGHTS = st.just(()) | st.lists(st.floats(-1e6, 1e6), min_size=9, max_size=9).map(tuple)


@pytest.fixture(scope="module")
def by_hand():
    return [by_the_notes_program(*bands(), rule, tolerance=1e-3) for rule in core.UPDATE_RULES]


def test_both_runs_are_those_of_the_notes_program(by_hand):
    shown = show(epoch=20, tolerance="1e-3")
    table = cells(shown.tables["weights"])
    for (path, losses), columns, key in zip(
        by_hand, (table[:, :4], table[:, 4:]), ("loss_difference", "loss_target_only"), strict=True
    ):
        np.testing.assert_allclose(columns[:, :3], path[20], atol=5.1e-4)
        np.testing.assert_allclose(columns[:, 3], path[20].sum(1), atol=5.1e-4)
        assert reading(shown, key) == f"{losses[20]:.4f}"


def test_the_counters_say_the_epoch_and_where_each_run_stopped(by_hand):
    first, second = (len(losses) - 1 for _, losses in by_hand)
    assert second < first
    assert counters(show(epoch=5, tolerance="1e-3")) == ["epoch 5", "epoch 5"]
    between = counters(show(epoch=second, tolerance="1e-3"))
    assert between == [f"epoch {second}", f"stopped after {second}"]
    at_the_end = show(epoch=500, tolerance="1e-3")
    assert counters(at_the_end) == [f"stopped after {first}", f"stopped after {second}"]
    assert at_the_end.remarks == [WORDS("remarks.target_only_first", difference=first, target_only=second)]
    assert at_the_end.updates["epoch"].max == first
    assert not show(epoch=second, tolerance="1e-3").remarks, "who is second is not said before"


def test_a_run_that_has_not_stopped_says_so():
    shown = show(epoch=500, learning_rate=0.01)
    assert counters(shown) == ["not stopped after 500"] * 2
    assert shown.remarks == [WORDS("remarks.neither", difference=500, target_only=500)]


def test_it_is_said_which_of_the_two_has_stopped(monkeypatch):
    race = race_of(State(tolerance="1e-2", learning_rate=1.0))
    assert show(epoch=500, tolerance="1e-2", learning_rate=1.0).remarks == [
        WORDS("remarks.tie", difference=race.last_epochs[0], target_only=race.last_epochs[0])
    ]
    slow = State(epoch=500, learning_rate=0.04, seed=1)
    race = race_of(slow)
    assert [run.stopped for run in race.runs] == [False, True]
    first, second = race.last_epochs
    assert show(slow).remarks == [WORDS("remarks.only_target_only", difference=first, target_only=second)]
    swapped = replace(race, runs=race.runs[::-1])  # no state is known in which the gradient alone stops
    monkeypatch.setattr(two_rules, "race_of", lambda state: swapped)
    assert show(slow).remarks == [WORDS("remarks.only_difference", difference=second, target_only=first)]


def test_with_a_small_learning_rate_the_gradient_is_first():
    race = race_of(LESSON.presets["slow"])
    assert race.last_epochs[0] < race.last_epochs[1]
    shown = show(epoch=500, learning_rate=0.01, tolerance="1e-3")
    assert shown.remarks == [
        WORDS("remarks.difference_first", difference=race.last_epochs[0], target_only=race.last_epochs[1])
    ]


def test_claim_000_8_the_wrong_rule_takes_fewer_epochs_and_only_its_sums_grow():
    """The note counts 247 and 33 iterations on its own points; on these, with one stopping rule, it is 284 and 194."""
    shown = show(CLAIMS["000.8"])
    assert race_of(CLAIMS["000.8"]).last_epochs == (284, 194)
    assert counters(shown) == ["stopped after 284", "stopped after 194"]
    weights = cells(shown.tables["weights"])
    np.testing.assert_allclose(weights[:, 3], 0, atol=1e-11)
    assert (weights[:, 7] > 700).all()
    printed = cells(shown.tables["printed"])
    np.testing.assert_allclose(printed[:, 3], 0, atol=2e-8)
    np.testing.assert_allclose(printed[:, 7], [228.42881111, 280.30136419, 515.91763416], atol=1e-7)


def test_claim_000_8_after_33_epochs_the_sums_are_close_to_those_of_the_printed_weights():
    sums = cells(show(LESSON.presets["note"]).tables["weights"])[:, 7]
    np.testing.assert_allclose(sums, PRINTED[1].sum(1), rtol=0.15)
    assert sums[2] == pytest.approx(PRINTED[1].sum(1)[2], rel=0.01)


def test_the_wrong_rule_stops_first_for_most_seeds():
    races = [race_of(State(seed=seed)).last_epochs for seed in range(12)]
    assert sum(second < first for first, second in races) == 11


def test_the_boundaries_that_the_note_prints_are_those_of_its_weights():
    weights, _ = PRINTED
    for (i, j), (start, slope) in {(0, 1): (0.434, -0.132), (1, 2): (0.616, 0.295)}.items():
        across, up, bias = weights[:, j] - weights[:, i]
        assert -bias / up == pytest.approx(start, abs=5e-4)
        assert -across / up == pytest.approx(slope, abs=5e-4)


def test_claim_000_9_a_number_added_to_all_weights_moves_no_boundary():
    state = CLAIMS["000.9"]
    shifted, plain = show(state), show(epoch=state.epoch)
    moved = cells(shifted.tables["weights"]) - cells(plain.tables["weights"])
    np.testing.assert_allclose(moved, np.tile([state.common] * 3 + [3 * state.common], (3, 2)), atol=2e-3)
    for name in ("plane_difference", "plane_target_only"):
        before, after = plain.figures[name]["data"], shifted.figures[name]["data"]
        boundary = [trace["name"] for trace in before if "name" in trace].index(WORDS("lines.decision")) + 1
        assert before[boundary]["name"] == WORDS("lines.decision")
        for axis in "xy":
            np.testing.assert_allclose(after[boundary][axis], before[boundary][axis], atol=1e-5)
        np.testing.assert_array_equal(before[0]["z"], after[0]["z"])
    assert "e−1" in shifted.remarks[-1]
    assert not plain.remarks


def test_the_sums_of_the_gradient_stay_at_those_of_the_start():
    start = LESSON.presets["turned"].weights
    for epoch in (0, 30):
        sums = cells(show(epoch=epoch, weights=start).tables["weights"])[:, 3]
        np.testing.assert_allclose(sums, np.reshape(start, (3, 3)).sum(1), atol=1e-3)
    shown = show(epoch=30, weights=start)
    curves = shown.figures["sums"]["data"]
    for curve, total in zip(curves[:3], np.reshape(start, (3, 3)).sum(1), strict=True):
        np.testing.assert_allclose(curve["y"], total, atol=1e-5)
    for curve in curves[3:6]:
        assert (np.diff(curve["y"]) > 0).all()
    assert texts(shown.figures["sums"]) == [WORDS("sums.note", size="2.0")]


def test_the_start_is_shown_with_the_digits_that_a_link_carries():
    assert show().updates["weights"].values == [0.0] * 9
    start = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.123456)
    assert show(weights=start).updates["weights"].values == [*start[:8], 9.1235]
    assert len(show().updates["weights"].labels) == 9


def test_while_a_reader_changes_the_race_few_epochs_more_than_shown_are_run():
    moving, whole = race_of(State(epoch=60, moving=True)), race_of(State(epoch=60))
    assert moving.last_epochs == (60, 60)
    for short, long in zip(moving.runs, whole.runs, strict=True):
        np.testing.assert_array_equal(short.loss, long.loss[:61])
    shown = show(epoch=60, moving=True)
    assert counters(shown) == ["epoch 60", "epoch 60"]
    assert shown.updates["epoch"].max == 300
    assert not shown.remarks
    assert race_of(State(epoch=3, moving=True)).last_epochs == (40, 40)


def test_a_race_that_is_not_cached_is_expected_to_take_longer():
    state = State(seed=77, learning_rate=0.4321)
    before = expected_seconds(state)
    assert expected_seconds(State(seed=77, learning_rate=0.4321, moving=True)) < before
    race_of(state)
    assert expected_seconds(state) < before / 5


@settings(max_examples=8)
@given(states(State, tolerance=st.sampled_from(["1e-2", "1e-4"]), weights=WEIGHTS))
def test_every_state_is_shown(state):
    shown = show(state)
    for name in shown.figures:
        assert shown.figures[name]["data"]
    for table in shown.tables.values():
        assert np.isfinite(cells(table)).all()
    assert all("nan" not in text and text != "–" for _, text in shown.readings)
    first, second = race_of(state).runs
    assert np.isfinite(first.loss).all()
    assert np.isfinite(second.loss).all()


def test_the_rows_that_a_rule_gets_wrong_are_crosses():
    for name in ("plane_difference", "plane_target_only"):
        [rows] = [trace for trace in show(epoch=3).figures[name]["data"] if trace.get("meta") == ROWS]
        wrong = np.asarray(rows["marker"]["color"]) != np.asarray(rows["customdata"])[:, -1]
        symbols = np.asarray(rows["marker"]["symbol"])
        assert 0 < wrong.sum() < len(wrong) / 2
        assert set(symbols[wrong]) == {CROSS}
        assert CROSS not in symbols[~wrong]
