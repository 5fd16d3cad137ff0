"""The real app over the network: the sessions' websockets, the stage's files, and the pages."""

import contextlib
import json
import posixpath
import re
import urllib.error
import urllib.request
from pathlib import Path

import numpy as np
import pytest
import streamlit
from websockets.exceptions import ConnectionClosed

from softmax_core import softmax
from stage import browser_files
from stage.requests import MAX_QUERY
from stage.websocket_transport import INVALID_MESSAGE, NO_SUCH_LESSON
from tests.servers import ROOT
from tests.stage.over_the_network import WAIT, answer_from, ask, ended
from tests.stage.test_encoding import applied, decoded
from text import translations

STREAMLITS_PAGE = Path(streamlit.__file__).parent / "static" / "index.html"


def get(server, path):
    with urllib.request.urlopen(server.address + path, timeout=WAIT) as answer:
        return answer.status, answer.headers, answer.read()


def test_a_state_is_answered_with_its_frame(dial):
    with dial() as socket:
        answer = ask(socket, "5 z=1,2,3&T=2")
    assert answer["number"] == 5
    view = applied(None, answer["changes"])
    bars = decoded(view["figures"]["probabilities"]["data"][0]["y"])
    np.testing.assert_allclose(bars, softmax([1, 2, 3], 2))


def test_later_answers_carry_what_changed(dial):
    with dial() as socket:
        ask(socket, "1 z=1,2,3")
        answer = ask(socket, "2 z=1,2,4")
    assert answer["number"] == 2
    assert all(path for path, _ in answer["changes"])


def test_two_readers_do_not_see_each_other(dial):
    with dial() as one, dial() as other:
        ask(one, "1 z=1,2,3")
        assert ask(other, "1 z=1,2,3")["changes"][0][0] == []


def test_an_unknown_language_is_answered_in_english(dial):
    with dial(query="lang=..%2F..%2Fx") as socket:
        assert "now" in ask(socket, "1 T=x")["changes"][0][1]["notice"]


@pytest.mark.parametrize("lesson", ["nothing", "Softmax", "%00"])
def test_an_unknown_lesson_is_turned_away(dial, lesson):
    with dial(lesson) as socket:
        assert ended(socket) == NO_SUCH_LESSON


@pytest.mark.parametrize("size", [MAX_QUERY - 2, MAX_QUERY, 60_000])
def test_an_oversized_message_is_answered_with_a_legal_state_and_a_notice(dial, size):
    with dial() as socket:
        answer = ask(socket, "2 T=" + "9" * size)
        assert answer["number"] == 2
        assert answer["changes"][0][1]["values"]["T"] in (1, 20)
        assert "T is now" in answer["changes"][0][1]["notice"]
        assert ask(socket, "3 T=2")["number"] == 3


def test_a_message_of_many_megabytes_ends_the_connection(dial):
    with dial() as other, dial() as socket:
        ask(other, "1 ")
        with contextlib.suppress(ConnectionClosed):
            socket.send("2 T=" + "9" * 20_000_000)
        with pytest.raises(ConnectionClosed):
            socket.recv(timeout=WAIT)
        assert ask(other, "2 T=2")["number"] == 2


NONE_OF_OURS = [b"\x00\xff", b"1 T=2", "", "nonsense", "-1 z=1", "1e9 z=1", "9" * 19 + " z=1", "1"]


@pytest.mark.parametrize("message", NONE_OF_OURS)
def test_what_is_no_message_of_ours_ends_its_connection_and_no_other(dial, server, message):
    before = server.printed()
    with dial() as other, dial() as socket:
        ask(socket, "1 ")
        ask(other, "1 ")
        socket.send(message)
        assert ended(socket) == INVALID_MESSAGE
        assert ask(other, "3 T=2")["number"] == 3
    assert "Traceback" not in server.printed()[len(before) :]


def test_of_many_states_at_once_the_last_is_answered_and_never_an_older_after_a_newer(dial):
    many = 400
    with dial() as socket:
        for number in range(1, many + 1):
            socket.send(f"{number} z={number / 100},1,-3")
        numbers, view = [], None
        while not numbers or numbers[-1] < many:
            answer = answer_from(socket)
            numbers.append(answer["number"])
            view = applied(view, answer["changes"])
    assert numbers == sorted(set(numbers))
    assert len(numbers) < many, "what nobody waits for any more is not computed"
    assert view["values"]["z"][0] == many / 100


