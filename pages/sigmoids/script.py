"""The Python that a reader copies from the lesson on one softmax and several sigmoids."""

from text import Words
from text.scripts import fill_template

from .results import compute
from .state import State
from .tables import ODDS_COLUMNS


def script(state: State, words: Words) -> str:
    """Write both models, the readings and the odds of a state; the draws are left out."""
    values = {
        "song": (state.x, state.y),
        "i, j": compute(state).pair,
        "head": [words(f"odds.{column}") for column in ODDS_COLUMNS],
    }
    return fill_template("sigmoids", words, values, {state.labels, "outside" if state.outside else ""})
