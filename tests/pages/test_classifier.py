"""The lesson "Linear classifier" without a browser: published numbers, and what must hold of every run."""

import base64
import contextlib
import csv
import io
import json

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit, log_softmax
from sklearn.datasets import load_iris
from sklearn.decomposition import PCA
from sklearn.metrics import confusion_matrix
from sklearn.preprocessing import StandardScaler
from stage.channel import seen

import pages
import softmax_core as core
import stage
from pages.classifier import LESSON, State, frame
from pages.classifier.state import EDITABLE
from stage import Edit, wire
from tests.stage.states import garbage, states
from text import translations

WORDS = translations("en").section("classifier")
DATA = ("spiral", "blobs", "bands", "xor", "rings", "moons", "drawn", "iris", "penguins")
NOBODYS = "0123456789abcdef" * 2
MADE = {"spiral": core.spiral, "bands": core.bands, "xor": core.xor, "rings": core.rings, "moons": core.moons}
# CS231n prints these every 10 steps
PUBLISHED = [
    *("1.096956", "0.917265", "0.851503", "0.822336", "0.807586", "0.799448", "0.794681", "0.791764", "0.789920"),
    *("0.788726", "0.787938", "0.787409", "0.787049", "0.786803", "0.786633", "0.786514", "0.786431", "0.786373"),
    *("0.786331", "0.786302"),
]
TABLE = "length,width,kind\n" + "".join(f"{i % 7}.5,{i % 5 - i % 3},{'abc'[i % 3]}\n" for i in range(30))


def show(state=None, **values):
    return frame(state or State(**values), WORDS)


def own(text, name="mine.csv", **values):
    content = text if isinstance(text, bytes) else text.encode()
    return State(data="own", file=UploadedFile.received(name, content), **values)


def reading(shown, key):
    return dict(shown.readings)[WORDS(f"readings.{key}")]


def encoded(shown):
    return wire.encode({"view": wire.plain(seen(shown))})


def rows(shown, figure="plane"):
    """Return the trace of the rows."""
    [found] = [trace for trace in shown.figures[figure]["data"] if trace.get("meta") == "rows"]
    return found


def places(shown):
    return np.column_stack([rows(shown)["x"], rows(shown)["y"]])


def line(shown, name):
    """Return the ends of the pieces of a line of the plane, (M, 2, 2)."""
    [trace] = [trace for trace in shown.figures["plane"]["data"] if trace.get("name") == WORDS(f"lines.{name}")]
    ends = np.column_stack([trace["x"], trace["y"]]).reshape(-1, 3, 2)
    assert np.isnan(ends[:, 2]).all()
    return ends[:, :2].astype(float)


def curve(shown, name):
    [trace] = [trace for trace in shown.figures["loss"]["data"] if trace.get("name") == WORDS(f"curve.{name}")]
    return np.asarray(trace["y"])


def document(state, name):
    return LESSON.downloads[name](state, WORDS).text


def run(state):
    """Return the numbers of every step as the document tells them."""
    found = list(csv.DictReader(io.StringIO(document(state, "steps"))))
    return {name: np.array([float(row[name]) for row in found]) for name in found[0]}


def classifier(state):
    """Return weights and bias of the step that a state looks at."""
    told = json.loads(document(state, "weights"))
    return np.array(told["weights"]).reshape(-1, len(told["classes"])), np.array(told["bias"]), told


