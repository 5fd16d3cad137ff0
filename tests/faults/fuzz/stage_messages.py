"""Messages to the stage: states of a lesson as links write them, valid or nearly, and the messages that carry them."""

import itertools
import re
from urllib.parse import quote, quote_plus

import pages
import stage
from tests.faults.fuzz.texts import MEDIUM_TEXTS, SHORT_TEXTS, TEXTS, mutated

LESSONS = pages.lessons()
LESSONS_WITH_FILES = {
    name
    for name, lesson in LESSONS.items()
    if any(control.kind == "upload" for control in stage.controls(lesson.state).values())
}
MAX_FILE_BYTES, MAX_HEAD_BYTES = 1_000_000, 1_000
"""Bytes of a file, and of the line before it, that the stage accepts."""
MAX_MESSAGE_BYTES = 65_536
"""Bytes of a message that the server accepts."""
NUMBERED = re.compile(r"([0-9]{1,15})(?:!([A-Za-z0-9_]{1,30}))? ")


def control_value(rng, control):
    """Return a value of a control as links write it: mostly valid, sometimes out of range or between two steps."""
    if control.kind == "slider":
        return number_text(rng, control.min, control.max)
    if control.kind == "interpolation":
        return number_text(rng, 0, 1)
    if control.kind == "vector":
        least, greatest = control.lengths
        size = rng.randint(least, max(least, min(greatest, rng.choice([4, 12, 120]))))
        return ",".join(number_text(rng, control.min, control.max) for _ in range(size))
    if control.kind == "choice":
        return (
            rng.choice(control.options)
            if control.options
            else str(rng.randint(0, rng.choice([3, control.max_options])))
        )
    if control.kind == "multi_choice":
        return ",".join(str(rng.randrange(rng.choice([5, control.max_options]))) for _ in range(rng.randrange(6)))
    if control.kind == "points":
        return ";".join(point_edit(rng, control.max_coordinate) for _ in range(rng.randrange(rng.choice([4, 61]))))
    if control.kind == "names":
        return ",".join(
            rng.choice(["", "cat", "犬", "a b", "x" * 12, quote(rng.choice(SHORT_TEXTS))]) for _ in range(5)
        )
    if control.kind == "upload":
        return rng.choice(["", f"flowers.csv~{rng.getrandbits(128):032x}"])
    if control.kind == "pin":
        return quote_plus(query(rng, rng.choice(list(LESSONS)), share=0.2)) if rng.random() < 0.3 else ""
    return rng.choice("01")


def number_text(rng, low, high):
    """Write a number within a range, at its ends, just beyond them, or far away."""
    number = rng.choice([rng.uniform(low, high)] * 6 + [low, high, 0, low - 1e-9, high * 1.001, -high, 1e300, 1e-300])
    return rng.choice(["{:.3g}", "{!r}", "{:.12f}", "{:e}"]).format(float(number))


def point_edit(rng, limit):
    """Write an edit of a point."""
    row = rng.choice(["", "", f"{rng.randrange(320)}:", f"{rng.randrange(10**5)}:"])
    x, y = number_text(rng, -3, 3), number_text(rng, -limit, limit) if rng.random() < 0.1 else number_text(rng, -3, 3)
    return row if row and rng.random() < 0.2 else f"{row}{x},{y},{rng.randrange(rng.choice([3, 12]))}"


def query(rng, lesson, share=0.5):
    """Write a state: some of the lesson's controls with values, or one of its examples."""
    if rng.random() < 0.15:
        return stage.write_query(rng.choice(list(LESSONS[lesson].presets.values())))
    declared = stage.controls(LESSONS[lesson].state).values()
    return "&".join(
        f"{control.parameter}={control_value(rng, control)}" for control in declared if rng.random() < share
    )


