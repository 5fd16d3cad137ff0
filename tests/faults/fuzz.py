"""Strangers who say anything at all to a real server, while two readers drag and look at every number they get.

``python -m tests.faults.fuzz --messages 10000 --queries 1000 --files 100 --seed 1`` starts a server, talks to it,
prints what it saw, and leaves with status 1 where the server broke a promise: it lives and answers its health check;
every message is answered with its own number in sound JSON, or ends its connection with one of our codes; nobody is
shown a traceback, a path or the name of an exception; every refusal is a sentence; nobody else is disturbed; log and
memory stay small. Most cases are legal states, changed a little: that finds more than noise. The limits of the door are
lifted, so that more is said than strangers could.
"""

import argparse
import asyncio
import contextlib
import copy
import gzip
import io
import itertools
import json
import os
import random
import re
import struct
import sys
import time
import zipfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from unittest import mock
from urllib.parse import quote, quote_plus

import psutil
from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

import pages
import stage
from datasets.shipped import FOLDER
from stage.channel import Channel
from tests.servers import HOUSE, Server

LESSONS = stage.lessons_of(pages)
LIFTED = {"FRAMES_PER_SECOND": 1e6, "RUNS_PER_SECOND": 1e6, "FILES_PER_MINUTE": 1e6, "READERS": 100_000}
SETTINGS = {f"SOFTMAX_LAB_{name}": f"{value:.0f}" for name, value in LIFTED.items()}
SETTINGS["SOFTMAX_LAB_READERS_PER_ADDRESS"] = SETTINGS["SOFTMAX_LAB_READERS"]

OUR_CODES = {1002, 1007, 1008, 1009, 4400, 4404}
"""How we, or the protocol, end a connection: never 1011 (an error inside), never without a word (1006)."""
PATIENCE = 60.0
"""Seconds after which nobody waits for an answer any more: such a wait is a broken promise."""
LARGEST_FILE, LARGEST_HEAD = 1_000_000, 1_000
LOUDEST_LOG = 20_000
"""Bytes"""
MOST_MEMORY = 700
"""Megabytes that the server may grow by: the runs and files that it keeps for a while (32 of 8 MB and more)."""
SLOWEST_HEALTH, SLOWEST_FRAME = 5.0, 10.0
"""Seconds, on a machine that has other things to do"""
TALKERS = 4
"""Strangers on each kind of socket at once"""

GIVEN_AWAY = re.compile(
    r"Traceback|site-packages|dist-packages|<class |<function|object at 0x"
    r"|\b[A-Z]\w+(?:Error|Exception|Warning)\b|\.py\b.{0,3}line \d|" + re.escape(str(HOUSE))
)
NUMBERED = re.compile(r"([0-9]{1,15})(?:!([A-Za-z0-9_]{1,30}))? ")

# ---------------------------------------------------------------- what is said

TEXTS = [
    "", " ", "NaN", "nan", "inf", "-inf", "+Infinity", "1e999", "-1e999", "1e-999", "5e-324", "1.7976931348623157e308",
    "-0", "0x10", "1_000", "١٢", "−3", "1e", "e1", ".", "-", "None", "null", "true", "[]", "{}", "[1,2", "1,,2", ";;;",
    ":::", "\0", "a\0b", "%00", "%", "%%", "%2", "%zz", "%25%32%35", "%ED%A0%80", "%FF%FE", "%C0%80", "%F4%90%80%80",
    "\u202e12", "\u200b", "\ufeff1", "\u2028", "\x1b[31m", "\r\nX-Injected: 1", "e\u0301" * 40, "👩‍👧", "\U0010ffff",
    "'\"`'\"", "\\", "\\u0000", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "{0.__class__}", "{z}",
    "%(z)s", "%{x}", "${x}", "$x$", "../../../../etc/passwd", "'; drop --", "9" * 15, "9" * 400, "-" + "9" * 39,
    "1" * 41, "0." + "0" * 37 + "1", "1," * 3000, ",".join(["0.1"] * 1000), "0:1,1,0;" * 900, "A" * 7900, "&" * 199,
    "a=b&" * 300, "x" * 20_000, "%41" * 2600, "ab" * 100_000,
]  # fmt: skip
STRANGE_NAMES = ["Z", "zz", "", "__class__", "n", "lang", "T[]", "é", "z\0"]
ENDS = ["", "", "0", "e5", ".5", "e-9", "-"]
ALPHABET = "0123456789+-.,;:~=&%!e infNaN[]()\0\u202e\u200bé类<>\"'"


def legal_value(rng, control):
    """Return a value of a control as a link says it: mostly legal, at times out of range or between two steps."""
    if control.kind == "slider":
        return figure(rng, control.low, control.high)
    if control.kind == "vector":
        size = rng.randint(control.sizes[0], min(control.sizes[1], rng.choice([4, 12, 120])))
        return ",".join(figure(rng, control.low, control.high) for _ in range(size))
    if control.kind == "choice":
        return rng.choice(control.options) if control.options else str(rng.randint(0, rng.choice([3, control.most])))
    if control.kind == "several":
        return ",".join(str(rng.randrange(rng.choice([5, control.most]))) for _ in range(rng.randrange(6)))
    if control.kind == "points":
        return ";".join(edit(rng, control.limit) for _ in range(rng.randrange(rng.choice([4, 61]))))
    if control.kind == "names":
        return ",".join(rng.choice(["", "cat", "犬", "a b", "x" * 12, quote(rng.choice(TEXTS[:60]))]) for _ in range(5))
    if control.kind == "file":
        return rng.choice(["", f"flowers.csv~{rng.getrandbits(128):032x}"])
    if control.kind == "pin":
        return quote_plus(query(rng, rng.choice(list(LESSONS)), share=0.2)) if rng.random() < 0.3 else ""
    return rng.choice("01")


