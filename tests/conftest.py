"""Fixtures and settings that tests of several packages share."""

import os
import sys

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.servers import Server

# One browser for the whole run: Playwright allows no second one.
pytest_plugins = ["tests.browser.fixtures", "tests.browser.site_fixtures", "tests.browser.stand_in_fixtures"]

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
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "repeatable")
settings.load_profile(PROFILE)


@pytest.fixture(scope="function" if PROFILE == "mutants" else "session", autouse=True)
def nothing_cached_before():
    """Forget what was cached: mutmut asks which tests reach a function, and runs these in a process that ran all."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("softmax_core", "figures", "pages", "tests"):
            for value in list(vars(module).values()):
                getattr(value, "cache_clear", lambda: None)()


@pytest.fixture(scope="session")
def server():
    """Serve the app once for all tests that only read."""
    with Server.of_app() as running:
        yield running
