"""Write the files that browsers load into a folder, compressed beforehand, to be served by a proxy.

A file stands below the folder under its address, and beside it, with ``.gz`` at its end, what nginx's ``gzip_static``
sends to browsers that accept that.
"""

import argparse
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import server
from server.file_cache import compressed_content, compressed_file
from stage import browser_files


def files() -> dict[str, Path]:
    """Return all files by address."""
    base = browser_files.base_path()
    return server.files_with_hash(base) | browser_files.files() | server.files_without_hash(base)


def write(folder: Path, by_address: Mapping[str, Path]) -> None:
    """Write files below a folder, each with its compressed content beside it where it compresses."""
    for address, path in by_address.items():
        target = folder / address.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        beside = target.with_name(f"{target.name}.gz")
        if before := compressed_file(path):
            shutil.copyfile(before, beside)
        elif content := compressed_content(path):
            beside.write_bytes(content)


def main(argv: list[str] | None = None) -> int:
    """Write all files; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m deploy.static_files", description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="where to write them; it is created")
    write(parser.parse_args(argv).folder, files())
    return 0


if __name__ == "__main__":
    sys.exit(main())
