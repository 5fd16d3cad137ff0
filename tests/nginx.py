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


def command(folder) -> list[str]:
    """Return the command that starts nginx with the configuration in a folder."""
    # Started by root it would become another user, who may not read a test's files.
    user = ["-g", "user root;"] if os.geteuid() == 0 else []
    return [str(executable()), "-e", "stderr", "-p", str(folder), "-c", str(folder / "nginx.conf"), *user]


if __name__ == "__main__":
    print(f"nginx: {executable() or MISSING}")