def extremes():
    """Yield the states whose frames are the most expensive, the most likely first."""
    features, losses, optimizers = (
        ["fourier", "sines", "quadratic"],
        ["cross_entropy", "one_vs_rest", "squared_error", "hinge"],
        ["newton", "adam", "gradient_descent", "momentum"],
    )
    points = ";".join(f"{i / 7:.2f},{i % 5},{i % 10}" for i in range(60))
    data = ["data=blobs&classes=8", f"data=spiral&points={points}", "data=iris", "data=penguins"]
    for (which, base), shape, loss, optimizer in itertools.product(enumerate(data), features, losses, optimizers):
        if optimizer == "newton" and loss != "cross_entropy":
            continue
        rate, batch = [("100", "all"), ("0.001", "1")][(which + len(shape) + len(loss)) % 2]
        text = f"{base}&features={shape}&loss={loss}&optimizer={optimizer}&rate={rate}&batch={batch}&steps=2000"
        yield f"{text}&t=2000&arrows=1&reg=10&pin={quote_plus(text + '&seed=7')}"
    yield "W=" + ",".join(["1e6", "-1e6"] * 200)
    corners = ";".join(f"{x},1000,{i % 10}" for i, x in enumerate([-1000, 1000] * 30))
    yield f"data=drawn&points={corners}&features=sines&rate=100"


def shortened(rng, lesson, text):
    """Append a small number of steps, so that there is time for many runs; the last value of a control counts."""
    return f"{text}&steps={rng.randint(10, 25)}" if lesson == "classifier" and rng.random() < 0.99 else text


def message(rng, lesson):
    """Return a random message to the stage."""
    number = rng.choice([rng.randrange(1000), rng.randrange(10**15), 0, 10**15 - 1])
    roll = rng.random()
    if roll < 0.72:
        text = query(rng, lesson, rng.random())
        for _ in range(rng.choice([0, 1, 1, 1, 2, 4])):
            text = mutated(rng, text)
        return f"{number} {shortened(rng, lesson, text)}"
    if roll < 0.80:
        state = query(rng, lesson) if rng.random() < 0.7 else mutated(rng, query(rng, lesson))
        download = rng.choice([*LESSONS[lesson].downloads, *LESSONS[lesson].downloads, "nothing", "__class__"])
        return f"{number}!{download} {shortened(rng, lesson, state)}"
    if roll < 0.86:
        return f"{number} {shortened(rng, lesson, rng.choice(TEXTS))}"
    if roll < 0.90:
        text = f"{number}{rng.choice(['!', ' ', ''])}{rng.choice(TEXTS)}"
        ways = [mutated(rng, text), text, rng.choice(TEXTS), "-1 z=1", "9" * 16 + " ", "1e3 z=1", "٣ z=1", " 1 z=1"]
        return rng.choice(ways)
    return binary_message(rng, number, roll)


def binary_message(rng, number, roll):
    """Return an invalid file, a small file under an unusual name, noise, or a text that is not UTF-8."""
    if roll < 0.94:
        heads = [
            b"%d a.csv\n" % number,
            b"%d \xff\xfe.csv\n" % number,
            b"%d" % number,
            b"\n",
            b"x\n",
            b"%d \n" % number,
        ]
        return rng.choice(heads).replace(b"%d", b"%d" % number) + rng.randbytes(rng.choice([0, 1, 40, 3000]))
    if roll < 0.97:
        name = rng.choice(MEDIUM_TEXTS).encode()[:900].replace(b"\n", b"")
        return b"%d %s\na,b,y\n1,2,p\n2,1,q\n%d,2,p" % (number, name, rng.randrange(9))
    if roll < 0.985:
        return rng.randbytes(rng.choice([1, 20, 2000])) + rng.choice([b"", b"\n"])
    return f"{number} T=".encode() + rng.choice([b"\xff", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80"])


def is_invalid_text(case):
    """Return whether a message is sent as text although it is not UTF-8."""
    return isinstance(case, bytes) and bool(re.match(rb"\d+ T=[\x80-\xff]", case))


def is_too_long(case):
    """Tell whether a text is longer than a message may be; files are sent in parts."""
    return isinstance(case, str) and len(case.encode("utf-8", "surrogatepass")) > MAX_MESSAGE_BYTES


def number_and_download(case):
    """Return a message's number and the download that it requests, both None for an invalid message."""
    head = case if isinstance(case, str) else case[:MAX_HEAD_BYTES].decode("utf-8", "replace")
    found = NUMBERED.match(head)
    if not found or len(case) > MAX_FILE_BYTES + MAX_HEAD_BYTES or is_too_long(case):
        return None, None
    if isinstance(case, bytes) and b"\n" not in case[:MAX_HEAD_BYTES]:
        return None, None
    return int(found[1]), found[2]
