"""nginx before two replicas, as in ``deploy/nginx``, but on a free port, and with stickiness switched off."""

import re
import subprocess

from tests.faults.crowd import WAIT, until
from tests.nginx import executable
from tests.servers import HOUSE, free_port, is_up

DEPLOYED = HOUSE / "deploy" / "nginx" / "nginx.conf"


class Proxy:
    """A running nginx that hands requests on to ports by turns."""

    def __init__(self, folder, ports):
        """Write the settings into a folder and start."""
        port = free_port()
        settings = DEPLOYED.read_text("utf-8")
        for what, instead in {r"listen \d+;": f"listen 127.0.0.1:{port};", r"hash .*;": ""}.items():
            settings, found = re.subn(rf"^\s*{what}", instead, settings, flags=re.MULTILINE)
            assert found == 1, f"{DEPLOYED} does not say {what!r} once"
        (folder / "nginx.conf").write_text(settings, "utf-8")
        servers = [f"server 127.0.0.1:{upstream} max_fails=0;\n" for upstream in ports]
        (folder / "replicas.conf").write_text("".join(servers), "utf-8")
        self.log = folder / "nginx.log"
        with self.log.open("w") as log:
            command = [executable(), "-p", str(folder), "-c", str(folder / "nginx.conf")]
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.address = f"http://localhost:{port}"
        try:
            until(lambda: is_up(self.address))
        except BaseException:
            self.stop()
            raise

    def stop(self):
        """End it."""
        self.process.terminate()
        self.process.wait(WAIT)
