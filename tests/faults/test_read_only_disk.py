"""On read-only disks the lessons work, and readers' own files, which are kept in memory only, can be opened."""

import errno
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.faults.clients import PageClient, StageClient, state
from tests.faults.http_client import get
from tests.servers import ROOT

OWN = b"width,height,kind\n" + b"".join(b"%d,%d,%s\n" % (at, at % 3, b"ab"[at % 2 :][:1]) for at in range(20))
NAMESPACES = shutil.which("unshare") and os.geteuid() == 0
needs_mount_namespaces = pytest.mark.skipif(
    not NAMESPACES or subprocess.run(["unshare", "--mount", "true"], capture_output=True).returncode != 0,
    reason="only root may make the disks of a process read-only, and not in every container",
)


@needs_mount_namespaces
def test_lessons_and_readers_own_files_need_no_writable_disk(start_server, loop):
    server = start_server("--read-only")
    for folder in (ROOT, Path(tempfile.gettempdir()), Path.home(), "/dev/shm"):
        in_the_servers_namespace = Path(f"/proc/{server.process.pid}/root{folder}")
        with pytest.raises(OSError) as refusal:  # noqa: PT011 - the error number is checked below
            (in_the_servers_namespace / "written").write_text("")
        assert refusal.value.errno == errno.EROFS
    assert get(server.address)[0] == 200
    loop.run(PageClient(server.address).connect())
    assert loop.run(loop.run(StageClient(server.address).connect()).frame(state(1)))["query"] == state(1)
    reader = loop.run(StageClient(server.address, "classifier").connect())
    kept = loop.run(reader.send(OWN))["upload"]
    assert kept["refusal"] == ""
    view = loop.run(reader.frame(f"data=own&file=own.csv~{kept['digest']}&label=kind&columns=width,height"))
    assert "width" in json.dumps(view["figures"])
    assert "Traceback" not in server.printed()
