"""What the reader of the classifier sets."""

from dataclasses import dataclass

import datasets
import softmax_core as core
import stage
from stage import Attachment, Edit, attachment, choice, pin, points, several, slider, toggle, vector

DRAWN, OWN = "drawn", "own"
EDITABLE = ("spiral", "blobs", "bands", "xor", "rings", "moons", DRAWN)
MEASURED = (*datasets.SHIPPED, OWN)
FURTHEST = 1_000.0
MOST_PAIRS = 190  # of twenty columns


@dataclass(frozen=True)
class State(stage.State):
    """What the reader sets: the step that is looked at, the data, the model, how it learns, and what is shown."""

    t: float = slider(0.0, low=0, high=2000, step=1, whole=True, rate=25, keep=True)

    data: str = choice(
        "spiral",
        options=(*EDITABLE, *MEASURED),
        menu=True,
        keep=True,
        group="data",
        resets=("points", "brush", "W", "label", "columns", "view"),
    )
    classes: float = slider(
        3.0, low=2, high=8, step=1, whole=True, group="data", when=("data", "blobs"), resets=("points", "W")
    )
    file: Attachment = attachment(
        chooses=("data", OWN), group="data", resets=("points", "brush", "W", "label", "columns", "view")
    )
    label: int = choice(0, most=200, menu=True, group="data", when=("data", OWN), resets=("columns", "W", "view"))
    columns: tuple[int, ...] = several(most=200, group="data", when=("data", OWN), resets=("W", "view"))
    view: int = choice(0, most=1 + MOST_PAIRS, menu=True, group="data", when=("data", *MEASURED))
    brush: int = choice(0, most=datasets.MOST_CLASSES, group="data", when=("data", *EDITABLE))
    points: tuple[Edit, ...] = points(
        on="plane",
        brush="brush",
        limit=FURTHEST,
        classes=datasets.MOST_CLASSES,
        group="data",
        when=("data", *EDITABLE),
    )

    features: core.FeatureSet = choice("linear", options=core.FEATURE_SETS, menu=True, group="model", resets=("W",))
    loss: core.LossName = choice("cross_entropy", options=core.LOSSES, menu=True, group="model")
    reg: float = slider(0.001, low=1e-5, high=10, step=0.001, scale="log", zero=True, group="model")

    rate: float = slider(1.0, low=0.001, high=100, step=0.01, scale="log", group="learning")
    optimizer: core.OptimizerName = choice("gradient_descent", options=core.OPTIMIZERS, menu=True, group="learning")
    batch: str = choice("all", options=("all", "128", "64", "32", "16", "8", "1"), menu=True, group="learning")
    steps: float = slider(200.0, low=10, high=2000, step=1, scale="log", whole=True, group="learning")
    stop: str = choice("0", options=("0", "1e-2", "1e-3", "1e-4", "1e-6", "1e-8", "1e-10"), menu=True, group="learning")
    scale: float = slider(0.01, low=0.001, high=10, step=0.01, scale="log", zero=True, group="learning", resets=("W",))
    seed: float = slider(0.0, low=0, high=99, step=1, whole=True, group="learning", resets=("W",))

    arrows: bool = toggle(False, group="look")
    log: bool = toggle(False, group="look")
    pin: str = pin(group="look")

    W: tuple[float, ...] = vector(
        (), low=-1e6, high=1e6, step=0.01, sizes=(0, 400), free=True, group="hand", resets=("t",)
    )


GROUPS = {"data": True, "model": True, "learning": True, "look": True, "hand": False}
