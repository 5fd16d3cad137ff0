"""Fixtures and settings that tests of several packages share."""

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.servers import Server

pytest_plugins = ["tests.browser.fixtures"]  # one browser for the whole run: Playwright allows no second one

# The same examples in every run: a failure here is a failure everywhere.
settings.register_profile("repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


@pytest.fixture(scope="session")
def server():
    """Serve the app once for all tests that only read."""
    with Server.of_app() as running:
        yield running
