"""Find nginx, or install it where that can be done, for the tests of what stands before the replicas."""

import functools
import os
import shutil

from tests.browser.chromium import is_debian, succeeds

MISSING = "nginx is not installed here, and installing it takes root on Debian: its tests are skipped"


def found() -> str | None:
    """Return the path of nginx; Debian keeps it where only root looks."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@functools.cache
def executable() -> str | None:
    """Return the path of nginx, installed now where that can be done; None where it cannot."""
    if not found() and os.geteuid() == 0 and is_debian() and succeeds("apt-get", "update"):
        succeeds("apt-get", "install", "-y", "--no-install-recommends", "nginx")
    return found()


if __name__ == "__main__":
    print(f"nginx: {executable() or MISSING}")
