"""The sentences beside the figures of the classifier lesson: remarks on its run, and notes on what is drawn."""

from text import Words

from .panels import Panels
from .state import EDITABLE, State

Sentence = tuple[bool, str, dict[str, object]]
"""(whether it holds, its key, the values of its placeholders)"""


def remarks(state: State, panels: Panels, words: Words) -> list[str]:
    """Say where the run is not what was asked for, and what part of the feature space is shown."""
    run, last = panels.run, panels.run.last_step
    ended, rows = run.trajectory.ended, len(run.data.points)
    is_partial = len(run.data.column_names) > 2
    weights_ignored = bool(state.weights) and not run.from_given_weights
    weights: dict[str, object] = {"given": len(state.weights), "needed": panels.results.parameters.size}
    is_known = not state.hide_future or panels.results.step == last
    shares = f"{sum(panels.variance_shares):.0%}"
    sentences: list[Sentence] = [
        ((state.data, state.features) == ("spiral", "linear"), "spiral", {}),
        (ended == "diverged" and is_known, "diverged", {"step": last}),
        (ended == "tolerance" and rows > 0 and is_known, "tolerance", {"step": last, "norm": state.tolerance}),
        (
            run.config.steps < state.steps and ended == "steps",
            "while_moving" if state.moving else "shortened",
            {"steps": last, "asked": state.steps},
        ),
        (run.config.optimizer != state.optimizer, "newton", {}),
        (
            run.config.optimizer == "newton" and 0 < (run.config.batch_size or 0) < len(run.training_rows),
            "newton_batches",
            {},
        ),
        (weights_ignored, "weights", weights),
        (state.data in EDITABLE and not rows, "draw", {}),
        (is_partial and panels.view.columns is not None, "pair", {}),
        (is_partial and panels.view.columns is None, "components", {"share": shares}),
    ]
    return _that_hold(words.section("remarks"), sentences)


def notes(state: State, panels: Panels, words: Words) -> list[str]:
    """Explain what a reader cannot see in the figures."""
    data, plotted = panels.run.data, len(panels.plotted_rows)
    names, rows, training = panels.feature_names, len(data.points), len(panels.run.training_rows)
    first_names = words.elsewhere("language.list").join([*names[:5], *(["…"] if len(names) > 5 else [])])
    arrows = len(panels.rows_with_arrows)
    sentences: list[Sentence] = [
        (state.data == "bands", "bands", {}),
        (state.features != "linear", "columns", {"count": len(names), "columns": first_names}),
        (data.is_standardized, "standardized", {}),
        (data.dropped_rows > 0, "dropped", {"count": data.dropped_rows}),
        (training < rows, "held_out", {"held_out": rows - training, "count": rows, "training": training}),
        (plotted < rows, "thinned", {"shown": f"{plotted:,}", "count": f"{rows:,}"}),
        (state.arrows and arrows > 0, "arrows", {}),
        (state.arrows and arrows < rows, "thinned_arrows", {"shown": f"{arrows:,}", "count": f"{rows:,}"}),
        (panels.run.from_given_weights, "given_weights", {}),
        (state.handles and not panels.can_be_dragged, "handles", {}),
        (state.loss == "hinge", "hinge", {}),
        (state.loss == "one_vs_rest", "one_vs_rest", {}),
    ]
    return _that_hold(words.section("notes"), sentences)


def _that_hold(words: Words, sentences: list[Sentence]) -> list[str]:
    """Return those sentences whose condition holds."""
    return [words(key, **values) for holds, key, values in sentences if holds]
