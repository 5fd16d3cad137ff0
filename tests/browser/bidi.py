"""As much of WebDriver BiDi as the tests in Firefox need: tabs, elements by role and name, the pointer, errors.

Playwright also drives Firefox over WebDriver BiDi, but asks for commands that Debian's Firefox does not have yet.
"""

import itertools
import json

from tests.waiting import MAX_SECONDS, wait_until

VIEWPORT = {"width": 1440, "height": 900}


class Session:
    """The one session of a browser; ``errors`` are those that any page has written to the console."""

    def __init__(self, socket):
        """Begin the session on the websocket of a browser that has just started."""
        self._socket, self._numbers = socket, itertools.count(1)
        self.errors = []
        self.send("session.new", capabilities={})
        self.send("session.subscribe", events=["log.entryAdded"])

    def send(self, method, **parameters):
        """Send a command and return its result; what happens meanwhile is noted."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while (message := json.loads(self._socket.recv(MAX_SECONDS))).get("id") != number:
            if message.get("method") == "log.entryAdded" and message["params"]["level"] == "error":
                self.errors.append(message["params"]["text"])
        if message["type"] == "error":
            raise RuntimeError(f"{method}: {message['error']}: {message['message']}")
        return message["result"]


class Tab:
    """A tab of a browser."""

    def __init__(self, session, address):
        """Open an address in a new tab."""
        self._session = session
        self._context = session.send("browsingContext.create", type="tab")["context"]
        self.send("browsingContext.setViewport", viewport=VIEWPORT)
        self.send("browsingContext.navigate", url=address, wait="complete")

    def send(self, method, **parameters):
        """Send a command that concerns this tab, and return its result."""
        return self._session.send(method, context=self._context, **parameters)

    def close(self):
        """Close the tab."""
        self.send("browsingContext.close")

    def evaluate(self, function, *elements):
        """Call a function of JavaScript with elements, and return its result, which JSON can express."""
        answer = self._session.send(
            "script.callFunction",
            functionDeclaration=f"(...elements) => JSON.stringify(({function})(...elements)) ?? 'null'",
            arguments=list(elements),
            target={"context": self._context},
            awaitPromise=False,
        )
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def element(self, role, name):
        """Wait for an element with a role and a name, and return the first."""
        locator = {"type": "accessibility", "value": {"role": role, "name": name}}
        nodes = wait_until(lambda: self.send("browsingContext.locateNodes", locator=locator)["nodes"])
        return {"sharedId": nodes[0]["sharedId"]}

    def point(self, *actions):
        """Let the mouse do something: pairs of an action's type and of what else it says."""
        events = [{"type": kind, **rest} for kind, rest in actions]
        self.send("input.performActions", actions=[{"type": "pointer", "id": "mouse", "actions": events}])

    def press(self, key):
        """Press a key, by its code of WebDriver, and release it."""
        events = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
        self.send("input.performActions", actions=[{"type": "key", "id": "keyboard", "actions": events}])

    def click(self, element):
        """Click on an element."""
        self.evaluate("(element) => element.scrollIntoView({ block: 'center' })", element)
        self.point(move_to(element), PRESS, RELEASE)


PAGE_DOWN, ESCAPE = "\ue00f", "\ue00c"
PRESS, RELEASE = ("pointerDown", {"button": 0}), ("pointerUp", {"button": 0})


def move_to(element, right=0):
    """Return the action that moves the pointer to the middle of an element, or ``right`` of that by some pixels."""
    return "pointerMove", {"x": round(right), "y": 0, "origin": {"type": "element", "element": element}}
