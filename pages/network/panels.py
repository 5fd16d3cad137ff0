"""The figures, the formula, the readings and the remarks of the network lesson."""

from collections.abc import Callable

import figures
from softmax_core.checks import Floats
from stage import ChoiceUpdate, ControlUpdate, Figure, Span, VectorUpdate
from text import Words, format_column, format_number, format_probability

from .results import Results, response
from .state import EDGES, INPUTS, MAX_NUMBER, OUTPUTS, State

LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
SLIDERS = ("o1", "o2", "o3")


def named(letter: str, *nodes: str) -> str:
    """Return a quantity with the numbers of its nodes below the line, as w₄₁."""
    return letter + "".join(nodes).translate(LOWERED)


def weight_name(edge: int) -> str:
    """Return what a weight is called."""
    row, column = EDGES[edge]
    return named("w", OUTPUTS[row], INPUTS[column])


def network_figure(state: State, results: Results, words: Words) -> Figure:
    """Show the network, the edge that is followed among all others."""
    layer = results.layer
    net = figures.Network(
        inputs=results.inputs,
        probabilities=layer.probabilities,
        target=results.target,
        errors=layer.errors,
        gradient=layer.wrt_weights,
        chosen=state.edge,
        max_input=MAX_NUMBER,
    )
    heads = words.section("heads")
    texts = figures.NetworkTexts(
        heads=tuple(heads(key) for key in ("signal", "weight", "score", "probability", "error")),
        names=(tuple(named("o", node) for node in INPUTS), tuple(named("a", node) for node in OUTPUTS)),
        inputs=format_column(results.inputs, 1),
        weights=format_column(results.weights.ravel(), 2, powers=False),
        logits=format_column(layer.logits, 2, powers=False),
        probabilities=[format_probability(p) for p in layer.probabilities.tolist()],
        errors=format_column(layer.errors, 3, signed=True, powers=False),
        loss=words("figures.loss", node=named("a", OUTPUTS[state.y]), loss=format_number(layer.loss, 3)),
        legend=words("figures.legend"),
    )
    return figures.network(net, texts, title=words("figures.network"), sliders=SLIDERS, edge_choice="edge")


def factors_figure(state: State, results: Results, words: Words) -> Figure:
    """Show the gradient as the area of a rectangle, and its two factors in numbers."""
    chain = results.chain
    error, signal = error_of(results, state), named("o", INPUTS[results.column])
    said = words.section("factors")
    lines = [
        (said("error", error=error), _short(chain.error)),
        (said("signal", signal=signal), _short(chain.logit_wrt_weight)),
        (said("gradient", weight=weight_name(state.edge)), _short(chain.wrt_weight)),
        (said("numerical"), _short(results.numerical)),
        (said("printed"), _short(results.printed_gradient)),
    ]
    return figures.weight_factors(
        figures.Factors(chain.logit_wrt_weight, chain.error, results.printed_error, results.row),
        lines,
        title=words("figures.factors", weight=weight_name(state.edge)),
        axes=(words("figures.signal", signal=signal), words("figures.error", error=error)),
        max_signal=MAX_NUMBER,
        handles=figures.CornerHandles(SLIDERS, results.column),
    )


def _short(value: float) -> str:
    return format_number(value, 3, signed=True, powers=False)


def error_of(results: Results, state: State) -> str:
    """Return how the error at the end of the edge is written, a₄ − 1 or a₅."""
    a = named("a", OUTPUTS[results.row])
    return f"{a} − 1" if results.row == state.y else a


def curve_figure(state: State, results: Results, words: Words) -> Figure:
    """Show the loss against the weight, and the gradient as the slope of its tangent."""
    name = weight_name(state.edge)
    x, losses = response(results)
    return figures.weight_curve(
        figures.WeightCurve(
            x=x,
            losses=losses,
            at=float(results.weights[results.row, results.column]),
            loss=results.layer.loss,
            slope=results.chain.wrt_weight,
            stated_slope=results.printed_gradient,
        ),
        state.edge,
        tuple(row for row, _ in EDGES),
        title=words("figures.curve", weight=name),
        axis=name,
        vector="weights",
    )


