"""nginx in front of two replicas, configured as in ``deploy/nginx`` but on a free port and without sticky sessions.

The files that browsers load are served by nginx, too, written as for its image.
"""

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from deploy import static_files
from tests.nginx import command
from tests.servers import ROOT, free_port, is_up
from tests.waiting import MAX_SECONDS, wait_until

CONFIGURATION = ROOT / "deploy" / "nginx" / "nginx.conf"


class NginxProxy:
    """A running nginx that passes requests to the ports in turn."""

    def __init__(self, folder: Path, ports: Sequence[int]) -> None:
        """Write the configuration and the files into a folder and start nginx."""
        port = free_port()
        text = CONFIGURATION.read_text("utf-8")
        replacements = {
            r"listen \d+;": f"listen 127.0.0.1:{port};",
            r"hash .*;": "",
            r"root .*;": f"root {folder / 'static'};",
        }
        for pattern, replacement in replacements.items():
            text, found = re.subn(rf"^\s*{pattern}", replacement, text, flags=re.MULTILINE)
            assert found == 1, f"{CONFIGURATION} does not contain {pattern!r} once"
        static_files.main([str(folder / "static")])
        (folder / "nginx.conf").write_text(text, "utf-8")
        servers = [f"server 127.0.0.1:{upstream} max_fails=0;\n" for upstream in ports]
        (folder / "replicas.conf").write_text("".join(servers), "utf-8")
        with (folder / "nginx.log").open("w") as log:
            self.process = subprocess.Popen(command(folder), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
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
