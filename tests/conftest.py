"""What tests of several rooms share."""

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.servers import Server

pytest_plugins = ["tests.browser.fixtures"]  # one browser for the whole run: Playwright refuses a second one

# The same examples in every run: a failure here is a failure everywhere.
settings.register_profile("house", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


@pytest.fixture(scope="session")
def server():
    """Serve the app once for all tests that only look."""
    with Server.of_ours() as running:
        yield running
