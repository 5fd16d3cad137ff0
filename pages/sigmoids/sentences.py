"""The sentences of the lesson about a state: the two sums, which model suits these labels, and a link."""

import stage
from stage import Link, Span
from text import Words, format_column, format_number

from ..softmax.state import State as SoftmaxState
from .planes import DIGITS, class_names
from .results import Results
from .state import State

SCORE_DECIMALS = 4
"""Of a score in a link."""


def formula(results: Results, words: Words) -> list[Span]:
    """Write both sums with their numbers, in the colours of the classes."""
    spans = [Span(words("formula.softmax"))]
    for name, values in (("sigmoids", results.p), ("", results.separate)):
        terms = format_column(values, DIGITS, powers=False)
        spans += [part for k, term in enumerate(terms) for part in (Span(" + "), Span(term, k))][1:]
        spans.append(Span(words("formula.sum", sum=format_number(float(values.sum()), DIGITS)), kind="strong"))
        if name:
            spans.append(Span(words(f"formula.{name}"), kind="apart"))
    return spans


def remarks(state: State, results: Results, words: Words) -> list[str]:
    """Say which model suits the labels, with what each gets exactly right, and what songs of no genre need."""
    models = results.models
    counts = models.labels.sum(1)
    numbers = {
        "songs": len(counts),
        "pairs": int((counts > 1).sum()),
        "outside": int((counts == 0).sum()),
        "softmax": f"{models.softmax.accuracy:.0%}",
        "sigmoids": f"{models.sigmoids.accuracy:.0%}",
        "most": f"{(counts <= 1).mean():.0%}",
        "unclear": int((models.sigmoids.answers.sum(1) != 1).sum()),
    }
    said = [words(f"remarks.{state.labels}", **numbers)]
    return [*said, words("remarks.outside", **numbers)] if state.outside else said


def link(results: Results, words: Words) -> Link:
    """Link to the first lesson with the scores that softmax gives this song."""
    scores = tuple(round(z, SCORE_DECIMALS) for z in results.scores.tolist())
    state = SoftmaxState(z=scores, y=int(results.largest.argmax()), names=tuple(class_names(words, len(scores))))
    return Link(words("link"), "", stage.write_query(state))
