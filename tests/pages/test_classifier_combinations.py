"""Every combination of data, features, loss and optimizer, and what training depends on."""

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit, log_softmax

import pages
import softmax_core as core
import stage
from pages.classifier import LESSON, State
from pages.classifier.state import EDITABLE
from stage import write_query
from tests.pages.classifier import DATA, WORDS, classifier, curve, encoded, is_whole, line, own, reading, rows, show
from tests.stage.states import garbage, states


@settings(max_examples=120)
@given(
    data=st.sampled_from(DATA),
    features=st.sampled_from(core.FEATURE_KINDS),
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
    three = len(shown.updates["points"].class_names) == 3
    assert ("simplex" in shown.figures) == (three and loss != "one_vs_rest")
    used_newton = WORDS("remarks.newton") not in shown.remarks
    assert used_newton or optimizer == "newton"
    if optimizer == "newton" and loss != "cross_entropy":
        assert not used_newton
    last = len(curve(shown, "total")) - 1
    assert reading(shown, "step") == WORDS("of", part=min(state.step, last), whole=last)


@pytest.mark.parametrize("state", LESSON.presets.values(), ids=LESSON.presets)
def test_plotly_accepts_every_figure(state):
    for more in ({}, {"arrows": True, "log_axis": True, "step": 9, "pin": write_query(state)}):
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
    state = State(data="blobs", loss=loss, step=10, steps=10, l2=0.1)
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
    found = float(reading(show(state), "loss"))
    assert found == pytest.approx(expected + 0.05 * (weights**2).sum(), abs=1e-6)
    probabilities = expit(s) if loss == "one_vs_rest" else p
    np.testing.assert_allclose(rows(show(state))["customdata"][:, 0], (probabilities * y).sum(1), atol=1e-6)


def test_a_run_depends_on_its_seed_where_it_is_random():
    assert reading(show(data="xor", seed=1), "loss") != reading(show(data="xor", seed=2), "loss")
    again = [encoded(show(data="xor", batch_size="8", seed=5, step=20, steps=20)) for _ in range(2)]
    assert again[0] == again[1]


def test_a_run_on_much_data_is_shortened_and_this_is_reported():
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
    state = State(data="blobs", step=5, steps=10, arrows=True)
    weights, bias, _ = classifier(state)
    arrows = line(show(state), "arrow")
    points, labels = core.blobs(80, 3)
    points, labels = points[::3], labels[::3]  # at most a hundred
    np.testing.assert_allclose(arrows[:, 0], points, atol=1e-5)
    small = arrows[:, 0] + 1e-3 * (arrows[:, 1] - arrows[:, 0])
    each = np.arange(len(labels))
    before, after = (log_softmax(at @ weights + bias, axis=1)[each, labels] for at in (arrows[:, 0], small))
    assert (after >= before).all()
    assert len(line(show(data="blobs", step=5, steps=10), "arrow")) == 0


@pytest.mark.parametrize("data", EDITABLE)
def test_a_new_point_can_have_every_class_and_one_more(data):
    shown = show(data=data, steps=10)
    names = shown.updates["points"].class_names
    assert [name for _, name in shown.updates["new_label"].options] == [*names, WORDS("another")]


def test_the_lesson_is_the_second():
    assert pages.lessons()["classifier"] is LESSON
