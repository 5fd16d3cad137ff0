"""The app under a fault: ``python -m tests.faults.faulty_server [faults] [NAME=VALUE ...] [options of deploy.serve]``.

``NAME=VALUE`` is a setting of the server without its prefix.
"""

import argparse
import os
import re
import resource
import signal
import subprocess
import sys
import time

LOCAL = ("127.", "::1", "localhost", "0.0.0.0", "::ffff:127.")
MAKE_DISKS_READ_ONLY = """
while read -r _ place _; do mount -o remount,bind,ro "$place" 2>/dev/null; done < /proc/self/mounts
exec "$@"
"""
OUTGOING = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"}


def block_outgoing_connections(path):
    """Refuse every connection to another machine, after a delay, and write it into a file."""
    log = open(path, "a", buffering=1)  # noqa: SIM115 - as long as the process lives

    def hook(event, arguments):
        if event not in OUTGOING:
            return
        host = arguments[0] if event.startswith("socket.get") else arguments[1]
        host = host[0] if isinstance(host, tuple) else host
        host = host.decode() if isinstance(host, bytes) else host
        if isinstance(host, str) and not host.startswith((*LOCAL, "/")):
            log.write(f"{event} {host}\n")
            time.sleep(2)
            raise OSError(f"there is no route to {host}")

    sys.addaudithook(hook)


def hang(*_):
    """Block the event loop, and Python's global lock, for ever: a regular expression that takes 2^64 steps."""
    re.match(r"(a+)+$", "a" * 64 + "b")


def hang_without_lock(*_):
    """Block the event loop, but no other thread."""
    time.sleep(1_000_000)


def parsed(argv):
    """Return the faults, and the arguments that are none."""
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--restart", action="store_true", help="start again after a failure, as a container engine does"
    )
    parser.add_argument("--read-only", action="store_true", help="on disks that cannot be written to")
    parser.add_argument("--files", type=int, help="with at most so many open files")
    parser.add_argument("--outgoing", help="without other machines; attempted connections are written to this file")
    parser.add_argument("--hang", action="store_true", help="hang at SIGUSR1, without the global lock at SIGUSR2")
    parser.add_argument(
        "--no-delays", action="store_true", help="start sessions at once, and close silent connections after a second"
    )
    parser.add_argument("--short-limits", action="store_true", help="with a second where connections have ten or more")
    return parser.parse_known_args(argv)


def main(argv):
    """Serve; return the exit status."""
    faults, rest = parsed(argv)
    for name in ("restart", "read-only"):
        if f"--{name}" not in argv:
            continue
        others = [argument for argument in argv if argument != f"--{name}"]
        command = [sys.executable, "-m", "tests.faults.faulty_server", *others]
        if name == "read-only":
            os.execvp("unshare", ["unshare", "--mount", "sh", "-c", MAKE_DISKS_READ_ONLY, "sh", *command])
        while status := subprocess.call(command):
            print(f"The server ended with status {status}.", flush=True)
        return 0
    settings = [argument.split("=", 1) for argument in rest if "=" in argument]
    os.environ.update({f"SOFTMAX_LAB_{name}": value for name, value in settings})
    return serve(faults, [argument for argument in rest if "=" not in argument])


def serve(faults, argv):
    """Serve in this process, with the faults; return the exit status."""
    if faults.files:
        resource.setrlimit(resource.RLIMIT_NOFILE, (faults.files, faults.files))
    if faults.outgoing:
        block_outgoing_connections(faults.outgoing)
    if faults.hang:
        signal.signal(signal.SIGUSR1, hang)
        signal.signal(signal.SIGUSR2, hang_without_lock)
    if faults.no_delays:
        from server import websockets

        websockets.SESSIONS_PER_SECOND, websockets.SESSION_BURST = 1e6, 1_000_000
    if faults.no_delays or faults.short_limits:
        from deploy import unread_output, uvicorn_protocols

        uvicorn_protocols.CHECK_SECONDS = 0.2
        uvicorn_protocols.MAX_REQUEST_SECONDS = 1.0
        if faults.short_limits:
            uvicorn_protocols.MAX_MESSAGE_SECONDS = unread_output.MAX_UNREAD_SECONDS = 1.0
    from deploy.serve import main as serve_app

    return serve_app(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
