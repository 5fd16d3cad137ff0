"""HTTP requests to a server under test, and a monitor of its health check."""

import http.client
import threading
import time
from urllib.parse import urlsplit

from tests.waiting import MAX_SECONDS


def get(address, method="GET", body=None, **headers):
    """Return status, headers and text of a response, status 0 for none; every request has a connection of its own."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc.replace("localhost", "127.0.0.1"), timeout=MAX_SECONDS)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, headers | {"Connection": "close"})
        response = connection.getresponse()
        return response.status, response.headers, response.read().decode("utf-8", "replace")
    except OSError as error:
        return 0, {}, repr(error)
    finally:
        connection.close()


class HealthMonitor:
    """Requests the health check all the time, in a thread of its own, and keeps the longest response time."""

    def __init__(self, address):
        self.address = address
        self.done = threading.Event()
        self.answers, self.slowest, self.failures = 0, 0.0, []
        self.thread = threading.Thread(target=self._monitor)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        self.thread.join()

    def _monitor(self):
        while not self.done.is_set():
            start = time.monotonic()
            status, _, _ = get(f"{self.address}/_stcore/health")
            self.slowest = max(self.slowest, time.monotonic() - start)
            self.answers += 1
            if status != 200:
                self.failures.append(status)
            self.done.wait(0.02)
