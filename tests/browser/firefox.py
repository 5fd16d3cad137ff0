"""Find Debian's Firefox, or install it if possible, and start it for WebDriver BiDi."""

import contextlib
import functools
import os
import re
import shutil
import signal
import subprocess

from tests.browser.chromium import is_debian, succeeds
from tests.waiting import wait_until

NAME = "firefox-esr"
MISSING = f"{NAME} is not installed here, and installing it takes root on Debian: the tests in Firefox are skipped"


@functools.cache
def executable():
    """Return the path of Firefox, installed now if possible; otherwise None."""
    if not shutil.which(NAME) and os.geteuid() == 0 and is_debian() and succeeds("apt-get", "update"):
        succeeds("apt-get", "install", "-y", "--no-install-recommends", NAME)
    return shutil.which(NAME)


@contextlib.contextmanager
def started(folder):
    """Start a headless Firefox with ``folder`` as its profile, and yield the address of its WebDriver BiDi."""
    log = folder / "firefox.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [executable(), "--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port=0"],
            env=os.environ | {"HOME": str(folder)},  # run by root, Firefox refuses the home folder of another user
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield wait_until(lambda: re.search(r"BiDi listening on (ws://\S+)\n", log.read_text("utf-8", "replace")))[1]
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


if __name__ == "__main__":
    print(f"Firefox: {executable() or MISSING}")
