"""A server that is killed and started again on the same port while a page shows a lesson."""

from playwright.sync_api import expect

SENTENCE = "The server cannot be reached"


class Outage:
    """The page, its server, and what the page must say when the server is lost and when it is back."""

    def __init__(self, stage, server, start_server):
        """Begin with a page that is settled."""
        self.stage, self.server, self.start_server = stage, server, start_server
        stage.page.evaluate("window.notReloaded = true")

    def begin(self):
        """Kill the server and wait until the page says so."""
        self.server.kill()
        expect(self.stage.notice).to_contain_text(SENTENCE)

    def end(self):
        """Start the server again and wait until the page is settled and no longer speaks of it."""
        self.server = self.start_server(self.server.port)
        self.stage.settled()
        expect(self.stage.notice).to_be_hidden()

    @property
    def was_reloaded(self):
        """Tell whether the page was loaded again."""
        return not self.stage.page.evaluate("window.notReloaded === true")
