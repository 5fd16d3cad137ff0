"""What the pictures of the lesson "Linear classifier" show, computed anew from its downloaded weights."""

import numpy as np
import pytest
from scipy.special import log_softmax, softmax
from sklearn.datasets import load_iris
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

import softmax_core as core
from figures.theme import CLASSES
from pages.classifier import State
from tests.pages.classifier import WORDS, classifier, coordinates, line, rows, show

LEVELS = 25
STATES = {
    "spiral": State(step=60),
    "blobs": State(data="blobs", classes=5, step=20),
    "quadratic": State(data="rings", features="quadratic", step=30),
    "one against the rest": State(data="blobs", classes=4, loss="one_vs_rest", step=15),
}
each_state = pytest.mark.parametrize("state", STATES.values(), ids=STATES)


def scores_at(state, places):
    weights, bias, _ = classifier(state)
    return core.FeatureMap(state.features, seed=state.seed).transform(places) @ weights + bias


def regions_of(shown):
    [cells] = [trace for trace in shown.figures["plane"]["data"] if trace["type"] == "heatmap"]
    return cells


@each_state
def test_a_region_has_the_class_of_the_highest_score_and_the_shade_of_its_probability(state):
    cells = regions_of(show(state))
    places = np.stack(np.meshgrid(cells["x"], cells["y"]), axis=-1)
    scores = scores_at(state, places.reshape(-1, 2)).reshape(*places.shape[:2], -1)
    p = 1 / (1 + np.exp(-scores)) if state.loss == "one_vs_rest" else softmax(scores, axis=-1)
    two = np.sort(scores, axis=-1)[..., -2:]
    clear = two[..., 1] - two[..., 0] > 1e-9
    np.testing.assert_array_equal((cells["z"] // LEVELS)[clear], scores.argmax(-1)[clear])
    if state.loss != "one_vs_rest":
        classes = scores.shape[-1]
        confidence = (classes * p.max(-1) - 1) / (classes - 1)
        shade = cells["z"][clear] % LEVELS / (LEVELS - 1)
        np.testing.assert_allclose(shade, confidence[clear], atol=0.51 / (LEVELS - 1))
        assert np.ptp(shade) > 0.3, "the regions are not of one shade"


@each_state
def test_a_row_stands_in_a_region_of_its_prediction(state):
    shown = show(state)
    cells, drawn = regions_of(shown), rows(shown)
    column = np.abs(coordinates(shown)[:, :1] - cells["x"]).argmin(1)
    row = np.abs(coordinates(shown)[:, 1:] - cells["y"]).argmin(1)
    right = (cells["z"] // LEVELS)[row, column] == drawn["marker"]["color"]
    is_x = np.asarray(drawn["marker"]["symbol"]) == 4
    assert (right != is_x).mean() > 0.93, "all but the rows beside a boundary"


def test_the_titles_of_the_axes_are_the_principal_components_with_their_shares():
    shares = PCA(2).fit(StandardScaler().fit_transform(load_iris().data)).explained_variance_ratio_
    assert shares[0] > shares[1] + 0.1
    layout = show(data="iris", steps=10).figures["plane"]["layout"]
    for axis, number, share in (("xaxis", 1, shares[0]), ("yaxis", 2, shares[1])):
        assert layout[axis]["title"]["text"] == WORDS("axes.component", number=number, share=f"{share:.0%}")


def test_the_titles_of_the_axes_of_two_columns_are_their_names_in_order():
    layout = show(data="moons", steps=10).figures["plane"]["layout"]
    assert [layout[axis]["title"]["text"] for axis in ("xaxis", "yaxis")] == ["x1", "x2"]


def test_the_first_principal_component_runs_across():
    spread = coordinates(show(data="iris", steps=10)).std(0)
    assert spread[0] > 1.5 * spread[1]


@pytest.mark.parametrize("state", [State(step=60), State(data="iris", step=30, steps=60)], ids=["spiral", "iris"])
def test_a_point_of_the_triangle_is_the_mean_of_the_corners_weighted_with_its_probabilities(state):
    shown = show(state)
    weights, bias, _ = classifier(state)
    raw = core.spiral()[0] if state.data == "spiral" else StandardScaler().fit_transform(load_iris().data)
    p = softmax(raw @ weights + bias, axis=1)
    names = next(trace for trace in shown.figures["simplex"]["data"] if trace.get("mode") == "text")
    corners = np.array([[0, 0], [1, 0], [0.5, 3**0.5 / 2]])
    np.testing.assert_allclose(coordinates_in(shown, "simplex"), p @ corners, atol=1e-6)
    below = np.column_stack([names["x"], names["y"]]) - corners
    assert (np.hypot(*below.T) < 0.1).all(), "a name stands at its corner"
    wanted = list(load_iris().target_names) if state.data == "iris" else [WORDS("class", index=k) for k in range(3)]
    assert names["text"] == wanted
    assert names["textfont"]["color"] == list(CLASSES[:3])


def coordinates_in(shown, figure):
    return np.column_stack([rows(shown, figure)["x"], rows(shown, figure)["y"]])


@pytest.mark.parametrize(
    "state", [State(arrows=True, step=20), State(data="iris", arrows=True, step=10, view=2)], ids=["spiral", "iris"]
)
def test_an_arrow_leads_from_its_row_to_a_smaller_loss_and_the_longest_is_an_eighth_of_the_plane(state):
    shown = show(state)
    arrows, cells = line(shown, "arrow"), regions_of(shown)
    thinning = 3 if state.data == "spiral" else 2
    places = coordinates(shown)[::thinning]
    np.testing.assert_allclose(arrows[:, 0], places, rtol=1e-5, atol=1e-6)
    extent = np.array([np.ptp(cells["x"]), np.ptp(cells["y"])])
    lengths = np.abs((arrows[:, 1] - arrows[:, 0]) / extent).max(1)
    assert lengths.max() == pytest.approx(1 / 8, rel=1e-4)
    assert (lengths > 0).all()
    moved = places + 0.01 * (arrows[:, 1] - arrows[:, 0])
    before, after = (loss_at(state, at, slice(None, None, thinning)) for at in (places, moved))
    assert (after < before + 1e-12).all()


def loss_at(state, places, kept):
    """Return the loss of each row that is kept, moved to its place in the plane."""
    weights, bias, found = classifier(state)
    if state.data == "iris":
        raw, labels = load_iris(return_X_y=True)
        raw, labels = raw[kept].copy(), labels[kept]
        raw[:, [0, 2]] = places
        x = (raw - found["shifted_by"]) / found["divided_by"]
    else:
        x, labels = places, core.spiral()[1][kept]
    return -log_softmax(x @ weights + bias, axis=1)[np.arange(len(labels)), labels]


def test_without_the_switch_no_arrows_are_drawn():
    assert len(line(show(step=20), "arrow")) == 0


@each_state
def test_the_table_shows_the_weights_and_their_gradient(state):
    weights, bias, found = classifier(state)
    table = show(state).tables["weights"]
    assert [name for name, _ in table.groups] == ["", *found["classes"]]
    assert [span for _, span in table.groups] == [1, *[2] * len(bias)]
    assert table.head[1:] == ["W", "∂L/∂W"] * len(bias)
    assert [row[0] for row in table.rows] == [*found["columns"], WORDS("table.bias")]
    cells = np.array([[float(text.replace("−", "-")) for text in row[1:]] for row in table.rows])
    np.testing.assert_allclose(cells[:, ::2], np.vstack([weights, bias]), atol=6e-5)
    np.testing.assert_allclose(cells[:, 1::2], gradient_of(state, weights, bias), atol=6e-5)
    assert all(text[0] in "+−0" for row in table.rows for text in row[1:])


def gradient_of(state, weights, bias):
    """Return the gradient of the mean loss and of the regularization by differences, (D' + 1, K)."""
    data = {
        "spiral": core.spiral,
        "rings": core.rings,
        "blobs": lambda: core.blobs(240 // state.classes, state.classes),
    }
    points, labels = data[state.data]()
    x = np.column_stack([core.FeatureMap(state.features, seed=state.seed).transform(points), np.ones(len(points))])
    y = np.eye(len(bias))[labels]

    def loss(parameters):
        scores = x @ parameters
        own = (
            (np.logaddexp(0, scores) - y * scores) if state.loss == "one_vs_rest" else -y * log_softmax(scores, axis=1)
        )
        return own.sum() / len(x) + 0.5 * state.l2 * (parameters[:-1] ** 2).sum()

    at, gradient = np.vstack([weights, bias]), np.zeros((len(weights) + 1, len(bias)))
    for index in np.ndindex(at.shape):
        step = np.zeros_like(at)
        step[index] = 1e-5
        gradient[index] = (loss(at + step) - loss(at - step)) / 2e-5
    return gradient
