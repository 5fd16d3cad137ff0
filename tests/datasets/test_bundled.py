"""The bundled data sets equal the published ones: scikit-learn's iris, and the published counts of the penguins."""

import csv

import numpy as np
import pytest
from sklearn.datasets import load_iris

from datasets import BUNDLED, UnknownDatasetError, load_bundled
from datasets.bundled import FOLDER
from softmax_core.errors import SoftmaxError


def test_iris_equals_that_of_scikit_learn():
    ours, theirs = load_bundled("iris"), load_iris()
    np.testing.assert_array_equal(ours.features, theirs.data)
    np.testing.assert_array_equal(ours.labels, theirs.target)
    assert ours.feature_names == tuple(theirs.feature_names)
    assert ours.class_names == tuple(theirs.target_names)
    assert ours.dropped_rows == 0


def test_iris_has_the_values_of_fishers_paper_where_the_uci_file_differs():
    features = load_bundled("iris").features
    assert features[34].tolist() == [4.9, 3.1, 1.5, 0.2]
    assert features[37].tolist() == [4.9, 3.6, 1.4, 0.1]


def test_the_number_of_penguins_of_each_species_is_the_published_one():
    with (FOLDER / "penguins.csv").open(encoding="utf-8", newline="") as file:
        species = [row["species"] for row in csv.DictReader(file)]
    assert len(species) == 344
    assert [species.count(name) for name in ("Adelie", "Chinstrap", "Gentoo")] == [152, 68, 124]


def test_the_penguins_without_measurements_are_left_out_and_counted():
    penguins = load_bundled("penguins")
    assert penguins.features.shape == (342, 4)
    assert penguins.dropped_rows == 2
    assert penguins.class_names == ("Adelie", "Chinstrap", "Gentoo")
    assert np.bincount(penguins.labels).tolist() == [151, 68, 123]
    assert penguins.features[:, 3].mean() == pytest.approx(4201.754, abs=5e-4)  # the published mean of body mass


@pytest.mark.parametrize("name", BUNDLED)
def test_a_bundled_data_set_is_read_once_and_is_read_only(name):
    dataset = load_bundled(name)
    assert load_bundled(name) is dataset
    for array in (dataset.features, dataset.labels):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


@pytest.mark.parametrize("name", BUNDLED)
def test_every_bundled_file_is_described(name):
    assert f"## {name}.csv" in (FOLDER / "README.md").read_text("utf-8")


def test_an_unknown_name_raises_an_error_that_states_it():
    assert issubclass(UnknownDatasetError, SoftmaxError)
    with pytest.raises(UnknownDatasetError, match="passwd"):
        load_bundled("../../etc/passwd")


def test_a_name_that_is_no_text_raises_the_same_error():
    with pytest.raises(UnknownDatasetError, match="iris"):
        load_bundled(["iris"])
