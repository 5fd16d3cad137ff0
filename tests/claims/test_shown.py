"""The states of the softmax lesson and of the classifier that cards lead to show the numbers of the claims."""

import pytest

import pages
from tests.pages import classifier, softmax


def shown(claim):
    return softmax.show(**vars(pages.lessons()["softmax"].claims[claim]))


@pytest.mark.parametrize(
    ("claim", "column", "digits"),
    [
        ("000.1", "p", ["0.8789", "0.1189", "0.0022"]),
        ("001.1", "p", ["0.0900", "0.2447", "0.6652"]),
        ("001.7", "p", ["0.0900", "0.2447", "0.6652"]),
        ("001.7", "∂L/∂z", ["+0.0900", "−0.7553", "+0.6652"]),
        ("004.6", "p", ["0.0900", "0.2447", "0.6652"]),
        ("001.4", "∂L/∂z", ["−0.0097", "−0.0143", "+0.0497", "−0.0160", "−0.0097"]),
    ],
)
def test_softmax_shows_the_numbers_of_a_claim(claim, column, digits):
    assert softmax.table(shown(claim), column) == digits


@pytest.mark.parametrize(
    ("claim", "first_row"), [("001.2", [0.0819, -0.0220, -0.0599]), ("002.3", [0.1065, -0.1045, -0.0019])]
)
def test_softmax_shows_the_jacobian_of_a_claim(claim, first_row):
    assert softmax.jacobian(shown(claim))[0] == pytest.approx(first_row, abs=5e-5)


def test_the_classifier_shows_the_last_loss_that_the_course_prints():
    state = pages.lessons()["classifier"].claims["001.8"]
    assert classifier.reading(classifier.show(state), "loss") == "0.786302"
