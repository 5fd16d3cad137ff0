"""Build the site: ``python -m browser_edition.site`` writes ``build/site/``, which any static host can serve.

Below the root: a folder for each lesson, and the same for every language but English below its code; ``stage/`` with
the scripts that the served app has too, ``pages-DIGEST/`` with what stands around them, ``python/`` with CPython for
WebAssembly and the lessons in Python, ``frames/`` with the first pictures, and the service worker.
"""

import argparse
import base64
import hashlib
import json
import re
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pages
import server
from pages import contents
from stage import Lesson, browser_files
from text import Words, languages, translations

from . import python_archives
from .explanations import to_html
from .lesson_pages import Addresses, PageContent, below, lesson_page
from .pyodide_release import ROOT, PyodideRelease, ReleaseError
from .python_files import (
    BUILD,
    LICENCES,
    add_arguments,
    digest_of,
    joined,
    licences,
    python_files,
    release_of,
    with_compressed,
    worker_path,
    write,
)

KATEX = ROOT / "node_modules" / "katex"
SCRIPT_LICENCES = (KATEX / "LICENSE", ROOT / "stage" / "browser" / "third_party" / "qrcode.LICENSE.txt")
BROWSER = Path(__file__).parent / "browser"
FONTS = {"source-sans.woff2": "SourceSansVF-Upright", "source-sans-italic.woff2": "SourceSansVF-Italic"}
SERVICE_WORKER = "service_worker.js"

Files = dict[str, bytes]


def site(release: PyodideRelease, node: str, origin: str = "") -> Files:
    """Return the files of the site by path.

    Parameters
    ----------
    release : Pyodide and the wheels
    node : Node.js
    origin : where the site will be published, for link previews; empty where that is not known

    Raises
    ------
    ReleaseError
        Where a part cannot be had, or is not the one that the lock names.
    """
    archives = python_archives.archives(release, node)
    python = {f"python/{path}": content for path, content in python_files(release, archives).items()}
    around = surrounding_files()
    folder = f"pages-{digest_of(around)}/"
    stage = f"stage/{browser_files.VERSION}/"
    plotly = f"stage/{Path(browser_files.plotly_address()).name}"
    addresses = Addresses(folder, stage, browser_files.modules(), plotly, worker_path(list(python)))
    files = {
        **{stage + name: path.read_bytes() for name, path in browser_files.FILES.items()},
        plotly: browser_files.PLOTLY.read_bytes(),
        **python,
        **{folder + name: content for name, content in around.items()},
        "logo.svg": (ROOT / "assets" / "logo.svg").read_bytes(),
        LICENCES: joined([*licences(release), *(path.read_text("utf-8") for path in SCRIPT_LICENCES)]).encode(),
        **{
            f"link_previews/{path.name}": path.read_bytes()
            for path in (ROOT / "assets" / "link_previews").glob("*.png")
        },
        **{f"thumbnails/{path.name}": path.read_bytes() for path in contents.THUMBNAILS.glob("*.png")},
    }
    frames_in = partial(python_archives.first_frames, archives, release, node)
    with ThreadPoolExecutor() as pool:  # each waits for a Node.js of its own
        for language, frames in zip(languages(), pool.map(frames_in, languages()), strict=True):
            files |= pages_of(language, frames, addresses, node, origin)
    files["404.html"] = not_found_page(origin)
    return files | {SERVICE_WORKER: service_worker(files)}


def surrounding_files() -> Files:
    """Return the scripts, styles and fonts of the pages, by name."""
    own = {name: (BROWSER / name).read_bytes() for name in ("embedding.js", "language.js", "page.js", "page.css")}
    katex = (KATEX / "dist" / "katex.min.css").read_text("utf-8")
    used = re.sub(r",url\([^)]*\.(?:woff|ttf)\) ?format\([^)]*\)", "", katex)
    fonts = {f"fonts/{path.name}": path.read_bytes() for path in (KATEX / "dist" / "fonts").glob("*.woff2")}
    media = server.files_with_hash("")
    sans = {
        name: next(path for address, path in media.items() if f"/{start}" in address).read_bytes()
        for name, start in FONTS.items()
    }
    return own | {"katex.css": used.encode()} | fonts | sans


def pages_of(
    language: str, first_frames: Mapping[str, Mapping[str, str]], addresses: Addresses, node: str, origin: str
) -> Files:
    """Return the pages of all lessons in a language, with their first frames, which come by lesson and query."""
    words = translations(language)
    lessons = list(pages.lessons().values())
    texts = [text for lesson in lessons for text in texts_of(lesson, words)]
    typeset = iter(to_html(texts, node))
    others = {code: translations(code) for code in languages() if code != language}
    files: Files = {}
    for position, lesson in enumerate(lessons):
        lead, *explanation = [next(typeset) for _ in texts_of(lesson, words)]
        answers = first_frames[lesson.name]
        frames = {query: f"frames/{digest_of({'': answer.encode()})}.json" for query, answer in answers.items()}
        files |= {frames[query]: answer.encode() for query, answer in answers.items()}
        for path in [f"{lesson.name}/", *([""] if position == 0 else [])]:
            folder = below(language) + path
            root = "../" * folder.count("/") or "./"
            home = root + below(language)
            content = PageContent(lesson, words, language, others, path, root, home, lead, explanation, frames)
            files[f"{folder}index.html"] = lesson_page(content, addresses, lessons, origin).encode()
    return files


def texts_of(lesson: Lesson[Any], words: Words) -> list[str]:
    """Return the Markdown texts of a lesson: what to try first, and the parts of its explanation."""
    section = words.section(lesson.name)
    return [section("lead"), *(part["text"] for part in section.entries()["explanation"])]


def not_found_page(origin: str) -> bytes:
    """Return the page that a host shows where there is none, at whatever address."""
    messages = {
        words("language.tag"): words.section("server").section("not_found") for words in map(translations, languages())
    }
    return bytes(server.not_found(messages, f"{urlsplit(origin).path.rstrip('/')}/").body)


def service_worker(files: Mapping[str, bytes]) -> bytes:
    """Return the script of the service worker that keeps these files."""
    digests = {
        path: f"sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}"
        for path, content in sorted(files.items())
        if not path.startswith("link_previews/")
    }
    described = {"version": digest_of(files), "files": digests}
    source = (BROWSER / SERVICE_WORKER).read_text("utf-8")
    return f"self.SITE = {json.dumps(described)};\n{source}".encode()


def main(argv: Sequence[str] | None = None) -> int:
    """Build the site; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m browser_edition.site", description=__doc__.partition(":")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=BUILD / "site", help="(default: build/site)")
    parser.add_argument("--origin", default="", help="where it will be published, like https://example.org/softmax-lab")
    add_arguments(parser)
    arguments = parser.parse_args(argv)
    try:
        files = with_compressed(site(release_of(arguments), arguments.node, arguments.origin))
    except ReleaseError as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 1
    write(arguments.folder, files)
    print(f"{len(files)} files in {arguments.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