def test_a_reader_who_leaves_in_the_middle_harms_nobody(dial, server):
    before = server.printed()
    for _ in range(5):
        with dial() as socket:
            socket.send("1 z=1,2,3")
            socket.socket.close()
    with dial() as socket:
        assert ask(socket, "1 ")["number"] == 1
    assert "Traceback" not in server.printed()[len(before) :]


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        (browser_files.main_address(), "javascript"),
        (browser_files.addresses([])["style"], "css"),
        (browser_files.plotly_address(), "javascript"),
    ],
)
def test_the_parts_of_the_stage_are_served_under_names_that_may_be_kept_for_good(server, address, kind):
    status, headers, body = get(server, address)
    assert status == 200
    assert kind in headers["content-type"]
    assert "immutable" in headers["cache-control"]
    assert body


def test_every_module_that_a_script_imports_is_served(server):
    folder = browser_files.main_address().rpartition("/")[0]
    roots = {posixpath.basename(at()) for at in (browser_files.main_address, browser_files.language_address)}
    seen, due = set(), roots | {"recorded/page.js", "recorded/boot.js"}  # the last two are in saved lectures
    while due:
        name = due.pop()
        seen.add(name)
        source = get(server, f"{folder}/{name}")[2].decode()
        imported = re.findall(r'(?:^(?:import|\}).*? from |\bimport\()"(\.[\w./]+)"', source, re.MULTILINE)
        due |= {posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) for path in imported} - seen
    assert seen == {name for name in browser_files.FILES if name.endswith(".js")}, "no module is left over"


@pytest.mark.parametrize(
    "path", ["/stage/older/main.js", "/stage/main.py", "/stage/..%2Fapp.py", "/stage/plotly-0.0.0.min.js"]
)
def test_no_other_file_is_served_from_the_stage(server, path):
    with pytest.raises(urllib.error.HTTPError) as refused:
        get(server, path)
    with refused.value as answer:
        assert answer.code == 404


@pytest.mark.parametrize("path", ["/", "/softmax", "/classifier", "/classifier?t=20&data=iris"])
def test_every_lesson_has_an_address_whose_page_knows_where_its_server_is(server, path):
    status, headers, body = get(server, path)
    assert status == 200
    assert headers["content-type"].startswith("text/html")
    assert headers["cache-control"] == "no-cache"
    added, script, _ = re.search("<head>(<script>(.*?)</script>(<link [^>]*>)+)", body.decode()).groups()
    assert "window.__streamlit" in script
    assert 'BACKEND_BASE_URL: new URL("/", location.href).href' in script
    assert "delete window.WebAssembly" in script, "Firefox reports the blocked attempt of a module to compile some"
    tags = re.compile(r"<title>.*</title>(\n<meta [^>]*>)+")
    no_script = re.compile("<noscript>.*</noscript>", re.DOTALL)
    ours = no_script.sub("", tags.sub("<title>Streamlit</title>", body.decode().replace(added, "")))
    assert ours == no_script.sub("", STREAMLITS_PAGE.read_text("utf-8"))


@pytest.mark.parametrize(("path", "lesson"), [("/", "softmax"), ("/softmax", "softmax"), ("/classifier", "classifier")])
def test_every_page_has_the_link_preview_of_its_lesson_whose_picture_is_served(server, path, lesson):
    page = get(server, path)[2].decode()
    words = translations("en")
    assert f"<title>{words(f'{lesson}.heading')} · Softmax Lab</title>" in page
    assert f'<meta name="description" content="{words(f"{lesson}.description")}">' in page
    picture = re.search('property="og:image" content="(.*?)"', page)[1]
    assert picture == f"{server.address}/link_previews/{lesson}.png"
    status, headers, body = get(server, picture.removeprefix(server.address))
    assert (status, headers["content-type"]) == (200, "image/png")
    assert headers["cross-origin-resource-policy"] == "cross-origin"
    assert body == (ROOT / "assets" / "link_previews" / f"{lesson}.png").read_bytes()


@pytest.mark.parametrize("page", ["/", "/classifier"])
def test_the_page_names_early_what_the_browser_will_need(server, page):
    body = get(server, page)[2].decode()
    linked = re.findall(r'<link rel="(?:modulepreload|preload" as="(?:script|style))" href="(.*?)">', body)
    assert linked == list(browser_files.preloads())
    assert {address for address in linked if get(server, address)[0] == 200} == set(linked)


def test_the_headers_of_a_page_fit_into_the_buffer_of_a_proxy(server):
    # nginx reserves 4 KB by default, and answers 502 where the headers are longer
    assert sum(len(name) + len(value) + 4 for name, value in get(server, "/classifier")[1].items()) < 3_000


def test_the_page_is_told_to_show_no_dialog_of_its_own(server):
    assert json.loads(get(server, "/_stcore/host-config")[2])["blockErrorDialogs"] is True
