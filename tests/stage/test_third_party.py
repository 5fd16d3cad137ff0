"""What others wrote and the app serves: unchanged, with its licence, and loaded only where it is needed."""

import hashlib

from stage import browser_files

FOLDER = "third_party/"
SHA256 = {"qrcode.js": "ea91d7118a5395289170da848b7c6758b996163bfbccf312591ab65a4911b7c0"}
"""Of dist/qrcode.mjs in qrcode-generator 2.0.4 on npm"""


def test_every_file_is_the_one_that_its_licence_names():
    files = {name.removeprefix(FOLDER): path for name, path in browser_files.FILES.items() if name.startswith(FOLDER)}
    assert {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()} == SHA256
    for path in files.values():
        assert "Permission is hereby granted" in path.with_suffix(".LICENSE.txt").read_text("utf-8")


def test_what_a_reader_may_never_ask_for_is_not_loaded_ahead():
    needed = browser_files.modules()
    assert needed[0] == "main.js"
    assert len(needed) == len(set(needed))
    assert not [name for name in needed if name.startswith((FOLDER, "figures/pdf/"))]
    assert "recorded/recorder.js" not in needed
    folder = browser_files.main_address().rpartition("/")[0]
    assert {f"{folder}/{name}" for name in needed} <= set(browser_files.preloads())