FIGURES: dict[str, Callable[[State, Results, Words], Figure]] = {
    "network": network_figure,
    "factors": factors_figure,
    "curve": curve_figure,
}
"""The functions that draw the figures, in their order on the page."""


def formula(state: State, results: Results) -> list[Span]:
    """Write the chain rule to the weight, factor by factor, each with its number."""
    chain, row = results.chain, results.row
    target, node, edge = OUTPUTS[state.y], OUTPUTS[row], OUTPUTS[row] + INPUTS[results.column]
    spans = []
    for above, below, text in (("L", "", "w"), ("L", "", "a"), ("a", target, "z"), ("z", node, "w")):
        spans += [Span(f"∂{above}"), Span(below, kind="sub"), Span(f"/∂{text}")]
        spans.append(Span({"w": edge, "a": target, "z": node}[text], kind="sub"))
        spans.append(Span(" = " if len(spans) == 4 else " · "))
    spans[-1] = Span(" = ")
    factors = (chain.wrt_probability, chain.probability_wrt_logit, chain.logit_wrt_weight)
    numbers = [_bracketed(_significant(factor)) for factor in factors]
    return [
        *spans,
        Span(numbers[0], state.y),
        Span(" · "),
        Span(numbers[1], row),
        Span(" · "),
        Span(numbers[2]),
        Span(" = "),
        Span(_short(chain.wrt_weight), row, "strong"),
    ]


def _significant(value: float) -> str:
    """Write a factor with four digits that count, so that the factors as they are written multiply to the product."""
    mantissa, _, exponent = f"{value:#.4g}".partition("e")
    return (f"{mantissa}e{int(exponent)}" if exponent else mantissa).replace("-", "−")


def _bracketed(number: str) -> str:
    return f"({number})" if number.startswith("−") else number


def readings(results: Results, words: Words) -> list[tuple[str, str]]:
    """Give the numbers that sum up the state."""
    checked = results.check
    return [
        (words("readings.loss"), format_number(results.layer.loss)),
        (words("readings.gradient"), format_number(results.chain.wrt_weight, signed=True)),
        (words("readings.numerical"), format_number(results.numerical, signed=True)),
        (words("readings.printed"), format_number(results.printed_gradient, signed=True)),
        (words("readings.error"), words("readings.flat") if checked.too_flat else format_number(checked.error)),
    ]


def remarks(state: State, results: Results, words: Words) -> list[str]:
    """Say what a step does to the weight, and where the lecture note's sign differs."""
    name, gradient = weight_name(state.edge), results.chain.wrt_weight
    if not gradient:
        return [words("remarks.silent", weight=name, signal=named("o", INPUTS[results.column]))]
    said = [words("remarks.raise" if gradient < 0 else "remarks.lower", weight=name)]
    if results.row == state.y:
        said.append(words("remarks.sign", printed=_short(results.printed_gradient), gradient=_short(gradient)))
    return said


def updates(results: Results, words: Words) -> dict[str, ControlUpdate]:
    """Return what can be chosen, and the weights after the steps, from which a reader who moves one goes on."""
    colours = figures.CLASSES[: len(OUTPUTS)]
    return {
        "y": ChoiceUpdate(options=[(index, node) for index, node in enumerate(OUTPUTS)], colours=colours),
        "edge": ChoiceUpdate(options=[(edge, _option(edge)) for edge in range(len(EDGES))]),
        "weights": VectorUpdate(
            labels=[weight_name(edge) for edge in range(len(EDGES))],
            values=_shown(results.weights),
            min=-results.max_weight,
            max=results.max_weight,
            reset=words("first_weights"),
        ),
    }


def _shown(weights: Floats) -> list[float]:
    return [float(f"{weight:.5g}") for weight in weights.ravel().tolist()]


def _option(edge: int) -> str:
    row, column = EDGES[edge]
    return f"{weight_name(edge)}: {INPUTS[column]} → {OUTPUTS[row]}"