def figure(rng, low, high):
    """Write a number: in a range, at its ends, just beyond them, or far away."""
    number = rng.choice([rng.uniform(low, high)] * 6 + [low, high, 0, low - 1e-9, high * 1.001, -high, 1e300, 1e-300])
    return rng.choice(["{:.3g}", "{!r}", "{:.12f}", "{:e}"]).format(float(number))


def edit(rng, limit):
    """Write an edit of a point."""
    row = rng.choice(["", "", f"{rng.randrange(320)}:", f"{rng.randrange(10**5)}:"])
    place = f"{figure(rng, -3, 3)},{figure(rng, -limit, limit) if rng.random() < 0.1 else figure(rng, -3, 3)}"
    return row if row and rng.random() < 0.2 else f"{row}{place},{rng.randrange(rng.choice([3, 12]))}"


def query(rng, lesson, share=0.5):
    """Write a state: a part of the lesson's controls with values of theirs, or one of its examples."""
    if rng.random() < 0.15:
        return stage.write(rng.choice(list(LESSONS[lesson].presets.values())))
    declared = stage.state.controls(LESSONS[lesson].state)
    return "&".join(f"{n}={legal_value(rng, control)}" for n, control in declared.items() if rng.random() < share)


def mutated(rng, text):
    """Change a text in one of the ways that texts go wrong."""
    at, to = sorted(rng.randint(0, len(text)) for _ in "12")
    to = min(to, at + rng.choice([1, 3, 30]))
    pairs = text.split("&")
    which = rng.randrange(len(pairs))
    name = pairs[which].partition("=")[0]
    changes = [
        lambda: text[:at] + text[to:],
        lambda: text[:to] + text[at:to] * rng.choice([1, 2, 50]) + text[to:],
        lambda: text[:at] + "".join(rng.choices(ALPHABET, k=rng.randint(1, 6))) + text[to:],
        lambda: text[:at] + quote(text[at:to] or "%", safe="") + text[to:],
        lambda: "&".join([*pairs[:which], f"{name}={rng.choice(TEXTS)}", *pairs[which + 1 :]]),
        lambda: "&".join([*pairs, f"{name}={rng.choice(TEXTS)}"]),
        lambda: "&".join([*pairs, rng.choice(pairs)]),
        lambda: "&".join([*pairs, f"{rng.choice(STRANGE_NAMES)}={rng.choice(TEXTS)}"]),
        lambda: re.sub(r"\d+", lambda found: found[0] + rng.choice(ENDS), text, count=9),
        lambda: text.replace(rng.choice(",;:=&~") , rng.choice(",;:=&~")),
        lambda: f"{text}&pin={quote_plus(text)}",
        lambda: "".join(rng.sample(pairs, len(pairs))),
    ]  # fmt: skip
    return rng.choice(changes)()


def cheap(rng, lesson, text):
    """Let a run be short, so that there is time for many: what is said last counts."""
    return f"{text}&steps={rng.randint(10, 25)}" if lesson == "classifier" and rng.random() < 0.99 else text


