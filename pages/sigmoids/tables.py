"""The tables of the lesson: which labels ask for which model, and the odds factor by factor."""

from functools import partial

from stage import Parts, Table
from text import Words, format_column, format_number

from .panels import pair_names
from .results import Results
from .state import State

ODDS_COLUMNS = ("part", "value", "standardized", "term", "factor")
EXAMPLES = ("genres", "properties", "scenes", "pictures")


def tables(state: State, results: Results, words: Words) -> Parts[Table]:
    """Show examples of labels, and the odds in numbers."""
    return Parts({"examples": partial(examples_table, words), "odds": partial(odds_table, state, results, words)})


def odds_table(state: State, results: Results, words: Words) -> Table:
    """Write each factor of the odds, their product, and beside it the ratio of the two probabilities."""
    first, second = pair_names(results, words)
    odds, (i, j) = results.odds, results.pair
    rows = zip(
        [words("odds.average"), words("odds.tempo"), words("odds.loudness")],
        ["", format_number(state.x, 1), format_number(state.y, 1)],
        ["", *format_column(results.features, 3, signed=True)],
        format_column(odds.terms, 4, signed=True),
        format_column(odds.factors),
        strict=True,
    )
    ratio = format_number(float(results.p[i] / results.p[j]))
    product = [format_number(float(odds.terms.sum()), 4, signed=True), format_number(odds.ratio)]
    p_first, p_second = (format_number(float(results.p[k])) for k in (i, j))
    return Table(
        title=words("odds.title", first=first, second=second),
        head=[words(f"odds.{head}") for head in ODDS_COLUMNS],
        rows=[list(row) for row in rows],
        foot=[words("odds.product"), "", "", *product],
        note=words("odds.note", first=first, second=second, p_first=p_first, p_second=p_second, ratio=ratio),
        folded=True,
    )


def examples_table(words: Words) -> Table:
    """List sets of labels, whether one item can have several of them, and the model to choose."""
    columns = ("labels", "several", "choice")
    return Table(
        title=words("examples.title"),
        head=[words(f"examples.{column}") for column in columns],
        rows=[[words(f"examples.{name}.{column}") for column in columns] for name in EXAMPLES],
    )
