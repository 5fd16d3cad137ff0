"""Find nginx, or install it if possible, for the tests of the reverse proxy."""

import functools
import os
import shutil

from tests.browser.chromium import is_debian, succeeds

MISSING = "nginx is not installed here, and installing it takes root on Debian: its tests are skipped"


def found() -> str | None:
    """Return the path of nginx; Debian installs it in a folder that only root searches."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@functools.cache
def executable() -> str | None:
    """Return the path of nginx, installed now if possible; otherwise None."""
    if not found() and os.geteuid() == 0 and is_debian() and succeeds("apt-get", "update"):
        succeeds("apt-get", "install", "-y", "--no-install-recommends", "nginx")
    return found()


if __name__ == "__main__":
    print(f"nginx: {executable() or MISSING}")
