"""What follows from a state for controls: the classes whose odds can be shown."""

import figures
from stage import ChoiceUpdate, ControlUpdate
from text import Words

from .planes import class_names
from .results import Results


def updates(results: Results, words: Words) -> dict[str, ControlUpdate]:
    """Offer the classes of softmax for both sides of the odds."""
    names = class_names(words, len(results.p))
    offered = ChoiceUpdate(options=list(enumerate(names)), colours=figures.CLASSES[: len(names)])
    return {"i": offered, "j": offered}
