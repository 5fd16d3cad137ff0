"""What the browser sets where a line or a weight vector is dragged: laws, with scores as the referee."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from pages.classifier.model_handles import HALF, arrow_tips

MODULE = Path(__file__).parents[2] / "stage" / "browser" / "figures" / "model_geometry.js"
RUN = f"""
import * as geometry from {json.dumps(MODULE.as_uri())};
import {{ readFileSync }} from "node:fs";
const answers = JSON.parse(readFileSync(0)).map(([name, ...values]) => geometry[name](...values));
console.log(JSON.stringify(answers));
"""
ROUNDING = 3e-4  # five digits are kept of a weight
COUNT = 60


@dataclass
class Case:
    """A classifier of D features and K classes, and a plane of two of its features."""

    spec: dict
    parameters: np.ndarray
    classes: list
    places: np.ndarray
    """(3, 2) on the axes: of the pivot, where a line is grabbed, and where it is dropped"""

    def feature_places(self):
        """Return the places in the units of the two features."""
        return (self.places - self.spec["offset"]) / self.spec["scale"]

    def scores(self, parameters):
        """Return the scores at the places, (3, K)."""
        x = np.tile(np.array(self.spec["origin"]), (3, 1))
        x[:, self.spec["columns"]] = self.feature_places()
        return x @ parameters[:-1] + parameters[-1]

    def difference(self, parameters):
        """Return the difference of the weights of the two classes, of the two features."""
        i, j = self.classes
        return (parameters[:, i] - parameters[:, j])[self.spec["columns"]]

    def ask(self, name, *values):
        """Return the call of a function of the browser."""
        return [name, self.spec, self.parameters.ravel().tolist(), *values]

    def after(self, settings):
        """Return the parameters with what was set."""
        changed = self.parameters.copy().ravel()
        for index, value in settings:
            changed[index] = value
        return changed.reshape(self.parameters.shape)


def case(seed):
    """Return a random case: any units, further features that are not 0 in the plane, and a line through two places."""
    rng = np.random.default_rng(seed)
    features, classes = int(rng.integers(2, 6)), int(rng.integers(2, 7))
    columns = sorted(rng.choice(features, 2, replace=False).tolist())
    origin = rng.normal(size=features)
    origin[columns] = 0
    spec = {
        **{"classes": [str(k) for k in range(classes)], "columns": columns, "origin": origin.tolist()},
        **{"offset": (30 * rng.normal(size=2)).tolist(), "scale": rng.uniform(0.1, 20, 2).tolist()},
        **{"middle": rng.normal(size=2).tolist(), "length": float(rng.uniform(0.5, 3)), "half": HALF},
    }
    parameters = np.round(rng.uniform(0.05, 5) * rng.normal(size=(features + 1, classes)), 4)
    made = Case(spec, parameters, rng.choice(classes, 2, replace=False).tolist(), rng.normal(size=(3, 2)))
    i, j = made.classes
    slope = made.difference(parameters)
    pivot, dropped = rng.normal(size=(2, 2))
    grabbed = pivot + rng.choice([-1, 1]) * rng.uniform(0.3, 2) * np.array([-slope[1], slope[0]]) / np.hypot(*slope)
    made.places = np.array(spec["offset"]) + np.array(spec["scale"]) * np.array([pivot, grabbed, dropped])
    tied = made.scores(parameters)[0]
    parameters[-1, i] -= tied[i] - tied[j]  # the line runs through the pivot, and so through where it is grabbed
    return made


CASES = [case(seed) for seed in range(COUNT)]


@pytest.fixture(scope="module")
def answers():
    """Ask the browser's module, in one process."""
    asked = []
    for each in CASES:
        pivot, grabbed, dropped = each.places.tolist()
        places = {"pivot": pivot, "from": grabbed, "to": dropped}
        asked += [
            each.ask("lineThrough", each.classes, dropped),
            each.ask("turnedLine", each.classes, places),
            each.ask("turnedBy", each.classes, pivot, 25),
            each.ask("biasSettings", each.classes, 0.5),
            each.ask("vectorTo", each.classes[0], dropped),
            each.ask("arrowTip", each.classes[0]),
        ]
    node = Path(sys.executable).with_name("node")
    command = [node, "--input-type=module", "-e", RUN]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=True, timeout=60)
    found = json.loads(done.stdout)
    return {asked[at][0]: found[at::6] for at in range(6)}


def expect_zero(differences, parameters):
    """Expect differences of scores to be rounding."""
    assert np.abs(differences).max() < ROUNDING * (1 + np.abs(parameters).max()) * 10


