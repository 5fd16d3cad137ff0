"""The state of the classifier lesson: what the reader sets."""

from dataclasses import dataclass
from typing import Annotated

import datasets
import softmax_core as core
import stage
from stage import (
    Choice,
    Edit,
    Interpolation,
    Moving,
    MultiChoice,
    Pin,
    Points,
    Slider,
    Toggle,
    Upload,
    UploadedFile,
    Vector,
)

HAND_DRAWN, OWN = "drawn", "own"
AS_DETECTED = "auto"
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|", "spaces": datasets.SPACES}
DECIMALS = {"point": ".", "comma": ","}
EDITABLE = ("spiral", "blobs", "bands", "xor", "rings", "moons", HAND_DRAWN)
"""Two-column data sets whose points can be moved, added and removed."""
MEASURED = (*datasets.BUNDLED, OWN)
BATCH_SIZES = {"all": None, "128": 128, "64": 64, "32": 32, "16": 16, "8": 8, "1": 1}
TOLERANCES = {"0": 0.0, "1e-2": 1e-2, "1e-3": 1e-3, "1e-4": 1e-4, "1e-6": 1e-6, "1e-8": 1e-8, "1e-10": 1e-10}
MAX_COORDINATE = 1_000.0
MAX_POINTS_DRAWN = 1_500
MAX_COLUMN_PAIRS = datasets.MAX_FEATURES * (datasets.MAX_FEATURES - 1) // 2
_OF_A_TABLE = ("weights", "label", "columns", "view")
_OF_A_FORMAT = ("encoding", "delimiter", "decimal")


def _format_choice(options: tuple[str, ...]) -> Choice:
    """Return the menu of how a reader's file is written."""
    visible: tuple[str, ...] = ("data", OWN)
    return Choice(options=(AS_DETECTED, *options), menu=True, group="data", visible_when=visible, resets=_OF_A_TABLE)


@dataclass(frozen=True)
class State(stage.State):
    """The step that is shown, the data, the model, how it is trained, and what is drawn."""

    step: Annotated[
        int, Slider(0, 2000, step=1, play_rate=25, parameter="t", in_every_link=True, resets=("interpolation",))
    ] = 0
    interpolation: Annotated[float, Interpolation()] = 0.0
    moving: Annotated[bool, Moving(unless=("step", "interpolation", "row"))] = False

    data: Annotated[
        str,
        Choice(
            options=(*EDITABLE, *MEASURED),
            menu=True,
            in_every_link=True,
            group="data",
            resets=("points", "new_label", "weights", "label", "columns", "view"),
        ),
    ] = "spiral"
    classes: Annotated[
        int, Slider(2, 8, step=1, group="data", visible_when=("data", "blobs"), resets=("points", "weights"))
    ] = 3
    file: Annotated[
        UploadedFile,
        Upload(sets=("data", OWN), group="data", resets=("points", "new_label", *_OF_A_TABLE, *_OF_A_FORMAT)),
    ] = UploadedFile()
    encoding: Annotated[str, _format_choice(datasets.ENCODINGS)] = AS_DETECTED
    delimiter: Annotated[str, _format_choice(tuple(DELIMITERS))] = AS_DETECTED
    decimal: Annotated[str, _format_choice(tuple(DECIMALS))] = AS_DETECTED
    label: Annotated[
        int,
        Choice(
            max_options=datasets.MAX_COLUMNS,
            menu=True,
            group="data",
            visible_when=("data", OWN),
            resets=("columns", "weights", "view"),
        ),
    ] = 0
    columns: Annotated[
        tuple[int, ...],
        MultiChoice(
            max_options=datasets.MAX_COLUMNS, group="data", visible_when=("data", OWN), resets=("weights", "view")
        ),
    ] = ()
    view: Annotated[
        int, Choice(max_options=1 + MAX_COLUMN_PAIRS, menu=True, group="data", visible_when=("data", *MEASURED))
    ] = 0
    held_out: Annotated[int, Slider(0, 50, step=1, group="data")] = 0
    new_label: Annotated[
        int,
        Choice(max_options=datasets.MAX_CLASSES, parameter="brush", group="data", visible_when=("data", *EDITABLE)),
    ] = 0
    points: Annotated[
        tuple[Edit, ...],
        Points(
            figure="plane",
            label_field="new_label",
            max_coordinate=MAX_COORDINATE,
            classes=datasets.MAX_CLASSES,
            group="data",
            visible_when=("data", *EDITABLE),
        ),
    ] = ()

    features: Annotated[
        core.FeatureKind, Choice(options=core.FEATURE_KINDS, menu=True, group="model", resets=("weights",))
    ] = "linear"
    loss: Annotated[core.LossName, Choice(options=core.LOSSES, menu=True, group="model")] = "cross_entropy"
    l2: Annotated[float, Slider(1e-5, 10, step=0.001, scale="log", zero=True, parameter="reg", group="model")] = 0.001

    learning_rate: Annotated[float, Slider(0.001, 100, step=0.01, scale="log", parameter="rate", group="training")] = (
        1.0
    )
    optimizer: Annotated[core.OptimizerName, Choice(options=core.OPTIMIZERS, menu=True, group="training")] = (
        "gradient_descent"
    )
    batch_size: Annotated[str, Choice(options=tuple(BATCH_SIZES), menu=True, parameter="batch", group="training")] = (
        "all"
    )
    steps: Annotated[int, Slider(10, 2000, step=1, scale="log", group="training")] = 200
    tolerance: Annotated[str, Choice(options=tuple(TOLERANCES), menu=True, parameter="stop", group="training")] = "0"
    init_scale: Annotated[
        float,
        Slider(0.001, 10, step=0.01, scale="log", zero=True, parameter="scale", group="training", resets=("weights",)),
    ] = 0.01
    seed: Annotated[int, Slider(0, 99, step=1, group="training", resets=("weights",))] = 0

    row: Annotated[int, Slider(1, MAX_POINTS_DRAWN, step=1, group="display")] = 1
    dominated: Annotated[bool, Toggle(parameter="ties", group="display")] = True
    arrows: Annotated[bool, Toggle(group="display")] = False
    handles: Annotated[bool, Toggle(parameter="grab", group="display")] = True
    hide_future: Annotated[bool, Toggle(parameter="hide", group="display")] = False
    log_axis: Annotated[bool, Toggle(parameter="log", group="display")] = False
    pin: Annotated[str, Pin(group="display")] = ""

    weights: Annotated[
        tuple[float, ...],
        Vector(-1e6, 1e6, step=0.01, lengths=(0, 400), override=True, parameter="W", group="weights", resets=("step",)),
    ] = ()


APPEARANCE = (
    *("step", "interpolation", "moving", "row", "view", "dominated", "arrows", "handles", "hide_future", "log_axis"),
    "pin",
)
"""Fields that change none of the numbers of a run."""
GROUPS = {"data": True, "model": True, "training": True, "display": True, "weights": False}