def arrays(value, path=()):
    """Yield every array of numbers that a frame draws, with the way to it."""
    if isinstance(value, dict) and "bdata" in value:
        yield path, np.frombuffer(base64.b64decode(value["bdata"]), value["dtype"])
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from arrays(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from arrays(item, (*path, index))
    elif isinstance(value, float):
        yield path, np.array([value])


def is_whole(shown):
    """Check that all that is drawn is finite but for the gaps of lines."""
    for path, numbers in arrays(wire.plain(seen(shown))):
        gaps = path[:3] == ("figures", "plane", "data") and path[-1] in ("x", "y")
        assert not np.isinf(numbers).any(), path
        assert gaps or not np.isnan(numbers).any(), path
    for name in ("deciding", "hidden", "ghost", "arrow"):
        if shown.figures:
            assert np.isfinite(line(shown, name)).all()


def printed(text):
    """Run a script in this process, where a warning is an error; return what it prints."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output), np.errstate(over="ignore", invalid="ignore"):
        exec(compile(text, "script", "exec"), {})
    return np.array([float(told.split(" ")[1]) for told in output.getvalue().splitlines()])


# Known values


def test_the_run_that_is_shown_first_is_the_published_one():
    assert [reading(show(t=step), "loss") for step in range(0, 200, 10)] == PUBLISHED
    last = show(t=199)
    assert f"{run(State())['accuracy'][199]:.2f}" == "0.49"
    assert reading(last, "accuracy") == "49.3%"
    assert reading(last, "right") == WORDS("of", part=148, whole=300)


def test_the_presets_are_read_back_from_their_links():
    for state in LESSON.presets.values():
        assert stage.read_query(State, write_query(state)) == (state, ())
    assert LESSON.presets["spiral"] == State()


@pytest.mark.parametrize("state", LESSON.presets.values(), ids=LESSON.presets)
@pytest.mark.parametrize("share", [0, 0.5, 1])
def test_a_preset_shows_what_an_independent_computation_says(state, share):
    last = int(run(state)["step"][-1])
    state = State(**vars(state) | {"t": round(share * last)})
    shown = show(state)
    is_whole(shown)
    weights, bias, told = classifier(state)
    if state.data in MADE:
        raw, labels = MADE[state.data]()
    elif state.data == "iris":
        raw, labels = load_iris(return_X_y=True)
        raw = StandardScaler().fit_transform(raw)
    elif state.data == "drawn":
        raw, labels = (np.array([edit[part] for edit in state.points]) for part in (slice(1, 3), 3))
    else:
        return
    scores = core.expand(raw, state.features, seed=0) @ weights + bias
    log_p = log_softmax(scores, axis=1)
    loss = -log_p[np.arange(len(labels)), labels].mean() + 0.5 * state.reg * (weights**2).sum()
    assert float(reading(shown, "loss")) == pytest.approx(loss, abs=6e-7)
    right = int((scores.argmax(1) == labels).sum())
    assert reading(shown, "right") == WORDS("of", part=right, whole=len(labels))
    assert reading(shown, "accuracy") == f"{right / len(labels):.1%}"
    counts = confusion_matrix(labels, scores.argmax(1), labels=range(len(bias)))
    np.testing.assert_array_equal(shown.figures["confusion"]["data"][0]["text"], counts)
    np.testing.assert_allclose(rows(shown)["customdata"], np.exp(log_p)[np.arange(len(labels)), labels], atol=1e-6)
    np.testing.assert_array_equal(np.asarray(rows(shown)["marker"]["symbol"]) == 4, scores.argmax(1) != labels)
    assert told["loss"] == pytest.approx(loss, rel=1e-12)


def test_newton_is_at_the_optimum_of_iris_within_twelve_steps():
    state = State(**vars(LESSON.presets["newton"]) | {"t": 2000})
    numbers = run(state)
    assert len(numbers["step"]) <= 13
    assert numbers["gradient_norm"][-1] < 1e-10
    last = int(numbers["step"][-1])
    assert WORDS("remarks.tolerance", step=last, norm="1e-10") in show(state).remarks


def test_a_step_that_is_too_large_is_stopped_and_said_to_be():
    preset = LESSON.presets["diverging"]
    numbers = run(preset)
    last = int(numbers["step"][-1])
    assert last < preset.steps
    for step in (0, last // 2, last, 2000):
        shown = show(State(**vars(preset) | {"t": step}))
        assert WORDS("remarks.diverged", step=last) in shown.remarks
        is_whole(shown)
        assert not {text for _, text in shown.readings} & {"∞", "–"}
        assert "nan" not in encoded(shown).lower().replace("nance", "")


def test_playing_a_thousand_steps_back_and_forth_shows_the_same_frames():
    steps = [*range(0, 1000, 40), 1000]

    def frames(order):
        return {step: encoded(show(t=step, steps=1000)) for step in order}

    forth, back, again = frames(steps), frames(steps[::-1]), frames(steps)
    assert forth == back == again
    assert len(set(forth.values())) == len(steps)


def test_a_step_beyond_the_run_is_its_last():
    beyond, last = show(t=2000, steps=10), show(t=10, steps=10)
    assert encoded(beyond) == encoded(last)
    assert reading(beyond, "step") == WORDS("of", part=10, whole=10)
    assert beyond.controls["t"]["high"] == 10


# Weights by hand


def test_a_run_by_hand_starts_exactly_where_the_hand_put_it():
    by_hand = (0.1, -2.0, 3.5, 0.0, 1e-3, -7.25, 1.0, 2.0, -3.0)
    state = State(W=by_hand)
    weights, bias, _ = classifier(state)
    assert (*weights.ravel(), *bias) == by_hand
    assert show(state).controls["W"]["values"] == list(by_hand)
    points, labels = core.spiral()
    expected = core.classifier_loss(points, labels, np.reshape(by_hand[:6], (2, 3)), by_hand[6:], reg=1e-3)
    assert float(reading(show(state), "loss")) == pytest.approx(expected.data + expected.regularization, abs=6e-7)


@pytest.mark.parametrize("given", [(1.0,), (1.0,) * 8, (1.0,) * 10, (1.0,) * 400])
def test_weights_of_another_model_are_left_alone_and_the_reader_is_told(given):
    shown = show(W=given)
    assert WORDS("remarks.weights", given=len(given), wanted=9) in shown.remarks
    assert reading(shown, "loss") == PUBLISHED[0]


def test_the_sliders_show_the_weights_of_the_step_and_reach_beyond_them():
    weights, bias, _ = classifier(State(t=150))
    hand = show(t=150).controls["W"]
    np.testing.assert_allclose(hand["values"], [*weights.ravel(), *bias], atol=5.1e-5)
    assert hand["low"] <= min(hand["values"]) <= max(hand["values"]) <= hand["high"]
    assert len(hand["labels"]) == len(hand["values"]) == 9


def test_the_table_shows_every_weight_with_its_slope():
    state = State(t=20)
    weights, bias, _ = classifier(state)
    points, labels = core.spiral()
    loss = core.classifier_loss(points, labels, weights, bias, reg=1e-3)
    told = [[float(cell.replace("−", "-")) for cell in row[1:]] for row in show(state).tables["weights"].rows]
    np.testing.assert_allclose(np.array(told)[:, ::2], np.vstack([weights, bias]), atol=6e-5)
    np.testing.assert_allclose(np.array(told)[:, 1::2], np.vstack([loss.wrt_weights, loss.wrt_bias]), atol=6e-5)


# Points by hand


@settings(max_examples=40)
@given(
    st.sampled_from(["spiral", "xor", "rings"]),
    st.lists(
        st.builds(Edit, st.none() | st.integers(0, 350), st.floats(-3, 3), st.floats(-3, 3), st.integers(0, 9))
        | st.integers(0, 350).map(Edit),
        max_size=12,
    ).map(tuple),
)
def test_edits_change_exactly_the_rows_that_they_name(data, edits):
    state = State(data=data, points=edits, steps=10)
    points, labels = MADE[data]()
    left = {key: (*place, label) for key, (place, label) in enumerate(zip(points, labels, strict=True))}
    new = 0
    for edit in state.points:
        if edit.row is None:
            new += 1
            left[-new] = edit[1:]
        elif edit.x is None:
            left.pop(edit.row, None)
        elif edit.row in left:
            left[edit.row] = edit[1:]
    shown = show(state)
    assert shown.controls["points"]["keys"] == list(left)
    expected = np.array(list(left.values()))
    np.testing.assert_allclose(places(shown), expected[:, :2], rtol=1e-6)
    np.testing.assert_array_equal(rows(shown)["marker"]["color"], expected[:, 2])
    told = shown.readings[-1][1]
    assert told.endswith(WORDS("of", part=0, whole=len(left)).removeprefix("0"))


def test_a_new_point_of_a_new_class_makes_that_class():
    assert len(show(data="xor", points=(Edit(None, 0.0, 0.0, 2),), steps=10).controls["points"]["names"]) == 3
    assert len(show(data="xor", points=(Edit(None, 0.0, 0.0, 9),), steps=10).controls["points"]["names"]) == 10


def test_a_class_that_lost_its_last_row_is_still_there():
    removed = tuple(Edit(None, 0.0, 0.0, 1) for _ in range(2))
    counts = np.array(show(data="drawn", points=removed, steps=10).figures["confusion"]["data"][0]["text"])
    assert counts.sum(1).tolist() == [0, 2]
    labels = core.xor()[1]
    left = State(data="xor", points=tuple(Edit(int(row)) for row in np.flatnonzero(labels == 1)[:60]), steps=10)
    assert len(show(left).controls["points"]["names"]) == 2


@pytest.mark.parametrize(
    "points",
    [
        (),
        (Edit(None, 0.5, 0.5, 0),),
        (Edit(None, 0.5, 0.5, 3),),
        (Edit(None, 0.5, 0.5, 0), Edit(None, 0.5, 0.5, 1)),
        tuple(Edit(None, x / 10, 0.0, 1) for x in range(5)),
        (Edit(None, 1000.0, -1000.0, 0), Edit(None, -1000.0, 1000.0, 1)),
    ],
)
@pytest.mark.parametrize("optimizer", ["gradient_descent", "newton"])
@pytest.mark.parametrize("features", ["linear", "sines", "fourier"])
def test_any_few_drawn_points_are_shown(points, optimizer, features):
    shown = show(data="drawn", points=points, optimizer=optimizer, features=features, steps=10, t=5, arrows=True)
    is_whole(shown)
    assert len(rows(shown)["x"]) == len(points)
    assert (WORDS("remarks.draw") in shown.remarks) == (not points)


@pytest.mark.parametrize("name", LESSON.downloads)
def test_of_a_drawing_of_nothing_there_is_nothing_to_take_home(name):
    assert LESSON.downloads[name](State(data="drawn"), WORDS) is None


# Every combination


@settings(max_examples=120)
@given(
    data=st.sampled_from(DATA),
    features=st.sampled_from(core.FEATURE_SETS),
    loss=st.sampled_from(core.LOSSES),
    optimizer=st.sampled_from(core.OPTIMIZERS),
    rest=states(State),
)
def test_every_kind_of_data_features_loss_and_optimizer_is_shown(data, features, loss, optimizer, rest):
    chosen = {"data": data, "features": features, "loss": loss, "optimizer": optimizer}
    state = State(**vars(rest) | chosen)
    shown = show(state)
    is_whole(shown)
    assert shown.figures.keys() >= {"plane", "loss", "confusion"}
    three = len(shown.controls["points"]["names"]) == 3
    assert ("simplex" in shown.figures) == (three and loss != "one_vs_rest")
    used_newton = WORDS("remarks.newton") not in shown.remarks
    assert used_newton or optimizer == "newton"
    if optimizer == "newton" and loss != "cross_entropy":
        assert not used_newton
    last = len(curve(shown, "total")) - 1
    assert reading(shown, "step") == WORDS("of", part=min(int(state.t), last), whole=last)


@pytest.mark.parametrize("state", LESSON.presets.values(), ids=LESSON.presets)
def test_plotly_accepts_every_figure(state):
    for more in ({}, {"arrows": True, "log": True, "t": 9, "pin": write_query(state)}):
        for figure in show(State(**vars(state) | more)).figures.values():
            go.Figure(figure)


@settings(max_examples=60)
@given(garbage(State))
def test_any_link_gives_a_frame(query):
    state, _ = stage.read_query(State, query)
    shown = show(state)
    assert shown.figures or shown.remarks
    encoded(shown)


@settings(max_examples=60)
@given(
    st.integers(0, 199),
    st.lists(st.integers(0, 199) | st.integers(0, 4), max_size=25).map(tuple),
    st.integers(0, 190),
    st.sampled_from(["", "data=own", "data=iris", "x", "pin=pin", "data=own&label=1&columns=0,1", "t=&=%", "W=1"]),
)
def test_no_choice_of_labels_columns_view_or_pin_raises(label, columns, view, pin):
    text = "a,b,c,d,e\n" + "".join(f"{i},{i * i % 7},{i % 2},{'xyz'[i % 3]},{'uv'[i % 2]}\n" for i in range(12))
    state = own(text, label=label, columns=columns, view=view, steps=10)
    pinned = pin and f"{pin}&file={state.file.name}~{state.file.digest}&steps=10"
    shown = show(State(**vars(state) | {"pin": pinned}))
    assert shown.figures
    is_whole(shown)


@pytest.mark.parametrize("loss", core.LOSSES)
def test_the_loss_that_is_shown_is_the_named_one(loss):
    state = State(data="blobs", loss=loss, t=10, steps=10, reg=0.1)
    weights, bias, _ = classifier(state)
    points, labels = core.blobs(80, 3)
    s = points @ weights + bias
    own_score = s[np.arange(240), labels][:, np.newaxis]
    p, y = np.exp(log_softmax(s, axis=1)), np.eye(3)[labels]
    expected = {
        "cross_entropy": -np.log((p * y).sum(1)).mean(),
        "one_vs_rest": -np.log(np.where(y > 0, expit(s), expit(-s))).sum(1).mean(),
        "squared_error": ((p - y) ** 2).mean(),
        "hinge": (np.maximum(0, s - own_score + 1).sum(1) - 1).mean(),
    }[loss]
    told = float(reading(show(state), "loss"))
    assert told == pytest.approx(expected + 0.05 * (weights**2).sum(), abs=1e-6)
    chances = expit(s) if loss == "one_vs_rest" else p
    np.testing.assert_allclose(rows(show(state))["customdata"], (chances * y).sum(1), atol=1e-6)


# Data of many columns


def test_iris_can_be_looked_at_in_seven_ways():
    options = show(data="iris", steps=10).controls["view"]["options"]
    assert [at for at, _ in options] == list(range(7))
    assert options[0][1] == WORDS("components")
    assert options[1][1] == "sepal length (cm) × sepal width (cm)"


def test_the_first_view_of_iris_is_that_of_its_principal_components():
    shown = show(data="iris", steps=10)
    scaled = StandardScaler().fit_transform(load_iris().data)
    referee = PCA(2)
    expected = referee.fit_transform(scaled)
    np.testing.assert_allclose(np.abs(places(shown)), np.abs(expected), atol=1e-5)
    assert f"{referee.explained_variance_ratio_.sum():.0%}" in " ".join(shown.remarks)


def test_the_views_of_two_columns_show_these_columns_in_their_units():
    iris = load_iris()
    pairs = [(i, j) for i in range(4) for j in range(i + 1, 4)]
    for view, pair in enumerate(pairs, start=1):
        shown = show(data="iris", view=view, steps=10)
        np.testing.assert_allclose(places(shown), iris.data[:, pair], rtol=1e-6)
        axes = shown.figures["plane"]["layout"]
        assert [axes[name]["title"]["text"] for name in ("xaxis", "yaxis")] == [iris.feature_names[i] for i in pair]


def scores_at(state, view_pair, ends):
    """Return the scores at places of a pair view, computed by hand from the units of the data."""
    weights, bias, told = classifier(state)
    raw = np.tile(told["shifted_by"], (len(ends), 1))  # the other columns stand at their mean
    raw[:, view_pair] = ends
    return ((raw - told["shifted_by"]) / told["divided_by"]) @ weights + bias


@pytest.mark.parametrize("view", range(1, 7))
def test_on_a_boundary_of_a_pair_view_the_best_two_scores_are_equal_by_hand(view):
    pair = [(i, j) for i in range(4) for j in range(i + 1, 4)][view - 1]
    state = State(data="iris", view=view, t=40, steps=40)
    ends = line(show(state), "deciding")
    assert len(ends)
    scores = np.sort(scores_at(state, pair, ends.reshape(-1, 2)), axis=1)
    np.testing.assert_allclose(scores[:, -1], scores[:, -2], atol=1e-5)


def test_the_line_between_two_classes_by_hand_is_drawn_whole():
    """Opposite weights: both scores are 0 along the line."""
    shown = show(data="xor", W=(1.0, -1.0, 0.3, -0.3, 0.1, -0.1), features="linear")
    curved = (1.0, -1.0, 0.3, -0.3, 0.0, 0.0, 0.0, 0.0, 1.0, -1.0, 0.1, -0.1)
    for picture in (shown, show(data="xor", W=curved, features="quadratic")):
        assert len(line(picture, "deciding"))
        assert len(line(picture, "hidden")) == 0


# Files


def test_a_good_file_is_learned_from():
    state = own(TABLE, t=50, steps=50)
    shown = show(state)
    is_whole(shown)
    assert reading(shown, "right").endswith("30")
    assert [name for name in shown.controls["points"]["names"]] == ["a", "b", "c"]
    assert shown.controls["label"]["options"][0] == [0, "kind"]
    assert [name for _, name in shown.controls["columns"]["options"]] == ["length", "width"]


@pytest.mark.parametrize("text", [TABLE, TABLE.replace("length", "<b>l&w</b>")])
def test_weights_taken_home_predict_from_the_raw_rows_what_is_shown(text):
    state = own(text, t=30, steps=50)
    weights, bias, told = classifier(state)
    table = [row.split(",") for row in text.splitlines()[1:]]
    raw = np.array([[float(row[0]), float(row[1])] for row in table])
    predicted = (((raw - told["shifted_by"]) / told["divided_by"]) @ weights + bias).argmax(1)
    named = np.array(told["classes"])[predicted]
    wrong = named != np.array([row[2] for row in table])
    np.testing.assert_array_equal(np.asarray(rows(show(state))["marker"]["symbol"]) == 4, wrong)
    assert told["step"] == 30


def test_weights_of_the_raw_columns_are_those_of_a_run_on_them():
    """Undo shift and division once more: W / deviation, b - mean W / deviation."""
    state = State(data="iris", t=20, steps=20)
    weights, bias, told = classifier(state)
    iris = load_iris()
    plain = weights / np.array(told["divided_by"])[:, np.newaxis]
    scores = iris.data @ plain + bias - np.array(told["shifted_by"]) @ plain
    right = int((scores.argmax(1) == iris.target).sum())
    assert reading(show(state), "right") == WORDS("of", part=right, whole=150)


def test_a_file_that_is_not_here_is_asked_for():
    named = UploadedFile("flowers.csv", NOBODYS)
    shown = show(data="own", file=named)
    assert shown.figures == {}
    assert shown.remarks == [WORDS("remarks.absent", name="flowers.csv")]
    assert show(data="own").remarks == [WORDS("remarks.no_file")]
    assert show(data="spiral", file=named).figures, "other data do not need it"


def test_a_file_that_somebody_else_brought_is_not_shown_to_those_who_only_name_it():
    state = own(TABLE, steps=10)
    assert show(state).figures
    named = UploadedFile(state.file.name, state.file.digest)
    assert show(data="own", file=named, steps=10).figures == {}
    assert show(state).figures


def test_columns_that_leave_no_rows_are_refused_in_a_sentence():
    text = "a,b,c,kind\n" + "".join(f"{'' if i % 2 else i},{i if i % 2 else ''},{i},{'xy'[i % 2]}\n" for i in range(8))
    refused = show(own(text, columns=(0, 1)))
    assert refused.figures == {}
    assert refused.remarks == [WORDS("refusals.no_rows_left", dropped=8)]
    assert refused.controls["columns"]["values"] == [0, 1], "the reader can choose others"
    one = show(own(text, columns=(0, 2)))
    assert one.figures == {}
    assert one.remarks == [WORDS("refusals.one_class", name="kind")]


def test_rows_with_holes_are_left_out_and_counted():
    text = TABLE + ",1,a\n2,,b\n3,3,\n"
    assert WORDS("notes.dropped", count=3) in show(own(text, steps=10)).notes


def test_of_very_many_rows_some_are_drawn_and_all_count():
    randomness = np.random.default_rng(0)
    points, labels = randomness.normal(size=(20_000, 2)).round(3), randomness.integers(0, 2, 20_000)
    text = "a,b,kind\n" + "".join(f"{x},{y},{'uv'[k]}\n" for (x, y), k in zip(points, labels, strict=True))
    state = own(text, steps=10, t=10, arrows=True)
    shown = show(state)
    assert len(rows(shown)["x"]) == 1_500
    assert WORDS("notes.thinned", shown="1,500", count="20,000") in shown.notes
    weights, bias, told = classifier(state)
    predicted = (((points - told["shifted_by"]) / told["divided_by"]) @ weights + bias).argmax(1)
    right = int((predicted == labels).sum())
    assert reading(shown, "right") == WORDS("of", part=right, whole=20_000)
    np.testing.assert_array_equal(
        shown.figures["confusion"]["data"][0]["text"], confusion_matrix(labels, predicted, labels=[0, 1])
    )


@pytest.mark.parametrize("offset", [0.0, 1.6e9, -1e12])
def test_points_are_drawn_where_they_are_however_far_from_zero(offset):
    """A column of times, or of large numbers that differ little."""
    wanted = np.column_stack([offset + np.arange(40.0), np.arange(40.0) % 7])
    text = "time,b,kind\n" + "".join(f"{x!r},{y!r},{'uv'[i % 2]}\n" for i, (x, y) in enumerate(wanted.tolist()))
    shown = show(own(text, steps=10))
    np.testing.assert_allclose(places(shown).astype(float) - [offset, 0], wanted - [offset, 0], atol=1e-3)
    is_whole(shown)


@pytest.mark.parametrize("size", [1e-200, 1e-30, 1e30, 1e100])
def test_columns_of_any_size_are_drawn_finite(size):
    text = "a,b,kind\n" + "".join(f"{(i % 5 + 1) * size!r},{i % 3},{'uv'[i % 2]}\n" for i in range(20))
    shown = show(own(text, steps=10, t=5, arrows=True))
    is_whole(shown)
    low, high = shown.figures["plane"]["layout"]["xaxis"]["range"]
    assert low < high


def test_a_column_that_never_changes_is_brought_to_zero():
    text = "a,b,kind\n" + "".join(f"0.1,{i % 3},{'uv'[i % 2]}\n" for i in range(30))
    state = own(text, steps=10)
    shown = show(state)
    is_whole(shown)
    low, high = shown.figures["plane"]["layout"]["xaxis"]["range"]
    assert high - low > 1e-3
    assert classifier(state)[2]["divided_by"][0] == 1


@pytest.mark.parametrize("name", ["%{x}", "{index}", "$x$", "猫", "a" * 70, "<b>x</b>"])
def test_a_class_of_any_name_is_only_a_name(name):
    shown = show(own(TABLE.replace(",a\n", f",{name}\n"), steps=10))
    [told] = set(shown.controls["points"]["names"]) - {"b", "c"}
    assert not set(told) & set("<>&")
    assert told.strip("‹b/›") == name.strip("<b/>")
    assert any(told in text for text in rows(shown)["hovertext"])


def test_the_refusal_of_a_file_is_a_sentence_and_of_a_good_one_nothing():
    assert LESSON.refusal(UploadedFile.received("a.csv", TABLE.encode()), WORDS) == ""
    assert LESSON.refusal(UploadedFile.received("", b""), WORDS) == WORDS("refusals.empty")
    assert LESSON.refusal(UploadedFile.received("a", b"x" * 1_000_001), WORDS) == WORDS("refusals.too_large", most=1)


# Pins


@pytest.mark.parametrize(
    "pinned",
    [State(t=30, steps=40), State(t=40, steps=40, features="quadratic"), State(data="iris", t=9, steps=20, view=2)],
)
def test_a_pinned_run_is_drawn_beside_the_next_one(pinned):
    shown = show(State(**vars(pinned) | {"rate": 0.2, "t": 5, "pin": write_query(pinned)}))
    np.testing.assert_array_equal(line(shown, "ghost"), line(show(pinned), "deciding"))
    np.testing.assert_array_equal(curve(shown, "pinned"), curve(show(pinned), "total"))
    assert not np.array_equal(line(shown, "ghost"), line(shown, "deciding"))


@pytest.mark.parametrize(
    ("pinned", "now"),
    [
        (State(data="iris", steps=20), State(data="penguins", steps=20)),
        (State(data="iris", steps=20), State(steps=20)),
        (State(data="xor", steps=20, t=20), State(data="spiral", steps=20)),
    ],
)
def test_of_a_pinned_run_on_other_data_only_the_curve_is_drawn(pinned, now):
    shown = show(State(**vars(now) | {"pin": write_query(pinned)}))
    assert len(line(shown, "ghost")) == 0
    np.testing.assert_array_equal(curve(shown, "pinned"), curve(show(pinned), "total"))


def test_a_pinned_run_on_the_file_of_the_reader_is_drawn_and_on_another_file_not():
    before = own(TABLE, steps=20, t=20)
    shown = show(State(**vars(before) | {"rate": 0.1, "pin": write_query(before)}))
    assert len(line(shown, "ghost"))
    other = own(TABLE + "1,1,a\n", steps=20, pin=write_query(before))
    assert len(line(show(other), "ghost")) == len(curve(show(other), "pinned")) == 0


def test_a_pin_within_a_pin_is_not_followed():
    inner = write_query(State(data="xor", steps=20))
    assert encoded(show(pin=write_query(State(steps=20, pin=inner)))) == encoded(show(pin=write_query(State(steps=20))))


# What is taken home


HOME = {
    "spiral": State(t=100),
    "edited": State(data="xor", points=(Edit(3), Edit(4, 0.1, 0.2, 1), Edit(None, 0.5, 0.5, 2)), steps=30, seed=4),
    "batches": State(data="moons", batch="16", optimizer="adam", rate=0.1, steps=40, seed=7, features="fourier"),
    "momentum": State(data="rings", optimizer="momentum", rate=0.1, loss="one_vs_rest", features="sines", steps=40),
    "hinge": State(data="penguins", loss="hinge", rate=0.05, steps=40),
    "squared": State(data="blobs", classes=5, loss="squared_error", steps=40, scale=0.0),
    "newton": LESSON.presets["newton"],
    "by hand": State(W=(1.0, 0.0, -1.0) * 3, steps=20),
    "drawn": LESSON.presets["drawn"],
    "own": own(TABLE, steps=40, rate=0.3),
    "not newton": State(data="xor", loss="hinge", optimizer="newton", rate=0.1, steps=20),
}


@pytest.mark.parametrize("state", HOME.values(), ids=HOME)
def test_the_script_prints_the_losses_of_the_run(state):
    np.testing.assert_allclose(printed(document(state, "script")), run(state)["loss"], rtol=1e-8)


def test_the_script_of_the_first_run_prints_the_published_losses():
    assert [f"{loss:.6f}" for loss in printed(document(State(), "script"))[:200:10]] == PUBLISHED


@pytest.mark.parametrize("state", HOME.values(), ids=HOME)
def test_the_numbers_of_a_run_are_those_that_are_shown_at_every_step(state):
    numbers = run(state)
    assert numbers["step"].tolist() == list(range(len(numbers["step"])))
    np.testing.assert_allclose(numbers["loss"], numbers["data_loss"] + numbers["regularization_loss"], rtol=1e-12)
    for step in {0, len(numbers["step"]) // 2, len(numbers["step"]) - 1}:
        shown = show(State(**vars(state) | {"t": step}))
        assert reading(shown, "accuracy") == f"{numbers['accuracy'][step]:.1%}"
        for key, column in (("loss", "loss"), ("norm", "gradient_norm")):
            assert reading(shown, key) == stage.format_number(numbers[column][step], 6)
        np.testing.assert_allclose(curve(shown, "total"), numbers["loss"], rtol=1e-6)
        np.testing.assert_allclose(curve(shown, "data"), numbers["data_loss"], rtol=1e-6, atol=1e-12)
        np.testing.assert_allclose(curve(shown, "penalty"), numbers["regularization_loss"], rtol=1e-6, atol=1e-12)


@pytest.mark.parametrize("state", HOME.values(), ids=HOME)
def test_a_document_does_not_depend_on_what_is_looked_at(state):
    other = State(**vars(state) | {"arrows": True, "log": True, "pin": "data=xor", "view": 3, "brush": 1})
    for name in LESSON.downloads:
        assert document(other, name) == document(state, name)


def test_the_weights_of_a_file_that_is_not_here_are_not_made_up():
    assert LESSON.downloads["weights"](State(data="own", file=UploadedFile("a", NOBODYS)), WORDS) is None


# Learning


def test_a_run_depends_on_its_seed_where_chance_has_a_part():
    assert reading(show(data="xor", seed=1), "loss") != reading(show(data="xor", seed=2), "loss")
    again = [encoded(show(data="xor", batch="8", seed=5, t=20, steps=20)) for _ in range(2)]
    assert again[0] == again[1]


def test_a_run_on_much_data_is_shortened_and_said_to_be():
    randomness = np.random.default_rng(0)
    table = randomness.normal(size=(5_000, 20)).round(2)
    text = ",".join("abcdefghijklmnopqrst") + ",kind\n"
    text += "".join(f"{','.join(map(str, row))},{'uvwxyz'[i % 6]}\n" for i, row in enumerate(table.tolist()))
    state = own(text, steps=2000)
    shown = show(state)
    last = len(curve(shown, "total")) - 1
    assert 10 <= last < 2000
    assert WORDS("remarks.shortened", steps=last, asked=2000) in shown.remarks


def test_arrows_point_where_the_loss_of_a_row_falls():
    state = State(data="blobs", t=5, steps=10, arrows=True)
    weights, bias, _ = classifier(state)
    arrows = line(show(state), "arrow")
    points, labels = core.blobs(80, 3)
    np.testing.assert_allclose(arrows[:, 0], points, atol=1e-5)
    small = arrows[:, 0] + 1e-3 * (arrows[:, 1] - arrows[:, 0])
    each = np.arange(len(labels))
    before, after = (log_softmax(at @ weights + bias, axis=1)[each, labels] for at in (arrows[:, 0], small))
    assert (after >= before).all()
    assert len(line(show(data="blobs", t=5, steps=10), "arrow")) == 0


@pytest.mark.parametrize("data", EDITABLE)
def test_data_that_can_be_edited_have_a_brush_for_every_class_and_one_more(data):
    shown = show(data=data, steps=10)
    names = shown.controls["points"]["names"]
    assert [name for _, name in shown.controls["brush"]["options"]] == [*names, WORDS("another")]


def test_the_lesson_is_the_second():
    assert pages.lessons()["classifier"] is LESSON
