"""Serve the app in one process; unlike ``uvicorn app:app``, with advice if the port is taken or a setting invalid."""

import argparse
import contextlib
import errno
import os
import resource
import socket
import sys
from pathlib import Path

import uvicorn

from .uvicorn_protocols import UVICORN_OPTIONS, Listener

ROOT = Path(__file__).resolve().parent.parent
SHUTDOWN_SECONDS = 3
MAX_MESSAGE_BYTES = 65_536
MAX_OPEN_FILES = 16_384
"""One address may have half of them as connections (``peer_connections``), of 21 kB with an unfinished header each."""
REACHED_AS_LOCALHOST = {"127.0.0.1", "0.0.0.0"}


class AnnouncingServer(uvicorn.Server):
    """A server that prints its address once it answers there, and not before."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self.address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then print the address."""
        await super().startup(sockets=sockets)
        if self.started:
            with contextlib.suppress(OSError):  # a full disk
                print(f"Softmax Lab is at {self.address}", flush=True)


def is_taken(host: str, port: int) -> bool:
    """Return whether a server already answers at an address."""
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
    # Connect before binding: macOS binds 127.0.0.1 beside a server on all addresses, and a browser may
    # try ::1 first, so a bind that succeeds does not show that http://localhost is free.
    if port and host in REACHED_AS_LOCALHOST and any(is_taken(loopback, port) for loopback in ("127.0.0.1", "::1")):
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


def raise_file_limit() -> None:
    """Raise the soft limit of open files, mostly 1,024, to what the hard limit allows."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, MAX_OPEN_FILES) if hard > 0 else MAX_OPEN_FILES, hard))


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


def listen_or_explain(options: argparse.Namespace) -> socket.socket | None:
    """Open the listening socket, or print why that is impossible."""
    try:
        return listen(options.host, options.port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = f"is taken: stop what uses it, or choose another with PORT={options.port % 65535 + 1} make run."
        else:
            reason = f"on {options.host} cannot be opened: {error.strerror}."
        print(f"Port {options.port} {reason}", file=sys.stderr)
        return None


def public_address(host: str, port: int) -> str:
    """Return the address to open in a browser on this machine."""
    name = "localhost" if host in REACHED_AS_LOCALHOST else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def main(argv: list[str] | None = None) -> int:
    """Serve until Ctrl-C; return the exit status: 1 if the port cannot be opened, 2 if a setting is invalid."""
    options = arguments(argv)
    if (listener := listen_or_explain(options)) is None:
        return 1
    # Streamlit looks for .streamlit/config.toml in the working directory when it is imported.
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    from server import InvalidSettingError, Settings

    raise_file_limit()
    try:
        Settings.from_environment()
    except InvalidSettingError as error:
        print(error, file=sys.stderr)
        return 2
    config = uvicorn.Config(
        "app:app",
        log_level="warning",
        server_header=False,
        **UVICORN_OPTIONS,
        ws_per_message_deflate=False,  # frames are small and frequent: compressing them only adds delay
        ws_max_size=MAX_MESSAGE_BYTES,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,  # without it, Ctrl-C waits for every open page
    )
    running = AnnouncingServer(config, public_address(options.host, listener.getsockname()[1]))
    with contextlib.suppress(KeyboardInterrupt):
        running.run(sockets=[listener])
    return 0 if running.started else 1


if __name__ == "__main__":
    sys.exit(main())
