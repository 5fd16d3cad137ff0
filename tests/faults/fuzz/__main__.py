"""The command line: ``python -m tests.faults.fuzz --help``."""

import argparse
import sys
import time

from tests.faults import fuzz as package
from tests.faults.fuzz.campaign import fuzz
from tests.faults.fuzz.checks import formatted


def main(argv=None):
    """Run the fuzzer; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.fuzz", description=package.__doc__.partition("\n")[0])
    for name, default in {"messages": 10_000, "queries": 1_000, "files": 100, "seed": 1}.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument(
        "--costly", type=int, help="how many of the most expensive states, one after another (default: all)"
    )
    options = parser.parse_args(argv)
    start = time.perf_counter()
    report = fuzz(options.messages, options.queries, options.files, options.seed, options.costly)
    print(formatted(report, time.perf_counter() - start))
    return 1 if report.violations else 0


if __name__ == "__main__":
    sys.exit(main())
