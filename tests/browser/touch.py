"""A finger that touches a page."""


class Touch:
    """One touch at a time, sent to the browser as its own events."""

    def __init__(self, page):
        """Touch ``page``."""
        self.session, self.position = page.context.new_cdp_session(page), None

    def down(self, x, y):
        """Touch the page."""
        self._send("touchStart", x, y)

    def move(self, x, y, steps=8):
        """Move there in small steps."""
        from_x, from_y = self.position
        for step in range(1, steps + 1):
            self._send("touchMove", from_x + (x - from_x) * step / steps, from_y + (y - from_y) * step / steps)

    def up(self):
        """Release the page."""
        self.session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def _send(self, kind, x, y):
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        self.position = x, y
