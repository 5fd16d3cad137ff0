"""Readers' files over the network: in parts, within budgets, in the order of the other messages."""

import contextlib

import pytest
from websockets.exceptions import ConnectionClosed

from datasets.bundled import FOLDER
from stage import UploadedFile
from stage.websocket_transport import INVALID_MESSAGE, MAX_FILE_BYTES_OF_ADDRESS
from tests.message_parts import file_parts
from tests.stage.over_the_network import answer_from, ask, ended, send
from tests.stage.test_encoding import applied

IRIS = (FOLDER / "iris.csv").read_bytes()
DIGEST = UploadedFile.received("", IRIS).digest


def test_a_file_that_is_sent_again_after_the_connection_broke_gives_the_same_frame(dial):
    views = []
    for _ in range(2):
        with dial("classifier") as socket:
            assert ask(socket, b"1 flowers.csv\n" + IRIS)["upload"]["digest"] == DIGEST
            views.append(applied(None, ask(socket, f"2 data=own&steps=20&file=flowers.csv~{DIGEST}")["changes"]))
    assert views[0]["figures"]
    assert views[0] == views[1]


def test_a_file_and_a_document_of_it_arrive_in_the_order_they_were_asked_for(dial):
    query = f"data=own&steps=20&file=flowers.csv~{DIGEST}"
    with dial("classifier") as socket:
        for message in (b"1 flowers.csv\n" + IRIS, f"2 {query}", f"3!steps {query}", f"4!no {query}", f"5 {query}"):
            send(socket, message)
        answers = [answer_from(socket) for _ in range(5)]
    assert [answer["number"] for answer in answers] == [1, 2, 3, 4, 5]
    assert [next(iter(answer.keys() - {"number"})) for answer in answers] == [
        "upload",
        "changes",
        "download",
        "failure",
        "changes",
    ]
    assert answers[2]["download"]["text"].startswith("step,loss")
    assert answers[4]["changes"] == []


@pytest.mark.parametrize(
    "parts",
    [
        *([part] for part in [b"", b"+", b".", b"1 a.csv\n1,2", b".1 a.csv", b".a.csv\n1,2"]),
        file_parts(b"1 a.csv\n" + b"x" * 1_100_000),
    ],
    ids=len,
)
def test_a_file_that_is_not_in_parts_without_a_header_or_too_large_ends_its_connection(dial, server, parts):
    before = server.printed()
    with dial("classifier") as socket:
        ask(socket, "1 steps=10")
        for part in parts:
            with contextlib.suppress(ConnectionClosed):
                socket.send(part)
        assert ended(socket) == INVALID_MESSAGE
    assert "Traceback" not in server.printed()[len(before) :]


def test_files_beyond_the_budget_of_an_address_are_refused_until_others_are_closed(dial):
    content = b"a,b,y,note\n" + b"1,2,p,%s\n2,1,q,\n" % (b"x" * 3_000) * 320
    kept = MAX_FILE_BYTES_OF_ADDRESS // len(content)
    with contextlib.ExitStack() as sockets:
        readers = [sockets.enter_context(dial("classifier")) for _ in range(kept + 1)]
        uploads = [ask(reader, b"1 own.csv\n" + content)["upload"]["refusal"] for reader in readers]
        assert "no room" in uploads.pop()
        assert set(uploads) == {""}
        readers[0].close()
        answers = (ask(readers[-1], b"2 own.csv\n" + content)["upload"]["refusal"] for _ in range(10))
        assert "" in answers, "the server notices within some messages that the other reader has left"
