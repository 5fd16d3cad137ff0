"""The table of every step of the lesson "Softmax": each column is what its head says, and so is each sum below."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import softmax
from scipy.stats import entropy

from pages.softmax import State, results
from tests.pages.softmax import WORDS, numbers, reading, show, table
from tests.pages.softmax_referee import gradient_of, jacobian_of, loss_of, target_of

STATES = {
    "first": State(),
    "tempered": State(z=(2.0, 3.0, 4.5, -1.0), T=2.5, y=1),
    "squared": State(z=(0.5, 1.5, -0.5), T=0.8, y=2, loss="mse"),
    "soft": State(z=(1.0, -1.0), T=1.5, target="soft", q=(0.3, 0.7)),
    "smooth": State(z=(0.2, 0.1, -0.3, 0.4, 1.1), T=0.7, y=4, smoothing=0.25, loss="mse"),
}
FORWARD, GRADIENT = slice(2, 4), 7
each_state = pytest.mark.parametrize("state", STATES.values(), ids=STATES)


def wrt_probabilities(state):
    p, y = softmax(np.array(state.z) / state.T), target_of(state)
    return 2 * (p - y) / len(p) if state.loss == "mse" else -y / p


def assert_written(texts, values, decimals):
    """Check that texts are the values with so many decimals, and show a sign of each that is not 0."""
    assert numbers(texts) == pytest.approx(list(values), abs=0.51 * 10**-decimals)
    assert {len(text.partition(".")[2]) for text in texts} == {decimals}


@each_state
def test_a_column_holds_what_its_head_names(state):
    shown, z = show(**vars(state)), np.array(state.z)
    p = softmax(z / state.T)
    assert numbers(table(shown, "z")) == list(state.z)
    assert_written(table(shown, "z/T"), z / state.T, 2)
    assert_written(table(shown, "exp(z/T)"), np.exp(z / state.T), 3)
    assert_written(table(shown, "p"), p, 4)
    assert_written(table(shown, "y"), target_of(state), 4)
    assert_written(table(shown, "∂L/∂p"), wrt_probabilities(state), 4)
    assert_written(table(shown, "∂L/∂z"), gradient_of(state), 4)
    assert_written(table(shown, WORDS("table.numerical")), gradient_of(state), 4)


@each_state
def test_the_signs_of_the_derivatives_are_written(state):
    for head in ("∂L/∂p", "∂L/∂z", WORDS("table.numerical")):
        column = table(show(**vars(state)), head)
        assert all(text[0] in "+−" for text, value in zip(column, numbers(column), strict=True) if value)


@each_state
def test_the_foot_has_the_sums_of_the_columns_above_it(state):
    pipeline = show(**vars(state)).tables["pipeline"]
    foot = dict(zip(pipeline.head[1:-1], pipeline.foot[1:-1], strict=True))
    assert pipeline.foot[0] == WORDS("table.sum")
    assert numbers([foot["exp(z/T)"]]) == pytest.approx([np.exp(np.array(state.z) / state.T).sum()], abs=6e-4)
    assert (foot["p"], foot["y"]) == ("1.0000", "1.0000")
    assert numbers([foot["∂L/∂z"]]) == [0]
    assert foot["z"] == foot["z/T"] == foot["∂L/∂p"] == "", "these sums mean nothing"


@each_state
def test_the_readings_are_what_an_independent_library_computes(state):
    shown, p = show(**vars(state)), softmax(np.array(state.z) / state.T)
    assert reading(shown, "loss") == f"{loss_of(state):.4f}"
    assert reading(shown, "entropy") == f"{entropy(p):.4f}"
    assert reading(shown, "perplexity") == f"{np.exp(entropy(p)):.4f}"
    assert reading(shown, "largest") == f"{p.max():.4f}"
    assert reading(shown, "sum") == "1.0000"


@pytest.mark.parametrize("factor", [0.0, 2.0, -1.0])
def test_a_wrong_formula_of_the_gradient_is_found_out_by_the_numerical_one(factor, monkeypatch):
    state = State()
    right, value = results.LOSSES["ce"]

    def wrong(*arguments):
        result = right(*arguments)
        return replace(result, wrt_logits=factor * result.wrt_logits)

    monkeypatch.setitem(results.LOSSES, "ce", (wrong, value))
    shown = show(**vars(state))
    assert_written(table(shown, WORDS("table.numerical")), gradient_of(state), 4)
    assert numbers(table(shown, "∂L/∂z")) == pytest.approx(factor * gradient_of(state), abs=6e-5)
    relative = abs(factor - 1) / max(1, abs(factor))  # |a - b| / max(|a|, |b|)
    pipeline = shown.tables["pipeline"]
    assert f"{relative:.4f}" in " ".join([*pipeline.foot[-1:], getattr(pipeline, "note", "")])


@each_state
@pytest.mark.parametrize("offset", [0, 7, -3])
def test_subtracting_the_largest_logit_changes_the_exponentials_and_no_probability(state, offset):
    plain, shifted = (show(**vars(state) | {"offset": offset, "shift": shift}) for shift in (False, True))
    z = np.array(state.z) + offset
    for shown, differences in ((plain, z), (shifted, z - z.max())):
        scaled, exponentials = list(zip(*shown.tables["pipeline"].rows, strict=True))[FORWARD]
        assert numbers(scaled) == pytest.approx(differences / state.T, abs=6e-3)
        assert numbers(exponentials) == pytest.approx(np.exp(differences / state.T), abs=6e-4, rel=0.05)
        assert numbers([shown.tables["pipeline"].foot[3]]) == pytest.approx(
            [np.exp(differences / state.T).sum()], abs=6e-4, rel=0.05
        )
    assert plain.tables["pipeline"].head[FORWARD] != shifted.tables["pipeline"].head[FORWARD]
    assert plain.tables["pipeline"].groups != shifted.tables["pipeline"].groups
    assert table(plain, "p") == table(shifted, "p")
    assert table(plain, "∂L/∂z") == table(shifted, "∂L/∂z")


def test_the_groups_stand_over_their_columns():
    pipeline = show().tables["pipeline"]
    spans = np.cumsum([0, *(span for _, span in pipeline.groups)])
    over = {
        name: pipeline.head[start:end] for (name, _), start, end in zip(pipeline.groups, spans, spans[1:], strict=False)
    }
    assert over[WORDS("table.target")] == ["y"]
    assert over[WORDS("table.backward")] == ["∂L/∂p", "∂L/∂z", WORDS("table.numerical")]
    assert over[""] == [WORDS("table.class")]


@each_state
def test_the_jacobian_table_has_the_derivatives_of_the_probabilities(state):
    shown = show(**vars(state)).tables["jacobian"]
    for row, (head, *cells) in enumerate(shown.rows):
        assert head == f"∂p {WORDS('class', index=row)}"
        assert_written(cells, jacobian_of(state)[row], 4)
        assert all(cell[0] in "+−" for cell in cells if numbers([cell]) != [0])
    assert shown.head == ["", *(f"∂z {WORDS('class', index=column)}" for column in range(len(state.z)))]
    assert shown.title == WORDS("table.jacobian")
    assert shown.folded
