"""Fixtures and settings that tests of several packages share."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.servers import Server

pytest_plugins = ["tests.browser.fixtures"]  # one browser for the whole run: Playwright allows no second one

# The same examples in every run: a failure here is a failure everywhere.
settings.register_profile("repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
# Quick, for the thousands of runs of tests/mutants.py: few examples, and no search for the simplest that fails.
settings.register_profile(
    "mutants",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=20,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


@pytest.fixture(scope="session")
def server():
    """Serve the app once for all tests that only read."""
    with Server.of_app() as running:
        yield running