def message(rng, lesson):
    """Return something to say on the channel."""
    number = rng.choice([rng.randrange(1000), rng.randrange(10**15), 0, 10**15 - 1])
    roll = rng.random()
    if roll < 0.72:
        text = query(rng, lesson, rng.random())
        for _ in range(rng.choice([0, 1, 1, 1, 2, 4])):
            text = mutated(rng, text)
        return f"{number} {cheap(rng, lesson, text)}"
    if roll < 0.80:
        state = query(rng, lesson) if rng.random() < 0.7 else mutated(rng, query(rng, lesson))
        wanted = rng.choice([*LESSONS[lesson].documents, *LESSONS[lesson].documents, "nothing", "__class__"])
        return f"{number}!{wanted} {cheap(rng, lesson, state)}"
    if roll < 0.86:
        return f"{number} {cheap(rng, lesson, rng.choice(TEXTS))}"
    if roll < 0.90:
        text = f"{number}{rng.choice(['!', ' ', ''])}{rng.choice(TEXTS)}"
        return rng.choice(
            [mutated(rng, text), text, rng.choice(TEXTS), "-1 z=1", "9" * 16 + " ", "1e3 z=1", "٣ z=1", " 1 z=1"]
        )
    if roll < 0.94:  # a file of nobody's making
        head = rng.choice(
            [b"%d a.csv\n" % number, b"%d \xff\xfe.csv\n" % number, b"%d" % number, b"\n", b"x\n", b"%d \n" % number]
        )
        return head + rng.randbytes(rng.choice([0, 1, 40, 3000]))
    if roll < 0.97:
        name = rng.choice(TEXTS[:76]).encode()[:900].replace(b"\n", b"")
        return b"%d %s\na,b,y\n1,2,p\n2,1,q\n%d,2,p" % (number, name, rng.randrange(9))
    if roll < 0.985:
        return rng.randbytes(rng.choice([1, 20, 2000])) + rng.choice([b"", b"\n"])
    return f"{number} T=".encode() + rng.choice([b"\xff", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80"])  # as text


def extremes():
    """Yield the states that cost the most, the likeliest first."""
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


# Protocol buffers by hand: a message is (field, wire type, content), and all of it may be wrong.


def varint(number):
    """Write a whole number, 7 bits in each byte."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


def told(number, wire, content=b""):
    """Write one field."""
    return varint(number << 3 | wire) + (varint(len(content)) + content if wire == 2 else content)


RERUN = BackMsg.DESCRIPTOR.fields_by_name["rerun_script"].number
KINDS = [one.name for one in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields]
VALUES = [
    {"double_value": float("nan")}, {"double_value": float("-inf")}, {"int_value": 2**62}, {"string_value": "\0" * 99},
    {"json_value": "{"}, {"json_value": "[" * 5000}, {"json_value": '{"a":NaN}'}, {"json_value": "7"},
    {"json_value": ""},
    {"json_trigger_value": "["}, {"json_trigger_value": '[{"event":7}]'}, {"bytes_value": b"\xff" * 99},
    {"trigger_value": True}, {"bool_value": True}, {"double_array_value": {"data": [float("nan")] * 999}},
    {"int_array_value": {"data": [-(2**61)] * 9}}, {"string_array_value": {"data": ["\u202e"] * 99}},
    {"arrow_value": {}},
    {"file_uploader_state_value": {}}, {"chat_input_value": {"data": "x"}}, {"string_trigger_value": {"data": "x"}},
]  # fmt: skip


def rerun(rng, stage_id):
    """Return a request to run a page, with everything that a browser may say about itself made up."""
    state = ClientState(query_string=mutated(rng, query(rng, "softmax")).encode("utf-8", "replace").decode()[:9000])
    for _ in range(rng.choice([0, 1, 5, 300])):
        which = rng.choice(
            [stage_id, stage_id, f"{stage_id}__state", f"{stage_id}__x", "", "\0", "$$ID-0-stage-softmax", "x" * 99]
        )
        state.widget_states.widgets.add(id=which, **rng.choice(VALUES))
    if rng.random() < 0.3:
        state.page_script_hash = rng.choice(TEXTS[:76])
    if rng.random() < 0.3:
        state.page_name = rng.choice(["classifier", "softmax", "/", "..", *TEXTS[:76]])
    if rng.random() < 0.1:
        state.fragment_id = rng.choice(["x", "\0", "9" * 400])
    if rng.random() < 0.2:
        state.cached_message_hashes.extend(rng.choices(TEXTS[:60], k=rng.choice([1, 900])))
    if rng.random() < 0.2:
        state.context_info.timezone = state.context_info.locale = state.context_info.url = rng.choice(TEXTS[:76])
        state.context_info.timezone_offset = rng.choice([0, -(2**31), 2**31 - 1])
        state.context_info.color_scheme = rng.choice(TEXTS[:76])
    state.is_auto_rerun, state.is_history_navigation = rng.random() < 0.2, rng.random() < 0.2
    return BackMsg(rerun_script=state).SerializeToString()


def other_kind(rng):
    """Return a message of another kind than a page of ours sends, most of them well-formed."""
    kind = rng.choice([kind for kind in KINDS if kind != "rerun_script"])
    if kind == "file_urls_request":
        return BackMsg(
            file_urls_request={"request_id": "x", "file_names": ["a"] * 99, "session_id": "y"}
        ).SerializeToString()
    if kind == "backend_operation_request":
        which = rng.choice(["deferred_file", "install_skills", "dismiss_skills_nudge", "dataframe_chunk"])
        return BackMsg(backend_operation_request={"request_id": "x", "session_id": "y", which: {}}).SerializeToString()
    return BackMsg(**{kind: rng.random() < 0.8}).SerializeToString()


def broken(rng, stage_id):
    """Return bytes that mean to be a message of Streamlit's, and go wrong somewhere."""
    good = rerun(rng, stage_id)
    at = rng.randrange(len(good) + 1)
    number = rng.choice([1, RERUN, 99, 2**28])
    ways = [
        lambda: good[:at],
        lambda: good[:at] + rng.randbytes(rng.randint(1, 4)) + good[at + 1 :],
        lambda: told(RERUN, 2, told(1, 2, rng.choice([b"\xff\xfe", b"\xed\xa0\x80", b"a\0b"]))),
        lambda: told(RERUN, rng.choice([0, 1, 3, 4, 5, 6, 7]), rng.randbytes(8)),
        lambda: told(number, 0, varint(rng.choice([0, 2**63, 2**64 - 1, 2**70]))),
        lambda: varint(RERUN << 3 | 2) + varint(rng.choice([2**31 - 1, 2**32, 2**63, 2**70])) + b"x",
        lambda: b"".join(told(number, 3) for _ in range(rng.choice([5, 99, 9000]))),
        lambda: told(RERUN, 2, told(2, 2, told(1, 2, told(1, 0, varint(7)) + told(4, 2, b"x") + told(9, 5, b"1234")))),
        lambda: told(99, 2, rng.randbytes(200)) + good,
        lambda: good + good,
        lambda: rng.randbytes(rng.choice([1, 8, 300, 60_000])),
    ]  # fmt: skip
    return rng.choice(ways)()


def back_message(rng, stage_id, ending):
    """Return something to say on Streamlit's stream, ``ending`` the connection too: opening one takes time."""
    while True:
        roll = rng.random()
        data = rerun(rng, stage_id) if roll < 0.35 else other_kind(rng) if roll < 0.65 else broken(rng, stage_id)
        if roll > 0.985:
            data = rng.choice(["", "x", "1 z=1,2,3", rng.choice(TEXTS)])
        if roll > 0.995:
            data = BackMsg(rerun_script={"query_string": "x" * 64_000}).SerializeToString()
        if ending or fate(data) != "ended":
            return data


def fate(data):
    """Return what should become of a message on the stream: ``run``, ``ignored`` or ``ended``."""
    if isinstance(data, str) or len(data) > 64_000:
        return "ended"
    try:
        said = BackMsg.FromString(data)
    except DecodeError:
        return "ended"
    return "run" if said.WhichOneof("type") == "rerun_script" and not said.rerun_script.fragment_id else "ignored"


def million_widgets():
    """Return a request to run a page with a million widgets."""
    return told(RERUN, 2, told(2, 2, told(1, 2, b"\n\x01a") * 1_000_000))


IRIS = (FOLDER / "iris.csv").read_bytes()


def table(columns, rows, ends="\n", mark=","):
    """Return a table as a file, ``columns`` and ``rows`` of whatever."""
    return ends.join(mark.join(map(str, row)) for row in [columns, *rows]).encode()


def office():
    """Return a workbook: a zip of XML."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    return packed.getvalue()


def files(rng, count):
    """Return files by their names: every make that we know of, then iris, changed at random."""
    few = range(60)
    huge = LARGEST_FILE
    known = {
        "empty.csv": b"",
        "nul.csv": b"\0" * 1000,
        "nul in a cell.csv": b"a,b,y\n1,2,p\0\n2,1,q\n",
        "bom.csv": b"\xef\xbb\xbf" + IRIS,
        "two boms.csv": b"\xef\xbb\xbf" * 2 + IRIS,
        "only bom.csv": b"\xff\xfe",
        "utf-16.csv": IRIS.decode().encode("utf-16"),
        "utf-16 without bom.csv": IRIS.decode().encode("utf-16-be"),
        "half utf-16.csv": IRIS.decode().encode("utf-16")[:-1],
        "utf-32.csv": IRIS.decode().encode("utf-32"),
        "lone quote.csv": IRIS + b'"',
        "quotes.csv": IRIS.replace(b",", b'","'),
        "surrogates.csv": b"a,b,y\n1,2,\xed\xa0\x80\n2,1,\xed\xb0\x80\n",
        "surrogates16.csv": b"\xff\xfe\x00\xd8,\x00\x00\xd8\n\x00",
        "100000 columns.csv": b",".join(b"c%d" % i for i in range(100_000)),
        "one name.csv": b"a," * 99 + b"a\n" + b"1," * 99 + b"1\n",
        "200 columns.csv": table([f"c{j}" for j in range(200)], [[(i * j) % 7 for j in range(200)] for i in few]),
        "201 columns.csv": table([f"c{j}" for j in range(201)], [[(i * j) % 7 for j in range(201)] for i in few]),
        "formulas.csv": table("aby", [["=1+1", "@SUM(A1)", "-2+3|cmd"], ["=A1", "+1", "x"]]),
        "formula labels.csv": table("aby", [[i, -i, ["=1+1", "=HYPERLINK(0)"][i % 2]] for i in few]),
        "dates.csv": table(["day", "a", "b", "y"], [[f"2024-01-{i % 28 + 1:02}", i, i * i, i % 3] for i in few]),
        "1e308.csv": table("aby", [[1e308, -1e308, "p"], [1e300, 1e-320, "q"], [1, 2, "p"], [2, 3, "q"]]),
        "1e150.csv": table("aby", [[1e150 * (-1) ** i, 1e150 / (i + 1), i % 3] for i in few]),
        "1e-320.csv": table("aby", [[i * 1e-322, i * 5e-324, i % 2] for i in few]),
        "1e-200.csv": table("abcy", [[i * 1e-200, -i * 1e-170, i % 5 * 1e-160, i % 3] for i in few]),
        "large and small.csv": table("abcy", [[i * 1e149, i * 1e-300, i, i % 4] for i in few]),
        "beside a large number.csv": table("aby", [[1e15 + i * 0.25, 1 + i * 1e-16, i % 3] for i in few]),
        "nan.csv": table("aby", [["NaN", "inf", "p"], [1, 2, "q"], ["-inf", 3, "p"], [3, 4, "p"], [5, 4, "q"]]),
        "a label that others lack.csv": b"a,b,w,y\n1,2,u,p\n2,1,u,q\n3,1,u,p\n,5,v,q\n",
        "only holes.csv": table("aby", [["NA", "?", ""]] * 9),
        "one row.csv": b"a,b,y\n1,2,p\n",
        "one row, no names.csv": b"1,2,p\n",
        "two rows.csv": b"a,b,y\n1,2,p\n2,1,q\n",
        "one class.csv": table("aby", [[i, i * i, "p"] for i in few]),
        "one class of two.csv": table("aby", [[i if i % 2 else "", i, "pq"[i % 2]] for i in few]),
        "10 classes.csv": table("abcy", [[i, i * i % 17, i * 7 % 13, f"k{i % 10}"] for i in range(500)]),
        "5000 classes.csv": table("aby", [[i, i * i, f"k{i}"] for i in range(5000)]),
        "constant.csv": table("abcy", [[1, 0.1, 3, "pqr"[i % 3]] for i in few]),
        "constant but one.csv": table("abcy", [[0.1, 0.1, i, "pqr"[i % 3]] for i in few]),
        "same columns.csv": table("abcy", [[i, i, i, "pqr"[i % 3]] for i in few]),
        "noise": rng.randbytes(5000),
        "iris.csv.gz": gzip.compress(IRIS),
        "book.xlsx": office(),
        "page.html": b"<!DOCTYPE html><table><tr><td>1</td></tr></table>",
        "data.json": json.dumps([{"a": 1}] * 99).encode(),
        "sep.csv": b"sep=;\na;b;y\n1,5;2,5;p\n2,5;1,5;q\n",
        "sep alone.csv": b"sep=;\n",
        "mark-up.csv": table(
            ["<b>a</b>", "%{x}", "{0}", "y&"], [[i, i % 7, i % 5, ["<i>p", "%{y}", "{q}"][i % 3]] for i in few]
        ),
        "unseen.csv": table(
            ["a\u202e", "\u200bb", "\u2028c", "y"], [[i, i % 7, i % 5, ["\u202ep", "q\u200b"][i % 2]] for i in few]
        ),
        "long names.csv": table(["a" * 400, "b" * 400, "y" * 400], [[i, i % 7, "pq"[i % 2] * 80] for i in few]),
        "very long labels.csv": table("aby", [[i, i % 7, "pq"[i % 2] * 800] for i in few]),
        "long numbers.csv": table("aby", [["1" * 40, "0." + "3" * 37, "pq"[i % 2]] for i in few]),
        "labels like numbers.csv": table("aby", [[i, i % 7, [1, 1.0, "1e0", 2][i % 4]] for i in few]),
        "negative zero.csv": table("aby", [["-0", i % 7, ["-0", "0", "0.0"][i % 3]] for i in few]),
        "carriage returns.csv": IRIS.replace(b"\n", b"\r"),
        "blank lines.csv": IRIS.replace(b"\n", b"\n\n\n"),
        "tabs.csv": IRIS.replace(b",", b"\t"),
        "blanks.csv": IRIS.replace(b",", b"  "),
        "too long by one": b"1" * (huge + 1),
        "one line.csv": b"1" * huge,
        "commas.csv": b"," * huge,
        "line ends.csv": b"\n" * huge,
        "open quote.csv": b'a,b,y\n"' + b"1,2,x\n" * (huge // 7),
        "quotes only.csv": b'"' * huge,
        "cyrillic.csv": IRIS.replace(b"setosa", "ирис".encode("cp1251")),
        "gbk.csv": IRIS.replace(b"setosa", "山鸢尾".encode("gbk")),
        "latin-1.csv": IRIS.replace(b"setosa", "é".encode("cp1252")),
        "wide.csv": wide(rng, 20, 2600),
        "tall.csv": wide(rng, 2, 20_000),
        "..\\..\\windows\\x.csv": IRIS,
        "~<b>&.csv": IRIS,
        "\u202evsc.exe": IRIS,
        "n" * 900: IRIS,
        "a b\tc.csv": IRIS,
        "": IRIS,
    }
    order = [*known]
    while len(order) < count:
        order.append(f"changed {len(order)}.csv")
        known[order[-1]] = changed(rng, IRIS)
    return [(name, known[name]) for name in order[:count]]


def wide(rng, columns, rows):
    """Return a file about as large as one may be, with ten classes."""
    lines = ([f"{rng.gauss(i % 10, 1):.3f}" for _ in range(columns)] + [f"k{i % 10}"] for i in range(rows))
    return table([*(f"c{j}" for j in range(columns)), "y"], lines)


def changed(rng, content):
    """Return a file with bytes cut out, put in, doubled or changed."""
    for _ in range(rng.choice([1, 2, 8])):
        at = rng.randrange(len(content) + 1)
        to = min(len(content), at + rng.choice([0, 1, 30, 3000]))
        put = rng.choice(
            [b"", rng.randbytes(2), b'"', b",", b"\n", b"1e400", b"\r", b"NA", b",,,\n", content[at:to] * 2]
        )
        content = content[:at] + put + content[to:]
    return content[: rng.randrange(len(content) + 1)] if rng.random() < 0.2 else content


# ---------------------------------------------------------------- what comes back


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


def numbered(case):
    """Return a message's number and the document that it asks for; None where it is no message of ours."""
    head = case if isinstance(case, str) else case[:LARGEST_HEAD].decode("utf-8", "replace")
    found = NUMBERED.match(head)
    if not found or len(case) > LARGEST_FILE + LARGEST_HEAD:
        return None, None
    if isinstance(case, bytes) and b"\n" not in case[:LARGEST_HEAD]:
        return None, None
    return int(found[1]), found[2]


class Fuzz:
    """One server, and everybody who talks to it."""

    def __init__(self, server, seed):
        self.server = server
        self.rng = random.Random(seed)
        self.process = psutil.Process(server.process.pid)
        self.report = Report()
        self.stage_id = ""
        self.read = 0

    def dial(self, path, **options):
        """Open a socket."""
        options = {"max_size": None, "proxy": None, "open_timeout": PATIENCE, "close_timeout": 1} | options
        return connect(f"ws://localhost:{self.server.port}{path}", **options)

    def channel(self, lesson):
        """Open a channel to a lesson."""
        return self.dial(f"/stage/frames/{lesson}?lang=en")

    # ------------------------------------------------------------ the stage's channel

    async def frames(self, lesson, cases):
        """Say one thing after another, each when the last was answered or had ended the connection."""
        socket = None
        for case in cases:
            self.report.said["messages"] += 1
            socket = socket or await self.channel(lesson)
            if not await self.frame(socket, lesson, case):
                socket = None
        if socket:
            await socket.close()

    async def frame(self, socket, lesson, case):
        """Say one thing; tell whether the connection is still there."""
        number, wanted = numbered(case)
        bad_text = isinstance(case, bytes) and re.match(rb"\d+ T=[\x80-\xff]", case)
        begin = time.perf_counter()
        try:
            await socket.send(case, text=True if bad_text else None)
            text = await asyncio.wait_for(socket.recv(), PATIENCE)
        except ConnectionClosed:
            if socket.close_code not in OUR_CODES or (number is not None and not bad_text):
                self.report.violation(f"ended with {socket.close_code}", case, lesson)
            return False
        except TimeoutError:
            self.report.violation("no answer", case, lesson)
            await socket.close()
            return False
        self.report.took("document" if wanted else "frame", time.perf_counter() - begin, case)
        answer = self.report.answer(lesson, case, text)
        if number is None or bad_text:
            self.report.violation("answered what is no message", case, text)
        if "changes" in answer and self.rng.random() < 0.05:
            await self.again(socket, lesson, case, answer)
        return True

    async def again(self, socket, lesson, case, answer):
        """Say the state that an answer came back with: it is legal, so it is answered with itself and no notice."""
        queries = [v["query"] if not p else v for p, v in answer["changes"] if not p or p == ["query"]]
        if not queries:
            return
        await socket.send(f"7 {queries[-1]}")
        text = await asyncio.wait_for(socket.recv(), PATIENCE)
        for path, value in self.report.answer(lesson, f"7 {queries[-1]}", text).get("changes", ()):
            if path != ["notice"] or value:
                self.report.violation("a legal state that is corrected", case, f"{path} {value!s:.200}")

    async def crowd(self, cases):
        """Say many states at once, as a fast hand does: the last is answered, none after a newer one."""
        async with self.channel("softmax") as socket:
            for number in range(cases):
                await socket.send(f"{number} {mutated(self.rng, query(self.rng, 'softmax')).replace(' ', '+')}")
                self.report.said["messages"] += 1
            last = -1
            while last < cases - 1:
                text = await asyncio.wait_for(socket.recv(), PATIENCE)
                number = json.loads(text)["n"]
                if number <= last or "trouble" in text[:60]:
                    self.report.violation("an older answer after a newer, or trouble in a crowd", number, last)
                last = number

    async def raw(self):
        """Break the rules of the websocket protocol itself."""
        mask = b"\x81\x84abcd" + bytes(a ^ b for a, b in zip(b"1 z=", b"abcd", strict=True))
        wrong = [
            b"\x81\x04" + b"1 z=", b"\xf1\x84abcd" + mask[6:], b"\x83\x84abcd....", b"\x80\x84abcd....",
            b"\x01\x80abcd" * 3, b"\x82\xff" + b"\xff" * 8 + b"abcd", b"\x82\xff" + struct.pack(">Q", 2**40) + b"abcd",
            b"\x88\x82abcdab", b"\x89\xfe\x01\x00abcd" + b"x" * 256, b"\x88\x83abcd" + b"xyz", b"\x81\xfe", mask[:3],
            mask * 3 + b"\x00", self.rng.randbytes(64),
        ]  # fmt: skip
        for path, bad in itertools.product(["/stage/frames/softmax", "/_stcore/stream"], wrong):
            self.report.said["messages"] += 1
            reader, writer = await asyncio.open_connection("localhost", self.server.port)
            head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            writer.write(f"{head}Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {'A' * 22}==\r\n\r\n".encode())
            await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE)
            writer.write(bad)
            with contextlib.suppress(TimeoutError, ConnectionError):
                said = await asyncio.wait_for(reader.read(9000), 0.2)
                if GIVEN_AWAY.search(said.decode("latin-1")):
                    self.report.violation("given away", bad, said)
            writer.close()

    # ------------------------------------------------------------ Streamlit's stream

    async def stream(self, cases):
        """Say one thing after another to Streamlit, and see what comes of each."""
        socket = None
        for case in cases:
            self.report.said["messages"] += 1
            socket = socket or await self.dial("/_stcore/stream", subprotocols=["streamlit"])
            if not await self.back(socket, case, fate(case)):
                socket = None
        if socket:
            await self.back(socket, BackMsg(rerun_script=ClientState()).SerializeToString(), "run")
            await socket.close()

    async def back(self, socket, case, becomes):
        """Say one thing; tell whether the connection is still there."""
        begin = time.perf_counter()
        try:
            await socket.send(case)
            if becomes == "run":
                await asyncio.wait_for(self.run(socket, case), PATIENCE)
                self.report.took("run", time.perf_counter() - begin, case)
            elif becomes == "ended":
                while True:
                    self.forwarded(await asyncio.wait_for(socket.recv(decode=False), PATIENCE), case)
        except TimeoutError:
            self.report.violation("no run" if becomes == "run" else "not ended", case)
            await socket.close()
            return False
        except ConnectionClosed:
            if becomes != "ended" or socket.close_code not in OUR_CODES:
                self.report.violation(f"the stream ended with {socket.close_code}", case, becomes)
            return False
        return True

    async def run(self, socket, case):
        """Listen until the page has run."""
        while not self.forwarded(await socket.recv(decode=False), case).HasField("script_finished"):
            pass

    def forwarded(self, data, case):
        """See that what Streamlit says is what a reader should see; return it."""
        said = ForwardMsg.FromString(data)
        element = said.delta.new_element
        if element.HasField("exception") or said.WhichOneof("type") == "session_event":
            self.report.violation("a page that failed", case[-150:], said)
        if element.HasField("bidi_component"):
            self.stage_id = element.bidi_component.id
        if said.HasField("new_session") and str(HOUSE) in said.new_session.main_script_path:
            self.report.violation("Streamlit says where the app lies", case, said.new_session.main_script_path)
            said.new_session.main_script_path = ""
        text = data.decode("latin-1") if not said.HasField("new_session") else str(said)
        if re.search(f"Traceback|site-packages|{re.escape(str(HOUSE))}", text):
            self.report.violation("given away", case, text[:300])
        return said

    # ------------------------------------------------------------ addresses

    async def addresses(self, queries):
        """Ask for pages with any query string, then tell Streamlit the same, as the browser of such a link does."""
        socket = await self.dial("/_stcore/stream", subprotocols=["streamlit"])
        for text in queries:
            self.report.said["queries"] += 1
            path = self.rng.choice(
                ["/", "/softmax", "/classifier", "/classifier/", "/softmax//", "/nothing", "//x", "/_stcore/health"]
            )
            await self.get(path, re.sub(rb"[ \r\n]", b"+", text.encode())[:60_000], "")
            case = BackMsg(
                rerun_script={"query_string": text[:20_000], "page_name": path.strip("/")}
            ).SerializeToString()
            if not await self.back(socket, case, "run"):
                socket = await self.dial("/_stcore/stream", subprotocols=["streamlit"])
        await socket.close()

    async def get(self, path, text, more):
        """Ask for one page as nobody's library would; return the status."""
        reader, writer = await asyncio.open_connection("localhost", self.server.port)
        writer.write(
            b"GET %s?%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n"
            % (path.encode(), text, more.encode("latin-1"))
        )
        try:
            answer = await asyncio.wait_for(reader.read(2_000_000), PATIENCE)
        except (TimeoutError, ConnectionError) as cause:
            self.report.violation("no page", (path, text, more), repr(cause))
            return 0
        finally:
            writer.close()
        head = answer.partition(b"\r\n\r\n")[0].decode("latin-1")
        status = int(head.split()[1]) if head.startswith("HTTP/1.1 ") else 0
        if status not in (101, 200, 308, 400, 403, 404, 405, 421, 426, 431) or re.search(
            "(?im)^(x-injected|set-cookie)", head
        ):
            self.report.violation(f"a page with status {status}", (path, text, more), head[:300])
        if re.search(f"Traceback|site-packages|Error\\b|{re.escape(str(HOUSE))}", answer.decode("utf-8", "replace")):
            self.report.violation("given away", (path, text, more), answer[:300])
        return status

    async def doors(self, count):
        """Knock with headers that make no sense, on pages and sockets."""
        sockets = "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
        texts = [
            "http://[",
            "http://[::1",
            "//",
            "http://a:b:c",
            "http://localhost:99999999",
            "null",
            "\xff",
            "a" * 9000,
            "http://[v1.x]",
            "é,,",
        ]
        names = [
            "Origin",
            "Accept-Encoding",
            "Cookie",
            "X-Forwarded-Host",
            "Sec-WebSocket-Protocol",
            "Authorization",
            "Range",
            "Content-Length",
        ]
        for name, text in list(itertools.product(names, texts))[:count]:
            self.report.said["headers"] += 1
            await self.get("/", b"", f"{name}: {text}\r\n")
            with contextlib.suppress(InvalidHandshake, ConnectionClosed):
                head = sockets if name == "Sec-WebSocket-Version" else f"{sockets}{name}: {text}\r\n"
                if name != "Content-Length":
                    await self.knock("/stage/frames/softmax", head)

    async def knock(self, path, head):
        """Ask for a socket and go again."""
        reader, writer = await asyncio.open_connection("localhost", self.server.port)
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n".encode()
            + head.encode("latin-1")
            + b"\r\n"
        )
        try:
            answer = await asyncio.wait_for(reader.read(2000), 2)
        except (TimeoutError, ConnectionError) as cause:
            answer = repr(cause).encode()
        if (
            not answer.startswith(b"HTTP/1.1 ")
            or b" 500 " in answer[:20]
            or GIVEN_AWAY.search(answer.decode("latin-1"))
        ):
            self.report.violation("a door that breaks", head, answer[:300])
        writer.close()

    # ------------------------------------------------------------ files

    async def bring(self, given):
        """Open a reader's files, look at each in many ways, and take home what was made of it."""
        for name, content in given:
            self.report.said["files"] += 1
            socket = await self.channel("classifier")
            case = b"1 %s\n%s" % (name.encode()[: LARGEST_HEAD - 3].replace(b"\n", b" "), content)
            begin = time.perf_counter()
            if len(content) > LARGEST_FILE and not await self.frame(socket, "classifier", case):
                continue
            await socket.send(case)
            text = await asyncio.wait_for(socket.recv(), PATIENCE)
            self.report.took("file", time.perf_counter() - begin, f"{name:.30} {len(content)}")
            answer = self.report.answer("classifier", b"1 %s\n" % name.encode()[:30], text)
            if answer.get("file") and not answer["file"]["refusal"]:
                self.report.said["files accepted"] += 1
                await self.look(socket, f"{quote_plus(answer['file']['name'])}~{answer['file']['digest']}")
            await socket.close()

    async def look(self, socket, file):
        """Look at a file with any choice of columns, any model, and as any document."""
        rng = self.rng
        declared = stage.state.controls(LESSONS["classifier"].state)
        for _ in range(6):
            more = "&".join(
                f"{name}={legal_value(rng, declared[name])}"
                for name in (
                    "features",
                    "loss",
                    "optimizer",
                    "batch",
                    "rate",
                    "reg",
                    "arrows",
                    "log",
                    "scale",
                    "W",
                    "stop",
                    "t",
                )
                if rng.random() < 0.4
            )
            columns = ",".join(str(rng.randrange(8)) for _ in range(rng.randrange(5)))
            chosen = f"label={rng.randrange(4)}&columns={columns}&view={rng.randrange(5)}"
            text = f"data=own&file={file}&{chosen}&{more}&steps={rng.randint(10, 20)}"
            await self.frame(socket, "classifier", f"2 {text}")
            wanted = rng.choice([*LESSONS["classifier"].documents])
            await self.frame(socket, "classifier", f"3!{wanted} {text}")

    # ------------------------------------------------------------ everybody else

    async def drag(self, lesson, states):
        """Drag like any reader, and compare every frame with the one that was computed before."""
        words = stage.speak("en")
        expected = [json.loads(Channel(LESSONS[lesson], words).answer(f"0 {text}"))["changes"][0][1] for text in states]
        async with self.channel(lesson) as socket:
            frame = None
            for number, text in enumerate(itertools.cycle(states)):
                begin = time.perf_counter()
                await socket.send(f"{number} {text}")
                answer = json.loads(await asyncio.wait_for(socket.recv(), PATIENCE))
                self.report.took(f"reader of {lesson}", time.perf_counter() - begin, text)
                self.report.said[f"frames of the reader of {lesson}"] += 1
                frame = applied(frame, answer.get("changes", []))
                if answer["n"] != number or frame != expected[number % len(states)]:
                    self.report.violation("another reader saw something else", text, answer)
                await asyncio.sleep(0.04)

    async def watch(self):
        """Ask after the server's health, and read its log."""
        while True:
            begin = time.perf_counter()
            reader, writer = await asyncio.open_connection("localhost", self.server.port)
            writer.write(b"GET /_stcore/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            answer = await asyncio.wait_for(reader.read(), PATIENCE)
            writer.close()
            self.report.took("health", time.perf_counter() - begin, "")
            if b" 200 " not in answer[:20]:
                self.report.violation("unhealthy", "", answer)
            self.listen()
            await asyncio.sleep(0.3)

    def listen(self):
        """Read what the server has logged since the last time."""
        new = self.server.printed()[self.read :]
        self.read += len(new)
        for part in re.split(r"(?m)^(?=.*\n?Traceback|.*\w+Warning: )", new):
            if "Traceback" in part or "Warning: " in part:
                self.report.violation(f"logged {kind_of(part)}", "", part[:2500])
        if self.process.status() == psutil.STATUS_ZOMBIE:
            raise RuntimeError("the server is dead")

    async def safely(self, talk):
        """Let somebody talk; what nobody thought of is a broken promise too."""
        try:
            await talk
        except (ConnectionClosed, InvalidHandshake, OSError, TimeoutError, KeyError) as cause:
            self.report.violation(f"cut off: {type(cause).__name__}", talk.__qualname__, cause)

    async def cost(self, states):
        """Ask for the frames that cost the most, one after another."""
        async with self.channel("classifier") as socket:
            for text in states:
                begin = time.perf_counter()
                await self.frame(socket, "classifier", f"1 {text}")
                seconds = time.perf_counter() - begin
                self.report.took("costly frame", seconds, text)
                if seconds > SLOWEST_FRAME:
                    self.report.violation("a frame without an end", text, seconds)

    async def all(self, messages, queries, given, costly):
        """Let everybody talk at once."""
        rng = self.rng
        async with self.dial("/_stcore/stream", subprotocols=["streamlit"]) as socket:
            await self.back(socket, BackMsg(rerun_script=ClientState()).SerializeToString(), "run")
        before = self.process.memory_info().rss
        steps = [f"data=spiral&steps=20&t=20&points=3:{i / 10},0.5,1" for i in range(12)]
        readers = [
            asyncio.create_task(self.drag("softmax", [f"z={i / 10},1,-3&T=0.5&y=1" for i in range(-30, 30)])),
            asyncio.create_task(self.drag("classifier", steps)),
            asyncio.create_task(self.watch()),
        ]
        streamed = messages * 3 // 20
        back = [back_message(rng, self.stage_id, ending=number % 3 == 0) for number in range(streamed)] + [
            million_widgets()
        ]
        spoken = {lesson: [message(rng, lesson) for _ in range((messages - streamed) // 2)] for lesson in LESSONS}
        texts = [mutated(rng, query(rng, rng.choice([*LESSONS]), rng.random())) for _ in range(queries)]
        talk = [
            *(self.frames(lesson, cases[n::TALKERS]) for lesson, cases in spoken.items() for n in range(TALKERS)),
            *(self.stream(back[n::TALKERS]) for n in range(TALKERS)),
            *(self.addresses(texts[n::2]) for n in range(2)),
            *(self.bring(given[n::2]) for n in range(2)),
            self.raw(),
            self.doors(80),
            self.crowd(200),
        ]
        finished = asyncio.gather(*(self.safely(one) for one in talk))
        await asyncio.wait([finished, *readers], return_when=asyncio.FIRST_COMPLETED)
        if finished.done():
            await finished
            await self.cost(costly)
        for reader in readers:
            if reader.done():
                self.report.violation("a reader was turned away", "", repr(reader.exception()))
            reader.cancel()
        finished.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await finished
        self.listen()
        grown = (self.process.memory_info().rss - before) / 1e6
        self.report.said["megabytes more"] = round(grown)
        self.report.said["bytes of log"] = self.read
        if grown > MOST_MEMORY:
            self.report.violation("memory", f"{grown:.0f} MB more than before")
        if self.read > LOUDEST_LOG:
            self.report.violation("a loud log", f"{self.read} bytes")
        if max(self.report.waits["health"]) > SLOWEST_HEALTH:
            self.report.violation("slow health", max(self.report.waits["health"]))


def applied(old, changes):
    """Do what the browser does with the changes of a frame."""
    new = copy.deepcopy(old)
    for path, value in changes:
        if not path:
            new = copy.deepcopy(value)
            continue
        place = new
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
    return new


def kind_of(text):
    """Return what a traceback or a warning is of, and where in our code, so that the same fault is told once."""
    last = re.search(r"(?m)^(?!Traceback)(?:.*:\d+: )?([A-Za-z_][\w.]*(?:Error|Exception|Warning|Closed))\b.*$", text)
    ours = re.findall(
        rf'"?{re.escape(str(HOUSE))}/((?!\.venv)[^"\s]+?"?(?:, line |:)\d+)', text[: last.end() if last else 0]
    )
    return " in ".join([last[1] if last else text[:100], *ours[-1:]])


def fuzz(messages, queries, count, seed, costly=None):
    """Start a server, let everybody talk to it, and return the report."""
    rng = random.Random(seed)
    expensive = list(extremes())
    with mock.patch.dict(os.environ, SETTINGS), Server.of_ours() as server:
        fuzzer = Fuzz(server, seed)
        asyncio.run(fuzzer.all(messages, queries, files(rng, count), rng.sample(expensive, len(expensive))[:costly]))
        return fuzzer.report


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


def main(argv=None):
    """Talk; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    for name, usual in {"messages": 10_000, "queries": 1_000, "files": 100, "seed": 1}.items():
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--costly", type=int, help="how many of the states that cost the most, one after another (all)")
    options = parser.parse_args(argv)
    begin = time.perf_counter()
    report = fuzz(options.messages, options.queries, options.files, options.seed, options.costly)
    print(printed(report, time.perf_counter() - begin))
    return 1 if report.broken else 0


if __name__ == "__main__":
    sys.exit(main())
