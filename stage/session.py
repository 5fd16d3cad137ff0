"""A session: answers the requests of one reader of one lesson, over any transport.

It knows no web server, no threads and no Streamlit, because a frame depends on its state and on nothing else.
"""

import logging
import math
from collections.abc import Callable, Mapping, Set
from dataclasses import replace
from typing import Any
from urllib.parse import unquote_plus

from text import Words, translations

from . import cards, encoding, printed
from .controls import UploadedFile
from .lesson import Download, Figure, Frame, Lesson, Table
from .number_files import FIGURES, TABLES, number_file
from .requests import DownloadRequest, FrameRequest, Request, UploadRequest
from .state import Correction, State, controls, read_query, write_query

log = logging.getLogger(__name__)

_MAX_IN_SENTENCE = 60
"""Characters of a value that a sentence quotes."""


def no_delay() -> float:
    """Return the seconds until the reader may open another file, where nothing limits that."""
    return 0.0


class Session:
    """Remembers the last frame sent, so that only changes are sent, and the file that the reader opened."""

    def __init__(self, lesson: Lesson[Any], words: Words, upload_delay: Callable[[], float] = no_delay) -> None:
        """Start with nothing sent.

        Parameters
        ----------
        lesson : the lesson
        words : all messages in the reader's language
        upload_delay : called for each file; returns the seconds to wait until one may be opened, 0 for none
        """
        self._lesson = lesson
        self._messages = words.section("stage")
        self._words = words.section(lesson.name)
        self._upload_delay = upload_delay
        self._file = UploadedFile()
        self._sent: Any = None
        self._last_read: tuple[str, UploadedFile, tuple[State, tuple[Correction, ...]]] | None = None

    @property
    def file_size(self) -> int:
        """Return the bytes of the reader's file that are kept."""
        return len(self._file.content or b"")

    def expected_seconds(self, request: FrameRequest) -> float:
        """Return the CPU time that a frame will probably take; where that fails, so will the frame."""
        if self._lesson.expected_seconds is None:
            return 0.0
        try:
            return self._lesson.expected_seconds(self._read(request.query)[0])
        except Exception:  # the answer will log it
            return math.inf

    def answer(self, request: Request) -> str:
        """Return the answer to a request, as JSON; a failure is logged and answered with a sentence."""
        try:
            answer = self._answer(request)
        except Exception as cause:
            log.error("A request failed in the lesson %s: %.200r", self._lesson.name, request, exc_info=cause)
            answer = None
        return answer or _encoded(request, {"failure": self._messages("failure")})

    def _answer(self, request: Request) -> str | None:
        """Return the answer to a request, or None where the lesson has none."""
        match request:
            case FrameRequest(query=query, unseen=unseen):
                changes, shown = encoding.changes(self._sent, self._shown(query, unseen))
                answer = _encoded(request, {"changes": changes})
                self._sent = shown  # only now: a frame that cannot be encoded is not sent
                return answer
            case DownloadRequest(name=name, query=query) if name in self._lesson.makers():
                return _encoded_download(request, self._lesson.makers()[name](self._read(query)[0], self._words))
            case DownloadRequest(name=name, query=query) if name.startswith((TABLES, FIGURES)):
                state = self._read(query)[0]
                return _encoded_download(request, number_file(self._lesson, state, self._words, name))
            case UploadRequest() if self._lesson.check_upload:
                return _encoded(request, {"upload": self._open(request)})
        return None

    def _shown(self, query: str, unseen: Set[str]) -> dict[str, Any]:
        """Return everything that the page shows of the state of a query; unseen parts are those sent before."""
        state, corrections = self._read(query)
        return {
            **contents(self._lesson.frame(state, self._words), self._sent, unseen),
            "values": {name: c.to_browser(getattr(state, name)) for name, c in controls(type(state)).items()},
            "query": write_query(state),
            "notice": self._notice(corrections),
        }

    def _read(self, query: str) -> tuple[State, tuple[Correction, ...]]:
        """Read a state, and give it the content of the reader's file where it names that file."""
        if self._last_read and self._last_read[:2] == (query, self._file):
            return self._last_read[2]
        state, corrections = read_query(self._lesson.state, query)
        if self._file:
            fields = [name for name in controls(type(state)) if getattr(state, name) == self._file]
            state = replace(state, **dict.fromkeys(fields, self._file))
        self._last_read = (query, self._file, (state, corrections))
        return state, corrections

    def _open(self, request: UploadRequest) -> dict[str, str]:
        """Keep a file that the lesson can use; return its name and digest, or why it cannot be used."""
        file = UploadedFile.received(request.name, request.content or b"")
        if request.content is None:
            refusal = self._messages("no_room_for_file")
        elif seconds := math.ceil(self._upload_delay()):
            refusal = self._messages("too_many_files", seconds=seconds)
        else:
            assert self._lesson.check_upload is not None
            refusal = self._lesson.check_upload(file, self._words)
        if not refusal:
            self._file = file
        return {"name": file.name, "digest": file.digest, "refusal": refusal}

    def _notice(self, corrections: tuple[Correction, ...]) -> str:
        """Return the sentence that tells the reader which parameters of the link were corrected."""
        if not corrections:
            return ""
        used = [(correction.parameter, _shortened(unquote_plus(correction.used)) or "–") for correction in corrections]
        separator = self._messages.elsewhere("language.clauses")
        changed = separator.join(self._messages("corrected_value", parameter=name, used=text) for name, text in used)
        return self._messages("corrected", changed=changed)


def warm_up(lesson: Lesson[Any]) -> None:
    """Compute the frames of a lesson's presets once, so that no reader waits for what is loaded when first used."""
    session = Session(lesson, translations(None))
    for state in (lesson.state(), *lesson.presets.values()):
        session._answer(FrameRequest(0, write_query(state)))  # an exception here ends the start


def _encoded(request: Request, content: dict[str, Any]) -> str:
    return encoding.to_json({"number": request.number} | content)


def _encoded_download(request: Request, download: Download | None) -> str:
    return _encoded(request, {"download": vars(download) if download else None})


def contents(frame: Frame, sent: Mapping[str, Any] | None = None, unseen: Set[str] = frozenset()) -> dict[str, Any]:
    """Return the parts of a frame by name, without classes of ours; unseen ones as they were sent before."""
    return vars(frame) | {
        "figures": _seen("figures", frame.figures, sent, unseen),
        "tables": _seen("tables", frame.tables, sent, unseen),
        "readings": sent["readings"] if sent and "readings" in unseen else list(frame.readings),
        "links": [vars(link) for link in frame.links],
        "cards": cards.describe(frame.cards),
        "printed": printed.describe(frame.printed),
        "updates": {name: update.describe() for name, update in frame.updates.items()},
    }


def _seen(kind: str, parts: Mapping[str, Any], sent: Mapping[str, Any] | None, unseen: Set[str]) -> dict[str, Any]:
    """Return figures or tables; an unseen one as it is remembered, where the names are the same."""
    before = sent[kind] if sent and unseen else {}
    kept = before if before.keys() == parts.keys() else {}
    return {name: kept[name] if name in kept and f"{kind}.{name}" in unseen else _plain(parts[name]) for name in parts}


def _plain(part: Figure | Table) -> dict[str, Any]:
    return vars(part) if isinstance(part, Table) else part


def _shortened(text: str) -> str:
    return text if len(text) <= _MAX_IN_SENTENCE else f"{text[: _MAX_IN_SENTENCE - 1]}…"
