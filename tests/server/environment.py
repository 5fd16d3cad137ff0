"""Settings from an environment that holds nothing else."""

import os
from unittest import mock

from server import Settings


def settings_from(environment):
    """Return the settings that the variables in ``environment``, and no others, give."""
    with mock.patch.dict(os.environ, environment, clear=True):
        return Settings.from_environment()
