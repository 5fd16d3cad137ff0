"""The scales of the lesson "Softmax": they show how large slopes are, and say where they end."""

import numpy as np
import pytest

from pages.softmax.panels import scale_temperature
from tests.pages.softmax import bars, jacobian, show


def share_of_the_axis(shown):
    """Return which part of its axis the longest bar of the gradient fills."""
    return np.abs(bars(shown, "gradient")).max() / shown.figures["gradient"]["layout"]["yaxis"]["tickvals"][-1]


def share_of_the_colour(shown):
    return np.abs(jacobian(shown)).max() / shown.figures["jacobian"]["layout"]["coloraxis"]["cmax"]


def test_a_gradient_that_is_85_times_smaller_is_drawn_85_times_smaller():
    entropy, squared = (show(f"z=4,0,-4&y=2&loss={loss}") for loss in ("ce", "mse"))
    ratio = np.abs(bars(entropy, "gradient")).max() / np.abs(bars(squared, "gradient")).max()
    assert ratio == pytest.approx(85, abs=1)
    assert share_of_the_axis(entropy) / share_of_the_axis(squared) == pytest.approx(ratio)


def test_slopes_that_a_temperature_of_20_makes_small_are_drawn_small():
    warm, hot = show("z=1,0,0&y=1&T=1"), show("z=1,0,0&y=1&T=20")
    for share in (share_of_the_axis, share_of_the_colour):
        assert share(hot) < 0.07 * share(warm) < 0.07


@pytest.mark.parametrize(
    ("T", "limit"), [(20, 1), (1, 1), (0.99, 2), (0.5, 2), (0.3, 5), (0.2, 5), (0.15, 10), (0.1, 10), (0.05, 20)]
)
def test_the_scales_end_at_a_round_number_which_the_picture_says(T, limit):
    shown = show(f"z=1,1,0&y=2&T={T}")
    assert 1 / scale_temperature(T) == shown.figures["gradient"]["layout"]["yaxis"]["tickvals"][-1] == limit
    assert shown.figures["jacobian"]["layout"]["coloraxis"]["cmax"] == limit / 4
    assert f"±{limit / 4:g}" in shown.figures["jacobian"]["layout"]["title"]["text"]
    assert share_of_the_axis(shown) <= 1 + 1e-15
    assert share_of_the_colour(shown) <= 1 + 1e-15
