"""Errors that must not occur on a page: of the console, of scripts, and requests to other machines."""

import re
from urllib.parse import urlsplit

UNREACHABLE_SERVER = (
    "WebSocket|ERR_CONNECTION|ERR_EMPTY_RESPONSE|Client Error in reaching|Is Streamlit still running|streamlit run|"
    r"Client error: DoInitPings timed out|console: Connection timed out\.$"
)
"""What the browser and Streamlit write to the console about a server that cannot be reached."""


class PageErrors:
    """Collects the errors of all pages of a context."""

    def __init__(self, context):
        """Listen to ``context``."""
        self.errors, self.allowed = [], []
        self.context = context
        self.listeners = {
            "console": lambda message: message.type == "error" and self.errors.append(f"console: {message.text}"),
            "weberror": lambda error: self.errors.append(f"page: {error.error}"),
            "request": lambda request: self.check_request(request.url),
        }
        for event, listener in self.listeners.items():
            context.on(event, listener)

    def close(self):
        """Listen no longer."""
        for event, listener in self.listeners.items():
            self.context.remove_listener(event, listener)

    def check_request(self, url):
        """Add a request that leaves this machine."""
        if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).hostname not in ("localhost", "127.0.0.1"):
            self.errors.append(f"request: {url}")

    def allow(self, pattern):
        """Expect errors that match ``pattern``."""
        self.allowed.append(pattern)

    def unexpected(self):
        """Return the errors that are not allowed."""
        return [error for error in self.errors if not any(re.search(pattern, error) for pattern in self.allowed)]
