"""The door: what strangers may ask for, how fast, and how many of them at once. Streamlit sees only what passes."""

from .files import Shelf
from .gate import Gate
from .headers import Headers, policy
from .limits import Limits, MisconfiguredError
from .log import Seldom, seldom
from .pages import first_page, notice
from .seats import Seats
from .sockets import Sockets
from .watchdog import watched

__all__ = [
    "Gate",
    "Headers",
    "Limits",
    "MisconfiguredError",
    "Seats",
    "Seldom",
    "Shelf",
    "Sockets",
    "first_page",
    "notice",
    "policy",
    "seldom",
    "watched",
]
