"""The shipped data sets are the published ones: scikit-learn is the referee of iris, published counts of penguins."""

import csv

import numpy as np
import pytest
from sklearn.datasets import load_iris

from datasets import SHIPPED, shipped
from datasets.shipped import FOLDER


def test_iris_is_that_of_scikit_learn():
    ours, theirs = shipped("iris"), load_iris()
    np.testing.assert_array_equal(ours.features, theirs.data)
    np.testing.assert_array_equal(ours.labels, theirs.target)
    assert ours.feature_names == tuple(theirs.feature_names)
    assert ours.class_names == tuple(theirs.target_names)
    assert ours.dropped == 0


def test_iris_has_the_values_of_fishers_paper_where_uci_departs_from_it():
    features = shipped("iris").features
    assert features[34].tolist() == [4.9, 3.1, 1.5, 0.2]
    assert features[37].tolist() == [4.9, 3.6, 1.4, 0.1]


def test_penguins_are_as_many_as_were_published():
    with (FOLDER / "penguins.csv").open(encoding="utf-8", newline="") as file:
        species = [row["species"] for row in csv.DictReader(file)]
    assert len(species) == 344
    assert [species.count(name) for name in ("Adelie", "Chinstrap", "Gentoo")] == [152, 68, 124]


def test_the_penguins_that_were_not_measured_are_left_out_and_counted():
    penguins = shipped("penguins")
    assert penguins.features.shape == (342, 4)
    assert penguins.dropped == 2
    assert penguins.class_names == ("Adelie", "Chinstrap", "Gentoo")
    assert np.bincount(penguins.labels).tolist() == [151, 68, 123]
    assert penguins.features[:, 3].mean() == pytest.approx(4201.754, abs=5e-4)  # the published mean of body mass


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_rows_are_read_once_and_cannot_be_changed(name):
    rows = shipped(name)
    assert shipped(name) is rows
    for array in (rows.features, rows.labels):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_file_is_described(name):
    assert f"## {name}.csv" in (FOLDER / "README.md").read_text("utf-8")


def test_a_name_that_is_not_shipped_is_refused():
    with pytest.raises(ValueError, match="passwd"):
        shipped("../../etc/passwd")
