"""The files that are made of a run: their names, their kinds and everything in them."""

import csv
import io
import json

import numpy as np
import pytest

import softmax_core as core
from pages.classifier import LESSON, State
from stage import Edit
from tests.pages.classifier import TABLE, WORDS, own

FILES = {
    "weights": ("softmax-lab-weights.json", "application/json"),
    "steps": ("softmax-lab-run.csv", "text/csv"),
    "script": ("softmax-lab-run.py", "text/x-python"),
}


def saved(name, **values):
    return LESSON.downloads[name](State(**values), WORDS)


def weights(**values):
    return json.loads(saved("weights", **values).text)


@pytest.mark.parametrize("name", FILES)
def test_a_file_has_the_name_and_the_type_of_its_content(name):
    found = saved(name, steps=10)
    assert (found.file_name, found.media_type) == FILES[name]


def test_the_lesson_offers_these_files_and_no_others():
    assert list(LESSON.downloads) == list(FILES)


def test_saved_weights_say_of_what_they_are():
    assert set(weights(steps=10)) == {
        *("data", "classes", "columns", "features", "shifted_by", "divided_by", "step", "loss", "weights", "bias")
    }
    iris = weights(data="iris", steps=10, step=4)
    assert (iris["data"], iris["step"]) == ("iris", 4)
    assert iris["columns"] == ["sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"]
    assert iris["classes"] == ["setosa", "versicolor", "virginica"]
    assert weights(data="xor", steps=10)["classes"] == [WORDS("class", index=0), WORDS("class", index=1)]
    assert weights(data="xor", steps=10)["columns"] == ["x1", "x2"]
    assert weights(steps=10, step=99)["step"] == 10


@pytest.mark.parametrize("kind", core.FEATURE_KINDS)
def test_saved_weights_say_how_their_features_are_computed(kind):
    found = weights(data="xor", features=kind, seed=5, steps=10)["features"]
    assert found.pop("set") == kind
    assert found == ({"count": 40, "scale": 2.0, "seed": 5} if kind == "fourier" else {})


def test_saved_random_fourier_features_can_be_computed_again():
    state = {"data": "xor", "features": "fourier", "seed": 3, "steps": 20, "step": 20}
    found = weights(**state)
    how = found["features"]
    x, labels = core.xor()
    z = core.FeatureMap("fourier", how["count"], how["scale"], how["seed"]).transform(x)
    scores = z @ found["weights"] + found["bias"]
    loss = core.classifier_loss(z, labels, found["weights"], found["bias"], l2=0.001)
    assert found["loss"] == pytest.approx(loss.data + loss.regularization, rel=1e-12)
    assert scores.shape == (200, 2)
    assert len(found["columns"]) == 40


def test_the_losses_are_saved_one_step_a_line_with_names_above():
    text = saved("steps", steps=12).text
    head, *lines = text.splitlines()
    assert head == "step,loss,data_loss,regularization_loss,gradient_norm,accuracy"
    assert len(lines) == 13
    assert "\r" not in text
    assert text.endswith("\n")
    assert [line.split(",")[0] for line in lines] == [str(step) for step in range(13)]
    numbers = np.array([[float(cell) for cell in row] for row in csv.reader(io.StringIO("\n".join(lines)))])
    np.testing.assert_allclose(numbers[:, 1], numbers[:, 2] + numbers[:, 3], rtol=1e-12)
    assert (numbers[:, 4] > 0).all()
    assert ((numbers[:, 5] >= 0) & (numbers[:, 5] <= 1)).all()


def test_names_of_any_script_are_saved_as_they_are():
    state = own(TABLE.replace(",a\n", ",猫\n"), steps=10)
    text = LESSON.downloads["weights"](state, WORDS).text
    assert "猫" in text
    assert len(text.splitlines()) > 10, "people read it, so it has lines"


def test_a_drawn_point_is_enough_for_every_file():
    for name in FILES:
        assert saved(name, data="drawn", points=(Edit(None, 0.0, 0.0, 0),), steps=10) is not None
