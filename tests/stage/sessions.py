"""Talk to a session without a transport, as a browser would."""

import json

import pages
from stage import Session
from stage.requests import parse_message, parse_upload
from text import translations

LESSONS = pages.lessons()
WORDS = translations("en")


def session_of(lesson, **options):
    """Return a new session with a lesson, by its name."""
    return Session(LESSONS[lesson], WORDS, **options)


def answer(session, message):
    """Return the answer to one message."""
    request = parse_message(message) if isinstance(message, str) else parse_upload(message)
    return json.loads(session.answer(request))


def ask(session, message):
    """Return the number and the changes of the answer to a state."""
    found = answer(session, message)
    assert found.keys() == {"number", "changes"}
    return found["number"], found["changes"]


def whole(session, query, number=9):
    """Return the whole frame of a query, from a session that may have sent frames before."""
    session._sent = None
    return ask(session, f"{number} {query}")[1][0][1]


def upload(session, number, name, content):
    """Open a file; return what the session answers about it."""
    found = answer(session, f"{number} {name}\n".encode() + content)
    assert found.keys() == {"number", "upload"}
    assert found["number"] == number
    return found["upload"]
