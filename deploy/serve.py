"""Serve the app in one process, because a plain ``uvicorn app:app`` meets a taken port with a log line, not a hint."""

import argparse
import contextlib
import errno
import os
import resource
import socket
import sys
from pathlib import Path

import uvicorn

from .lines import PROTOCOLS, Listener

ROOT = Path(__file__).resolve().parent.parent
GRACE_SECONDS = 3
WS_LARGEST = 2_000_000  # bytes of a message: readers' files have one million at most
MOST_FILES = 65_536
SEEN_AS_LOCALHOST = {"127.0.0.1", "0.0.0.0"}


class AnnouncingServer(uvicorn.Server):
    """A server that says where it is once it is there, and not before."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self.address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then print the address."""
        await super().startup(sockets=sockets)
        if self.started:
            print(f"Softmax Lab is at {self.address}", flush=True)


def is_answered(host: str, port: int) -> bool:
    """Tell whether somebody already answers at an address."""
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def listen(host: str, port: int) -> socket.socket:
    """Open the listening socket; port 0 takes any free one.

    Raises
    ------
    OSError
        With ``errno.EADDRINUSE`` when the port is taken.
    """
    # Ask before binding: macOS binds 127.0.0.1 beside a server on all addresses, and a browser may
    # try ::1 first, so a bind that succeeds does not show that http://localhost is ours.
    if port and host in SEEN_AS_LOCALHOST and any(is_answered(loopback, port) for loopback in ("127.0.0.1", "::1")):
        raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))
    listener = Listener(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


def ask_for_files() -> None:
    """Ask for as many open files as this process may have: mostly 1,024 are given, and many more allowed."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, MOST_FILES) if most > 0 else MOST_FILES, most))


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m deploy.serve", description="Serve Softmax Lab.")
    parser.add_argument("--host", default="localhost", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8501, help="port, 0 for any free one (default: %(default)s)")
    options = parser.parse_args(argv)
    if not 0 <= options.port <= 65535:
        parser.error(f"--port must be between 0 and 65535, not {options.port}")
    if options.host == "localhost":
        options.host = "127.0.0.1"
    return options


def main(argv: list[str] | None = None) -> int:
    """Serve until Ctrl-C; return the exit status."""
    options = arguments(argv)
    try:
        listener = listen(options.host, options.port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = f"is taken: stop what uses it, or choose another with PORT={options.port % 65535 + 1} make run."
        else:
            reason = f"on {options.host} cannot be opened: {error.strerror}."
        print(f"Port {options.port} {reason}", file=sys.stderr)
        return 1

    # Streamlit looks for .streamlit/config.toml in the working directory when it is imported.
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    from door import Limits, MisconfiguredError

    ask_for_files()
    try:
        Limits.read()
    except MisconfiguredError as wrong:
        print(wrong, file=sys.stderr)
        return 2
    config = uvicorn.Config(
        "app:app",
        log_level="warning",
        server_header=False,
        **PROTOCOLS,
        ws_per_message_deflate=False,  # frames are small and frequent: compressing them only adds delay
        ws_max_size=WS_LARGEST,
        timeout_graceful_shutdown=GRACE_SECONDS,  # an open page would hold Ctrl-C up for ever
    )
    name = "localhost" if options.host in SEEN_AS_LOCALHOST else options.host
    name = f"[{name}]" if ":" in name else name
    server = AnnouncingServer(config, f"http://{name}:{listener.getsockname()[1]}")
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listener])
    return 0 if server.started else 1


if __name__ == "__main__":
    sys.exit(main())
