"""Find or install a headless Chromium, so that one command runs the browser tests on a fresh machine."""

import functools
import os
import platform
import shutil
import subprocess
import sys

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",  # macOS installs outside of PATH
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
MISSING = (
    "The browser tests need Chromium, and it could be neither found nor installed. "
    "Install Chromium or Google Chrome, then run this again."
)


@functools.cache
def executable() -> str | None:
    """Return the path of an installed Chromium, or None to use Playwright's own."""
    return next((path for name in NAMES if (path := shutil.which(name)) and answers(path)), None)


def answers(path: str) -> bool:
    """Tell whether a browser starts; Ubuntu's ``chromium-browser`` may be a mere pointer to a snap."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def is_debian() -> bool:
    """Tell whether this is Debian itself; a derivative's ``chromium`` may be something else."""
    try:
        return platform.freedesktop_os_release().get("ID") == "debian"
    except OSError:
        return False


def succeeds(*command: str) -> bool:
    """Run a command whose output the reader may want to see, and tell whether it succeeded."""
    print("+", *command, flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, env=environment).returncode == 0
    except OSError:
        return False


def has_chinese_font() -> bool:
    """Tell whether Chinese can be drawn; where nothing can tell, a reader's machine is meant, which has a font."""
    try:
        listed = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return True
    return bool(listed.stdout.strip())


def install_chinese_font() -> None:
    """Install a Chinese font where there is none: a machine that only runs tests would measure and save empty boxes."""
    if not has_chinese_font() and os.geteuid() == 0 and is_debian():
        succeeds("apt-get", "install", "-y", "--no-install-recommends", "fonts-noto-cjk")


def install() -> bool:
    """Install Chromium, from Debian when possible, else by Playwright; tell whether there is one now."""
    is_root = os.geteuid() == 0
    if is_root and is_debian() and succeeds("apt-get", "update"):
        succeeds("apt-get", "install", "-y", "--no-install-recommends", "chromium")
        executable.cache_clear()
        if executable():
            return True
    system_libraries = ["--with-deps"] if is_root and sys.platform == "linux" else []
    return succeeds(sys.executable, "-m", "playwright", "install", *system_libraries, "chromium")


def main() -> int:
    """Make sure that there is a Chromium; return the exit status."""
    if executable() or install():
        install_chinese_font()
        print(f"Browser: {executable() or 'the Chromium of Playwright'}")
        return 0
    print(MISSING, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
