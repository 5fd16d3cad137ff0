"""How the lesson "Follow one weight" writes: names with indices, signs, decimals, and slopes too small to measure."""

import re

from pages.network import LESSON, State
from tests.pages.network import WORDS, show


def test_the_nodes_have_their_letters_and_indices_and_errors_have_signs_and_three_decimals():
    texts = [list(trace["text"]) for trace in show().figures["network"]["data"] if trace.get("mode") == "text"]
    assert ["a₄", "a₅", "a₆"] in texts
    assert ["o₁", "o₂", "o₃"] in texts
    [errors] = [each for each in texts if len(each) == 3 and all(re.fullmatch(r"[+−]0\.\d{3}", text) for text in each)]
    assert errors


def test_the_table_of_the_note_has_signed_numbers_with_three_decimals_below_what_they_are():
    table = show().tables["note"]
    for row in table.rows:
        for cell in (row[2], row[4], row[5]):
            assert re.fullmatch(r"([+−]\d+\.\d{3}|0\.000)?", cell), row
    assert [span for _, span in table.groups] == [1, 2, 2, 2]
    assert any("w₄₁ o₁" in cell for cell in table.rows[0]), "the terms of the score"


def test_the_weights_have_a_row_for_each_class():
    assert show().tables["weights"].by_class


def test_the_result_of_the_chain_is_emphasized_in_the_colour_of_its_output():
    result = show(edge=4).formula[-1]
    assert (result.kind, result.index) == ("strong", 1)


def test_a_gradient_next_to_zero_is_said_to_be_too_flat_to_be_measured():
    shown = show(o1=1e-5, o2=0.0, o3=0.0)
    assert dict(shown.readings)[WORDS("readings.error")] == WORDS("readings.flat")
    assert shown.tables["weights"].note == WORDS("weights.too_small")
    assert WORDS("readings.flat") in LESSON.script(State(o1=1e-5, o2=0.0, o3=0.0), WORDS)
    assert WORDS("readings.flat") not in LESSON.script(State(), WORDS)
