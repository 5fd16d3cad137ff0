"""Published settings: every printed digit is recomputed, and what differs is named here."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import log_softmax, softmax

import pages
import stage
import textbooks
from softmax_core.claims import recompute
from text import languages, translations
from textbooks.checking import _row
from textbooks.reading import PrintedRow

SETTINGS = {
    (lesson.name, name): setting
    for lesson in pages.lessons().values()
    for name, setting in textbooks.published(lesson.name).items()
}
WRONG = {
    "cs231n-5-peaky": [("exponentials", "2.71", "2.7183")],  # cut off where the others are rounded
    "text-000-3-rules": [("epochs_by_rule", "247", "284"), ("epochs_by_rule", "33", "194")],  # data not published
    "text-004-softmax": [("probabilities", "0.0903", "0.0900"), ("wrt_logits", "0.0903", "0.0900")],  # misprinted
}
ENDS = {"classifier": {"step": 200}, "two-rules": {"epoch": 500}}
WORDS = translations("en")


def state_of(setting, **changes):
    lesson = pages.lesson(setting.lesson)
    state, corrections = stage.read_query(lesson.state, setting.query)
    assert not corrections
    return replace(state, **changes)


def lists(setting, state, language="en"):
    return pages.lesson(setting.lesson).frame(state, translations(language).section(setting.lesson)).printed


def own_list(setting, state):
    title = WORDS(f"textbooks.settings.{setting.name}.title")
    return next((each for each in lists(setting, state) if each.title == title), None)


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda setting: setting.name)
def test_every_printed_digit_is_what_is_computed_or_is_known_to_be_wrong(setting):
    shown = own_list(setting, state_of(setting, **ENDS.get(setting.lesson, {})))
    differing = [
        (row.quantity, printed, found)
        for row, numbers in zip(setting.rows, shown.rows, strict=True)
        for printed, verdict, found in zip(row.printed, numbers.verdicts, numbers.found, strict=True)
        if verdict != "holds"
    ]
    assert differing == WRONG.get(setting.name, [])
    assert bool(shown.note) or not differing, "a reader is told why"


@pytest.mark.parametrize(
    "setting", [each for (lesson, _), each in SETTINGS.items() if lesson == "softmax"], ids=lambda each: each.name
)
def test_probabilities_losses_and_gradients_agree_with_scipy(setting):
    state = state_of(setting)
    z, y = np.array(state.z), np.eye(len(state.z))[state.y]
    p = softmax(z)
    jacobian = np.diag(p) - np.outer(p, p)
    wrt_logits = p - y if state.loss == "ce" else jacobian @ (2 * (p - y) / len(z))
    found = {
        "probabilities": p,
        "exponentials": np.exp(z),
        "jacobian": jacobian.ravel(),
        "wrt_logits": wrt_logits,
        "loss": [-log_softmax(z)[state.y]],
    }
    expected = [
        "holds" if f"{value:.{len(digits.partition('.')[2])}f}" in (digits, digits.replace("0", "-0", 1)) else "wrong"
        for row in setting.rows
        for digits, value in zip(row.printed, np.asarray(found[row.quantity]), strict=True)
    ]
    assert [verdict for row in own_list(setting, state).rows for verdict in row.verdicts] == expected


def test_a_run_ticks_a_printed_loss_as_soon_as_it_is_reached():
    setting = SETTINGS["classifier", "cs231n-1-spiral"]
    for step, reached, accuracy in [(0, 1, 0), (9, 1, 0), (10, 2, 0), (35, 4, 0), (190, 20, 0), (200, 20, 1)]:
        losses, last = own_list(setting, state_of(setting, step=step)).rows
        assert list(losses.verdicts) == ["holds"] * reached + ["later"] * (20 - reached)
        assert list(last.verdicts) == (["holds"] if accuracy else ["later"])


def test_a_race_is_not_compared_before_a_rule_has_stopped():
    setting = SETTINGS["two-rules", "text-000-3-rules"]
    for epoch, verdicts in [(0, "later later"), (193, "later later"), (194, "later wrong"), (284, "wrong wrong")]:
        assert own_list(setting, state_of(setting, epoch=epoch)).rows[0].verdicts == verdicts.split()


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda setting: setting.name)
def test_the_query_of_a_setting_is_the_one_that_links_have(setting):
    lesson = pages.lesson(setting.lesson)
    assert setting.query in lesson.textbooks.values()
    assert stage.write_query(state_of(setting)) == setting.query


@pytest.mark.parametrize(
    ("key", "left", "kept"),
    [
        (("softmax", "cs231n-2-scores"), {"y": 0}, {"focus": 2, "names": ("cat", "car", "frog")}),
        (("softmax", "text-001-2-squared-error"), {"T": 2.0}, {"focus": 1}),
        (("classifier", "cs231n-1-spiral"), {"learning_rate": 0.5}, {"step": 77, "arrows": True, "row": 9}),
        (("classifier", "cs231n-1-spiral"), {"l2": 0.0}, {"pin": "t=3"}),
        (("gradient-check", "text-001-3-numerical"), {"h": 1e-6}, {}),
        (("stability", "text-000-2-programs"), {"program": "row_maximum"}, {"b": (1.0, 1.0, 1.0)}),
        (("two-rules", "text-000-3-rules"), {"learning_rate": 1.0}, {"epoch": 40, "row": 3}),
    ],
)
def test_the_list_is_there_for_the_printed_setting_alone(key, left, kept):
    setting = SETTINGS[key]
    assert own_list(setting, state_of(setting, **kept))
    assert own_list(setting, state_of(setting, **left)) is None


def test_two_sources_of_one_state_are_both_shown():
    setting = SETTINGS["softmax", "text-004-softmax"]
    assert [each.title for each in lists(setting, state_of(setting))] == [
        WORDS("textbooks.settings.text-001-1-cross-entropy.title"),
        WORDS("textbooks.settings.text-004-softmax.title"),
    ]


@pytest.mark.parametrize("claim", sorted({claim for each in SETTINGS.values() for claim in each.claims}))
def test_a_setting_prints_the_digits_of_its_claims(claim):
    shown = {row.printed for each in SETTINGS.values() if claim in each.claims for row in each.rows}
    flat = {digits for printed in shown for digits in printed}
    for check in recompute(claim).checks:
        assert set(check.printed) <= flat


@pytest.mark.parametrize("language", languages())
def test_every_setting_and_quantity_has_words(language):
    words = translations(language).section("textbooks")
    for setting in SETTINGS.values():
        assert words(f"settings.{setting.name}.title")
        assert all(words(f"quantities.{row.quantity}") for row in setting.rows)
        assert lists(setting, state_of(setting), language)
    assert words.entries()["settings"].keys() == {setting.name for setting in SETTINGS.values()}


@given(st.floats(-1000, 1000), st.integers(0, 8))
def test_digits_agree_where_the_number_rounds_to_them_and_nowhere_else(value, decimals):
    unit = 10.0**-decimals
    digits = f"{value:.{decimals}f}"
    for printed, verdict in ((digits, "holds"), (f"{float(digits) + 2 * unit:.{decimals}f}", "wrong")):
        row = PrintedRow("loss", (printed,), (0,), False, 0.0)
        assert _row(row, np.array([value]), WORDS).verdicts == [verdict]


def test_a_number_beyond_the_end_is_not_reached_yet():
    row = PrintedRow("loss", ("1", "2"), (0, 5), True, 0.0)
    numbers = _row(row, np.array([1.0]), WORDS)
    assert (numbers.verdicts, numbers.found, numbers.places) == (["holds", "later"], ["", ""], ["t = 0", "t = 5"])
