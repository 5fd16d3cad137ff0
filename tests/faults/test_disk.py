"""Nothing can be written anywhere: the lessons live, and readers' files, which never touch the disk, are opened."""

import errno
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.faults.crowd import Page, Reader, get, state
from tests.servers import HOUSE

OWN = b"width,height,kind\n" + b"".join(b"%d,%d,%s\n" % (at, at % 3, b"ab"[at % 2 :][:1]) for at in range(20))
NAMESPACES = shutil.which("unshare") and os.geteuid() == 0
WRITE_NOWHERE = pytest.mark.skipif(
    not NAMESPACES or subprocess.run(["unshare", "--mount", "true"], capture_output=True).returncode != 0,
    reason="only root may take the disks away from a process, and not in every container",
)


@WRITE_NOWHERE
def test_lessons_and_readers_own_files_do_without_a_disk(faults, crowd):
    server = faults("--read-only")
    for folder in (HOUSE, Path(tempfile.gettempdir()), Path.home(), "/dev/shm"):
        seen_from_there = Path(f"/proc/{server.process.pid}/root{folder}")
        with pytest.raises(OSError) as refusal:  # noqa: PT011 - the number says which
            (seen_from_there / "written").write_text("")
        assert refusal.value.errno == errno.EROFS
    assert get(server.address)[0] == 200
    crowd.do(Page(server.address).arrive())
    assert crowd.do(crowd.do(Reader(server.address).arrive()).see(state(1)))["query"] == state(1)
    reader = crowd.do(Reader(server.address, "classifier").arrive())
    kept = crowd.do(reader.ask(OWN))["file"]
    assert kept["refusal"] == ""
    view = crowd.do(reader.see(f"data=own&file=own.csv~{kept['digest']}&label=kind&columns=width,height"))
    assert "width" in json.dumps(view["figures"])
    assert "Traceback" not in server.printed()
