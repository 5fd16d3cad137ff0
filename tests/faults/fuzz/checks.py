"""Checks of answers: each belongs to its message, reveals no internal details, and explains refusals in sentences.

A ``Report`` collects every violation; ``formatted`` writes it as text.
"""

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from tests.faults.fuzz.stage_messages import LESSONS, LESSONS_WITH_FILES, number_and_download
from tests.servers import ROOT

CLOSE_CODES = {1002, 1007, 1008, 1009, 4400, 4404}
"""Codes with which a connection may be closed: not 1011 (internal error), and not without a code (1006)."""
JOINERS = dict.fromkeys((0x200C, 0x200D))
"""Within names of classes that a reader gave: Persian and Indic words, and emoji."""
INTERNAL_DETAILS = re.compile(
    r"Traceback|site-packages|dist-packages|<class |<function|object at 0x"
    r"|\b[A-Z]\w+(?:Error|Exception|Warning)\b|\.py\b.{0,3}line \d|" + re.escape(str(ROOT))
)


@dataclass
class Report:
    """What was sent, how long it took, and every violation, by kind, with the first case of each."""

    counts: Counter = field(default_factory=Counter)
    violations: dict = field(default_factory=dict)
    durations: dict = field(default_factory=lambda: defaultdict(list))
    slowest: dict = field(default_factory=dict)
    longest_sentence: str = ""

    def violation(self, kind, case, detail=""):
        """Record a violation."""
        count, first = self.violations.get(kind, (0, f"{case!r:.300} -> {detail!s:.2500}"))
        self.violations[kind] = (count + 1, first)

    def duration(self, what, seconds, case):
        """Record how long an answer took."""
        self.durations[what].append(seconds)
        if seconds > self.slowest.get(what, (0.0, ""))[0]:
            self.slowest[what] = (seconds, f"{case!r:.200}")

    def sentence(self, text, case):
        """Check that a refusal, a remark or a notice is a sentence."""
        clear = text[:1].isupper() or text[:1] in "“‘"
        if not (
            clear and text.rstrip()[-1:] in ".!?…" and text.translate(JOINERS).isprintable()
        ) or INTERNAL_DETAILS.search(text):
            self.violation("not a sentence", case, text)
        self.longest_sentence = max(self.longest_sentence, text, key=len)

    def answer(self, lesson, case, text):
        """Check that an answer of the stage is valid and belongs to its message; return it."""
        try:
            answer = json.loads(text, parse_constant=lambda token: self.violation("not JSON", case, token))
        except ValueError as cause:
            self.violation("not JSON", case, cause)
            return {}
        number, download = number_and_download(case)
        if answer.get("number") != number:
            self.violation("an answer to another message", case, text[:200])
        if INTERNAL_DETAILS.search(text) and "download" not in answer:
            self.violation("internal details", case, INTERNAL_DETAILS.search(text)[0])
        kinds = answer.keys() - {"number"}
        if kinds == {"failure"}:
            if not (download and download not in LESSONS[lesson].downloads) and not (
                isinstance(case, bytes) and lesson not in LESSONS_WITH_FILES
            ):
                self.violation("failure", case, lesson)
            self.sentence(answer["failure"], case)
        elif kinds != {"upload"} if isinstance(case, bytes) else kinds != {"download" if download else "changes"}:
            self.violation("an answer of another kind", case, text[:200])
        for sentence in sentences(answer):
            self.sentence(sentence, case)
        return answer


def sentences(answer):
    """Yield the sentences in an answer about the state or the file: refusals, notices and remarks."""
    if refusal := (answer.get("upload") or {}).get("refusal"):
        yield refusal
    for path, value in answer.get("changes", ()):
        frame = value if not path else {path[0]: value} if len(path) == 1 else {}
        yield from frame.get("remarks", [])
        if frame.get("notice"):
            yield frame["notice"]
        if path[:1] == ["remarks"] and len(path) == 2:
            yield value


def formatted(report, seconds):
    """Return a report as text."""
    lines = [f"{seconds:.0f} s: " + ", ".join(f"{count} {what}" for what, count in report.counts.items())]
    for what, durations in report.durations.items():
        ordered = sorted(durations)
        slow, case = report.slowest[what]
        median, late = ordered[len(ordered) // 2], ordered[int(0.95 * len(ordered))]
        lines.append(f"{what}: median {median * 1e3:.0f} ms, 95 % {late * 1e3:.0f} ms, slowest {slow:.2f} s {case}")
    lines.append(f"longest sentence: {len(report.longest_sentence)} characters, {report.longest_sentence:.120}")
    lines += [f"VIOLATION {kind} ({times} times): {first}" for kind, (times, first) in report.violations.items()]
    return "\n".join([*lines, f"{len(report.violations)} kinds of violations"])