def expect_shared(each, after):
    """Expect that one class gets what the other loses, and that nothing else changes."""
    change = after - each.parameters
    i, j = each.classes
    size = np.abs(after).max()
    np.testing.assert_allclose(change[:, i], -change[:, j], atol=ROUNDING * size)
    others = np.delete(change, [i, j], axis=1)
    assert not others.any()
    kept = np.delete(change, [*each.spec["columns"], -1], axis=0)
    assert not kept.any()


def angle(start, end):
    """Return by how much a vector is turned, in radians."""
    return np.arctan2(start[0] * end[1] - start[1] * end[0], start @ end)


def test_a_line_that_is_dragged_runs_through_where_it_is_dropped_as_steep_as_it_was(answers):
    for each, settings in zip(CASES, answers["lineThrough"], strict=True):
        after = each.after(settings)
        scores, (i, j) = each.scores(after), each.classes
        expect_zero(scores[2, i] - scores[2, j], after)
        assert np.array_equal(after[:-1], each.parameters[:-1])
        expect_shared(each, after)


def test_a_line_that_is_turned_runs_through_its_pivot_and_where_it_is_dropped(answers):
    for each, settings in zip(CASES, answers["turnedLine"], strict=True):
        after = each.after(settings)
        scores, (i, j) = each.scores(after), each.classes
        expect_zero(scores[0, i] - scores[0, j], after)
        expect_zero(scores[2, i] - scores[2, j], after)
        expect_shared(each, after)


def test_a_line_that_is_turned_keeps_the_length_of_its_weights_and_turns_the_way_it_is_dragged(answers):
    for each, settings in zip(CASES, answers["turnedLine"], strict=True):
        before, after = each.difference(each.parameters), each.difference(each.after(settings))
        close = ROUNDING * (1 + np.abs(each.parameters).max() / np.hypot(*before))
        assert np.hypot(*after) == pytest.approx(np.hypot(*before), rel=close)
        pivot, grabbed, dropped = each.feature_places()
        turn = angle(before, after) - angle(grabbed - pivot, dropped - pivot)
        assert abs((turn + np.pi) % (2 * np.pi) - np.pi) < 2 * close


def test_a_key_turns_a_line_by_degrees_to_the_left_around_its_pivot(answers):
    for each, settings in zip(CASES, answers["turnedBy"], strict=True):
        after = each.after(settings)
        before, turned = each.difference(each.parameters), each.difference(after)
        close = ROUNDING * (1 + np.abs(each.parameters).max() / np.hypot(*before))
        assert np.rad2deg(angle(before, turned)) == pytest.approx(25, abs=60 * close)
        scores, (i, j) = each.scores(after), each.classes
        expect_zero(scores[0, i] - scores[0, j], after)
        expect_shared(each, after)


def test_a_key_that_moves_a_line_changes_the_difference_of_two_biases(answers):
    for each, settings in zip(CASES, answers["biasSettings"], strict=True):
        change = each.after(settings) - each.parameters
        i, j = each.classes
        close = ROUNDING * (1 + np.abs(each.parameters[-1]).max())
        assert (change[-1, i], change[-1, j]) == pytest.approx((0.25, -0.25), abs=close)
        assert np.count_nonzero(change) == 2


def test_a_weight_vector_ends_where_its_arrow_is_dropped_and_nothing_else_changes(answers):
    for each, settings in zip(CASES, answers["vectorTo"], strict=True):
        after, k = each.after(settings), each.classes[0]
        change = after - each.parameters
        vector = after[each.spec["columns"], k]
        [tip] = arrow_tips(vector[np.newaxis], each.spec["length"])
        wanted = each.feature_places()[2] - each.spec["middle"]
        limit = 0.99 * each.spec["length"]
        wanted = wanted * min(1, limit / np.hypot(*wanted))
        np.testing.assert_allclose(tip, wanted, atol=ROUNDING * 3)
        change[each.spec["columns"], k] = 0
        assert not change.any()


def test_the_arrow_is_drawn_where_the_browser_takes_it_to_be(answers):
    for each, tip in zip(CASES, answers["arrowTip"], strict=True):
        vector = each.parameters[each.spec["columns"], each.classes[0]]
        [reach] = arrow_tips(vector[np.newaxis], each.spec["length"])
        drawn = np.array(each.spec["offset"]) + np.array(each.spec["scale"]) * (each.spec["middle"] + reach)
        np.testing.assert_allclose(tip, drawn, rtol=1e-9, atol=1e-9)


def test_the_arrow_of_no_weights_has_no_length_and_none_is_longer_than_the_longest():
    tips = arrow_tips(np.array([[0.0, 0.0], [1e9, 0.0], [0.0, 2.0], [0.0, -4.0]]), 2.0)
    np.testing.assert_allclose(tips[0], 0)
    np.testing.assert_allclose(tips[1], [2, 0], rtol=1e-6)
    np.testing.assert_allclose(tips[2:], [[0, 1], [0, -2 * 8 / 12]])
