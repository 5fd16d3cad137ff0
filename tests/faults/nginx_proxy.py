"""nginx in front of two replicas, configured as in ``deploy/nginx`` but on a free port and without sticky sessions."""

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.nginx import executable
from tests.servers import ROOT, free_port, is_up
from tests.waiting import MAX_SECONDS, wait_until

CONFIGURATION = ROOT / "deploy" / "nginx" / "nginx.conf"


class NginxProxy:
    """A running nginx that passes requests to the ports in turn."""

    def __init__(self, folder: Path, ports: Sequence[int]) -> None:
        """Write the configuration into a folder and start nginx."""
        port = free_port()
        text = CONFIGURATION.read_text("utf-8")
        for pattern, replacement in {r"listen \d+;": f"listen 127.0.0.1:{port};", r"hash .*;": ""}.items():
            text, found = re.subn(rf"^\s*{pattern}", replacement, text, flags=re.MULTILINE)
            assert found == 1, f"{CONFIGURATION} does not contain {pattern!r} once"
        (folder / "nginx.conf").write_text(text, "utf-8")
        servers = [f"server 127.0.0.1:{upstream} max_fails=0;\n" for upstream in ports]
        (folder / "replicas.conf").write_text("".join(servers), "utf-8")
        with (folder / "nginx.log").open("w") as log:
            command = [executable(), "-p", str(folder), "-c", str(folder / "nginx.conf")]
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.address = f"http://localhost:{port}"
        try:
            wait_until(lambda: is_up(self.address))
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End nginx."""
        self.process.terminate()
        self.process.wait(MAX_SECONDS)
