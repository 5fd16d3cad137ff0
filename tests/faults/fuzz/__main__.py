"""The command line: ``python -m tests.faults.fuzz --help``."""

import argparse
import sys
import time

from tests.faults import fuzz as package
from tests.faults.fuzz.checks import printed
from tests.faults.fuzz.everybody import fuzz


def main(argv=None):
    """Talk; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.fuzz", description=package.__doc__.partition("\n")[0])
    for name, usual in {"messages": 10_000, "queries": 1_000, "files": 100, "seed": 1}.items():
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--costly", type=int, help="how many of the states that cost the most, one after another (all)")
    options = parser.parse_args(argv)
    begin = time.perf_counter()
    report = fuzz(options.messages, options.queries, options.files, options.seed, options.costly)
    print(printed(report, time.perf_counter() - begin))
    return 1 if report.broken else 0


if __name__ == "__main__":
    sys.exit(main())
