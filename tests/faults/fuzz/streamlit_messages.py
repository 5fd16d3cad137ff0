"""Messages to Streamlit: ``BackMsg`` protocol buffers, valid ones with unusual values and malformed ones.

The malformed ones are written field by field, as (number, wire type, content), and all of it may be wrong.
"""

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from tests.faults.fuzz.stage_messages import query
from tests.faults.fuzz.texts import MEDIUM_TEXTS, SHORT_TEXTS, TEXTS, mutated

RERUN = BackMsg.DESCRIPTOR.fields_by_name["rerun_script"].number
KINDS = [one.name for one in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields]
VALUES = [
    {"double_value": float("nan")},
    {"double_value": float("-inf")},
    {"int_value": 2**62},
    {"string_value": "\0" * 99},
    {"json_value": "{"},
    {"json_value": "[" * 5000},
    {"json_value": '{"a":NaN}'},
    {"json_value": "7"},
    {"json_value": ""},
    {"json_trigger_value": "["},
    {"json_trigger_value": '[{"event":7}]'},
    {"bytes_value": b"\xff" * 99},
    {"trigger_value": True},
    {"bool_value": True},
    {"double_array_value": {"data": [float("nan")] * 999}},
    {"int_array_value": {"data": [-(2**61)] * 9}},
    {"string_array_value": {"data": ["\u202e"] * 99}},
    {"arrow_value": {}},
    {"file_uploader_state_value": {}},
    {"chat_input_value": {"data": "x"}},
    {"string_trigger_value": {"data": "x"}},
]
MAX_BYTES = 64_000
"""Bytes that a message may have; a longer one closes the connection."""
RUN_REQUEST = BackMsg(rerun_script=ClientState()).SerializeToString()
"""The first message of a browser."""


def varint(number):
    """Write a whole number, 7 bits in each byte."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


def field(number, wire, content=b""):
    """Write one field."""
    return varint(number << 3 | wire) + (varint(len(content)) + content if wire == 2 else content)


def rerun(rng, stage_id):
    """Return a request to run a page, with random values in every field that a browser fills."""
    state = ClientState(query_string=mutated(rng, query(rng, "softmax")).encode("utf-8", "replace").decode()[:9000])
    for _ in range(rng.choice([0, 1, 5, 300])):
        widget = rng.choice(
            [stage_id, stage_id, f"{stage_id}__state", f"{stage_id}__x", "", "\0", "$$ID-0-stage-softmax", "x" * 99]
        )
        state.widget_states.widgets.add(id=widget, **rng.choice(VALUES))
    if rng.random() < 0.3:
        state.page_script_hash = rng.choice(MEDIUM_TEXTS)
    if rng.random() < 0.3:
        state.page_name = rng.choice(["classifier", "softmax", "/", "..", *MEDIUM_TEXTS])
    if rng.random() < 0.1:
        state.fragment_id = rng.choice(["x", "\0", "9" * 400])
    if rng.random() < 0.2:
        state.cached_message_hashes.extend(rng.choices(SHORT_TEXTS, k=rng.choice([1, 900])))
    if rng.random() < 0.2:
        state.context_info.timezone = state.context_info.locale = state.context_info.url = rng.choice(MEDIUM_TEXTS)
        state.context_info.timezone_offset = rng.choice([0, -(2**31), 2**31 - 1])
        state.context_info.color_scheme = rng.choice(MEDIUM_TEXTS)
    state.is_auto_rerun, state.is_history_navigation = rng.random() < 0.2, rng.random() < 0.2
    return BackMsg(rerun_script=state).SerializeToString()


def other_kind(rng):
    """Return a message of a kind that no page sends, mostly well-formed."""
    kind = rng.choice([kind for kind in KINDS if kind != "rerun_script"])
    if kind == "file_urls_request":
        return BackMsg(
            file_urls_request={"request_id": "x", "file_names": ["a"] * 99, "session_id": "y"}
        ).SerializeToString()
    if kind == "backend_operation_request":
        operation = rng.choice(["deferred_file", "install_skills", "dismiss_skills_nudge", "dataframe_chunk"])
        return BackMsg(
            backend_operation_request={"request_id": "x", "session_id": "y", operation: {}}
        ).SerializeToString()
    return BackMsg(**{kind: rng.random() < 0.8}).SerializeToString()


def malformed(rng, stage_id):
    """Return bytes that resemble a message to Streamlit and are invalid somewhere."""
    good = rerun(rng, stage_id)
    at = rng.randrange(len(good) + 1)
    number = rng.choice([1, RERUN, 99, 2**28])
    ways = [
        lambda: good[:at],
        lambda: good[:at] + rng.randbytes(rng.randint(1, 4)) + good[at + 1 :],
        lambda: field(RERUN, 2, field(1, 2, rng.choice([b"\xff\xfe", b"\xed\xa0\x80", b"a\0b"]))),
        lambda: field(RERUN, rng.choice([0, 1, 3, 4, 5, 6, 7]), rng.randbytes(8)),
        lambda: field(number, 0, varint(rng.choice([0, 2**63, 2**64 - 1, 2**70]))),
        lambda: varint(RERUN << 3 | 2) + varint(rng.choice([2**31 - 1, 2**32, 2**63, 2**70])) + b"x",
        lambda: b"".join(field(number, 3) for _ in range(rng.choice([5, 99, 9000]))),
        lambda: field(
            RERUN, 2, field(2, 2, field(1, 2, field(1, 0, varint(7)) + field(4, 2, b"x") + field(9, 5, b"1234")))
        ),
        lambda: field(99, 2, rng.randbytes(200)) + good,
        lambda: good + good,
        lambda: rng.randbytes(rng.choice([1, 8, 300, 60_000])),
    ]
    return rng.choice(ways)()


def streamlit_message(rng, stage_id, ending):
    """Return a random message; without ``ending`` none that closes the connection, because opening one takes time."""
    while True:
        roll = rng.random()
        data = rerun(rng, stage_id) if roll < 0.35 else other_kind(rng) if roll < 0.65 else malformed(rng, stage_id)
        if roll > 0.985:
            data = rng.choice(["", "x", "1 z=1,2,3", rng.choice(TEXTS)])
        if roll > 0.995:
            data = BackMsg(rerun_script={"query_string": "x" * MAX_BYTES}).SerializeToString()
        if ending or expected_outcome(data) != "ended":
            return data


def expected_outcome(data):
    """Return what a message should lead to: ``run``, ``ignored`` or ``ended``."""
    if isinstance(data, str) or len(data) > MAX_BYTES:
        return "ended"
    try:
        message = BackMsg.FromString(data)
    except DecodeError:
        return "ended"
    return "run" if message.WhichOneof("type") == "rerun_script" and not message.rerun_script.fragment_id else "ignored"


def million_widgets():
    """Return a request to run a page with a million widgets."""
    return field(RERUN, 2, field(2, 2, field(1, 2, b"\n\x01a") * 1_000_000))
