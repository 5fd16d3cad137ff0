"""What must hold of answers: each is the one that was asked for, gives nothing away, and speaks in sentences.

A ``Report`` takes note of every promise that was broken; ``printed`` writes it out.
"""

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from tests.faults.fuzz.states import LESSONS, numbered
from tests.servers import HOUSE

OUR_CODES = {1002, 1007, 1008, 1009, 4400, 4404}
"""How we, or the protocol, end a connection: never 1011 (an error inside), never without a word (1006)."""
GIVEN_AWAY = re.compile(
    r"Traceback|site-packages|dist-packages|<class |<function|object at 0x"
    r"|\b[A-Z]\w+(?:Error|Exception|Warning)\b|\.py\b.{0,3}line \d|" + re.escape(str(HOUSE))
)


@dataclass
class Report:
    """What was said, how long it took, and every promise that was broken, by kind, with the first case of each."""

    said: Counter = field(default_factory=Counter)
    broken: dict = field(default_factory=dict)
    waits: dict = field(default_factory=lambda: defaultdict(list))
    slowest: dict = field(default_factory=dict)
    longest: str = ""

    def violation(self, kind, case, detail=""):
        """Take note of a broken promise."""
        count, first = self.broken.get(kind, (0, f"{case!r:.300} -> {detail!s:.2500}"))
        self.broken[kind] = (count + 1, first)

    def took(self, what, seconds, case):
        """Take note of how long an answer took."""
        self.waits[what].append(seconds)
        if seconds > self.slowest.get(what, (0.0, ""))[0]:
            self.slowest[what] = (seconds, f"{case!r:.200}")

    def sentence(self, text, case):
        """See that a refusal, a remark or a notice is something to read."""
        clear = text[:1].isupper() or text[:1] in "“‘"
        if not (clear and text.rstrip()[-1:] in ".!?…" and text.isprintable()) or GIVEN_AWAY.search(text):
            self.violation("a sentence that is none", case, text)
        self.longest = max(self.longest, text, key=len)

    def answer(self, lesson, case, text):
        """See that an answer on the channel is one, and the one that was asked for; return it."""
        try:
            answer = json.loads(text, parse_constant=lambda token: self.violation("not JSON", case, token))
        except ValueError as cause:
            self.violation("not JSON", case, cause)
            return {}
        number, wanted = numbered(case)
        if answer.get("n") != number:
            self.violation("an answer to another message", case, text[:200])
        if GIVEN_AWAY.search(text) and "document" not in answer:
            self.violation("given away", case, GIVEN_AWAY.search(text)[0])
        kinds = answer.keys() - {"n"}
        if kinds == {"trouble"}:
            if not (wanted and wanted not in LESSONS[lesson].documents) and not (
                isinstance(case, bytes) and lesson == "softmax"
            ):
                self.violation("trouble", case, lesson)
            self.sentence(answer["trouble"], case)
        elif kinds != {"file"} if isinstance(case, bytes) else kinds != {"document" if wanted else "changes"}:
            self.violation("an answer of another kind", case, text[:200])
        for sentence in sentences(answer):
            self.sentence(sentence, case)
        return answer


def sentences(answer):
    """Yield what an answer says about the state or the file: refusals, notices and remarks."""
    if refusal := (answer.get("file") or {}).get("refusal"):
        yield refusal
    for path, value in answer.get("changes", ()):
        frame = value if not path else {path[0]: value} if len(path) == 1 else {}
        yield from frame.get("remarks", [])
        if frame.get("notice"):
            yield frame["notice"]
        if path[:1] == ["remarks"] and len(path) == 2:
            yield value


def printed(report, seconds):
    """Write a report out."""
    lines = [f"{seconds:.0f} s: " + ", ".join(f"{count} {what}" for what, count in report.said.items())]
    for what, waits in report.waits.items():
        ordered = sorted(waits)
        slow, case = report.slowest[what]
        half, late = ordered[len(ordered) // 2], ordered[int(0.95 * len(ordered))]
        lines.append(f"{what}: half within {half * 1e3:.0f} ms, 95 % {late * 1e3:.0f} ms, slowest {slow:.2f} s {case}")
    lines.append(f"longest sentence: {len(report.longest)} characters, {report.longest:.120}")
    lines += [f"BROKEN {kind} ({times} times): {first}" for kind, (times, first) in report.broken.items()]
    return "\n".join([*lines, f"{len(report.broken)} kinds of broken promises"])
