"""What the tests of the lesson on softmax and sigmoids read off a frame, and its models from scikit-learn."""

import numpy as np
from sklearn.linear_model import LogisticRegression

import softmax_core as core
import stage
from pages.sigmoids import State, frame
from pages.sigmoids.models import L2, OUTSIDE
from tests.stage.states import states
from text import translations

WORDS = translations("en").section("sigmoids")
STATES = states(State)
GENRES = [WORDS(f"classes.{name}") for name in ("jazz", "rock", "classical")]
CASES = [("all", False), ("one", False), ("all", True), ("one", True)]


def show(query="", **values):
    return frame(stage.read_query(State, query)[0] if query else State(**values), WORDS)


def trace(shown, figure, number):
    """Return a trace, counted from that of the song: 0; 1: tracks, 2: bars, 3: their sum, 4: verdicts, 5: numbers."""
    data = shown.figures[figure]["data"]
    [marker] = shown.figures[figure]["layout"]["meta"]["markers"]
    return data[marker["trace"] + number]


def probabilities(shown, figure):
    return np.array(trace(shown, figure, 2)["x"])


def reading(shown, key):
    return dict(shown.readings)[WORDS(f"readings.{key}")]


class Referee:
    """The songs and both models, by scikit-learn."""

    def __init__(self, labels, outside):
        """Train on songs with all of their labels, or with one each."""
        songs = core.songs(outside=OUTSIDE if outside else 0)
        self.labels = songs.labels if labels == "all" else songs.single
        self.mean, self.deviation = songs.points.mean(0), songs.points.std(0)
        self.x = (songs.points - self.mean) / self.deviation
        classes = np.column_stack([self.labels, ~self.labels.any(1)])[:, : 3 + outside].astype(float)
        rows, targets = np.nonzero(classes)
        shares = (classes / classes.sum(1, keepdims=True))[rows, targets]
        self.softmax = self._new().fit(self.x[rows], targets, sample_weight=shares)
        self.sigmoids = [self._new().fit(self.x, column) for column in self.labels.T]
        answers = np.eye(classes.shape[1])[self.softmax.predict(self.x)]
        self.softmax_right = float((answers == classes).all(1).mean())
        each = np.column_stack([one.predict(self.x) for one in self.sigmoids])
        self.sigmoids_right = float((each == self.labels).all(1).mean())

    def _new(self):
        return LogisticRegression(C=1 / (len(self.x) * L2), tol=1e-10, max_iter=10_000)

    def probabilities(self, x, y):
        """Return those of softmax and those of the sigmoids at a place of the plane."""
        place = [(np.array([x, y]) - self.mean) / self.deviation]
        separate = [one.predict_proba(place)[0, 1] for one in self.sigmoids]
        return self.softmax.predict_proba(place)[0], np.array(separate)
