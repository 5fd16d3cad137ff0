"""Wait for a condition, for tests of things that happen in other processes."""

import time

MAX_SECONDS = 20
"""How long a test waits for anything by default."""


def wait_until(condition, seconds=MAX_SECONDS, every=0.05):
    """Call ``condition`` until it returns something true; return that, or raise ``TimeoutError``."""
    end = time.monotonic() + seconds
    while not (result := condition()):
        if time.monotonic() > end:
            raise TimeoutError(f"not within {seconds} s")
        time.sleep(every)
    return result
