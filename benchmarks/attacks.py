"""Attacks from one address, and what readers at another notice: ``python -m benchmarks.attacks``.

Every attack of ``tests/faults/attacks/catalogue.py`` gets a fresh server with its default settings. While 30 to 960
sockets from 127.0.0.2 attack it, a reader at 127.0.0.3 drags (25 states a second), opens a page every 1.5 seconds, and
requests the health check every second. Before the attack the same is measured as the *quiet* reference. The attackers
are a process of their own, which gives way to the others, and so are the honest readers.

``--behind-nginx`` puts nginx with the configuration of ``deploy/nginx`` in front of the server; ``--only NAME``, which
may be repeated, chooses attacks; ``--seconds`` says how long each lasts. The last line of the table, ``players``, is
no attack: 40 readers who play a training of their own get as many frames a second as 20.
"""

import argparse
import contextlib
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from tests.faults.attacks.catalogue import ATTACKS
from tests.faults.nginx_proxy import NginxProxy

from . import servers
from .attack_phases import Measured, Phases, measure
from .players import players
from .report import Target, judge, table

HEAD = [
    "",
    "quiet ms: median",
    "p95",
    "attacked ms: median",
    "p95",
    "page s",
    "health s",
    "MB before",
    "height",
    "after",
    "s later",
    "missed",
]


@contextlib.contextmanager
def behind_nginx(server: servers.Server) -> Iterator[str]:
    """Put nginx in front of a server; yield its host and port."""
    with tempfile.TemporaryDirectory() as folder:
        proxy = NginxProxy(Path(folder), [server.port])
        try:
            yield proxy.address.removeprefix("http://").replace("localhost", servers.HOST)
        finally:
            proxy.stop()


def attacked(name: str, phases: Phases, nginx: bool) -> Measured:
    """Measure one attack on a fresh server."""
    files = ATTACKS[name].files
    with servers.app_with_few_files(files) if files else servers.app() as server:
        way: AbstractContextManager[str] = behind_nginx(server) if nginx else contextlib.nullcontext(server.address)
        with way as address:
            return measure(name, address, server.pid, phases)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Measure what honest readers notice of attacks.")
    parser.add_argument("--only", action="append", choices=[*ATTACKS, "players"], help="one attack; may be repeated")
    parser.add_argument("--behind-nginx", action="store_true", help="with nginx in front of the server")
    parser.add_argument("--seconds", type=float, default=Phases.attack, help="of each attack (default: %(default)g)")
    parser.add_argument(
        "--settle", type=float, default=Phases.settle, help="until memory is back (default: %(default)g)"
    )
    return parser.parse_args()


def main() -> int:
    """Print the table; return 1 if a target is missed."""
    given = arguments()
    phases = Phases(attack=given.seconds, settle=given.settle)
    chosen = given.only or [*ATTACKS, "players"]
    rows: list[list[object]] = []
    targets: list[Target] = []
    for name in chosen:
        if name == "players":
            continue
        print(f"{name}: {ATTACKS[name].sentence} ({ATTACKS[name].sockets})", flush=True)
        measured = attacked(name, phases, given.behind_nginx)
        print(f"    {measured.counts}, honest disconnects: {measured.attacked.disconnects}", flush=True)
        rows.append(measured.row())
        print(f"    {rows[-1][1:]}", flush=True)
        targets += measured.targets()
    if rows:
        print(f"\n{table(HEAD, rows)}")
    if "players" in chosen:
        targets.append(players())
    return judge(targets)


if __name__ == "__main__":
    sys.exit(main())
