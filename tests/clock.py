"""A clock that a test moves."""


class Clock:
    """Tells the time that it was set to."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now
