"""The app in trouble: ``python -m tests.faults.trouble [what goes wrong] [NAME=VALUE ...] [options of deploy.serve]``.

``NAME=VALUE`` is a setting of the door, without its prefix.
"""

import argparse
import os
import re
import resource
import signal
import subprocess
import sys
import time

AT_HOME = ("127.", "::1", "localhost", "0.0.0.0", "::ffff:127.")
EVERY_DISK = """
while read -r _ place _; do mount -o remount,bind,ro "$place" 2>/dev/null; done < /proc/self/mounts
exec "$@"
"""
OUTWARD = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"}


def listen_at_the_wall(path):
    """Write down who is called outside of this machine; nobody answers there, and it takes long to find that out."""
    heard = open(path, "a", buffering=1)  # noqa: SIM115 - as long as the process lives

    def hook(event, arguments):
        if event not in OUTWARD:
            return
        whom = arguments[0] if event.startswith("socket.get") else arguments[1]
        whom = whom[0] if isinstance(whom, tuple) else whom
        whom = whom.decode() if isinstance(whom, bytes) else whom
        if isinstance(whom, str) and not whom.startswith((*AT_HOME, "/")):
            heard.write(f"{event} {whom}\n")
            time.sleep(2)
            raise OSError(f"there is no way to {whom}")

    sys.addaudithook(hook)


def hang(*_):
    """Hold the event loop, and Python's lock, for ever: an expression that takes 2^64 steps."""
    re.match(r"(a+)+$", "a" * 64 + "b")


def main(argv):
    """Serve; return the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--again", action="store_true", help="start it again when it fails, as a container engine does")
    parser.add_argument("--read-only", action="store_true", help="on disks that nothing can be written to")
    parser.add_argument("--files", type=int, help="with no more open files than these, ever")
    parser.add_argument("--calls", help="with nobody to be reached outside; who was called is written to this file")
    parser.add_argument(
        "--hurry",
        action="store_true",
        help="with no wait between pages that are opened, and hardly one for who says nothing",
    )
    parser.add_argument("--hang", action="store_true", help="hang at SIGUSR1")
    trouble, rest = parser.parse_known_args(argv)
    for what in ("again", "read-only"):
        rest_of_trouble = [argument for argument in argv if argument != f"--{what}"]
        if f"--{what}" not in argv:
            continue
        command = [sys.executable, "-m", "tests.faults.trouble", *rest_of_trouble]
        if what == "read-only":
            os.execvp("unshare", ["unshare", "--mount", "sh", "-c", EVERY_DISK, "sh", *command])
        while status := subprocess.call(command):
            print(f"It ended with status {status}.", flush=True)
        return 0
    settings = [argument.split("=", 1) for argument in rest if "=" in argument]
    os.environ.update({f"SOFTMAX_LAB_{name}": value for name, value in settings})
    if trouble.files:
        resource.setrlimit(resource.RLIMIT_NOFILE, (trouble.files, trouble.files))
    if trouble.calls:
        listen_at_the_wall(trouble.calls)
    if trouble.hang:
        signal.signal(signal.SIGUSR1, hang)
    if trouble.hurry:
        from deploy import lines
        from door import sockets

        sockets.OPENINGS = (1e6, 1_000_000)
        lines.SILENT_SECONDS = 1.0
    from deploy import serve

    return serve.main([argument for argument in rest if "=" not in argument])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
