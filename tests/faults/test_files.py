"""1,024 open files, and not one more: whom there is no room for is told so, and nobody who is in notices."""

import asyncio
import contextlib
import socket

import psutil
from websockets.exceptions import InvalidStatus

from tests.faults.crowd import CUT_OFF, Page, Pulse, Reader, get, state, until

MOST = 1024
READERS, AT_ONCE = 300, 30
SILENT = 1100
QUIET = 1_000_000  # bytes of log


@contextlib.contextmanager
def somebody_inside(crowd, address):
    """Let somebody drag; check that they were never disturbed."""
    done = asyncio.Event()
    reader = crowd.do(Reader(address).arrive())
    dragging = crowd.start(reader.drag([state(1), state(2)], done))
    yield reader
    crowd.loop.call_soon_threadsafe(done.set)
    assert dragging.result(5) == []
    assert reader.cuts == 0


async def come(somebody):
    """Return somebody who came in, or what they were told."""
    try:
        return await somebody.arrive()
    except InvalidStatus as refusal:
        return refusal.response.status_code, refusal.response.headers["Retry-After"]
    except CUT_OFF as cut:
        return repr(cut)


def some(address):
    """Return readers who come at the same moment."""
    return [come(kind(address)) for _ in range(AT_ONCE) for kind in (Page, Reader)]


def test_more_readers_than_files_are_refused_gracefully(faults, crowd):
    server = faults("--files", str(MOST), "--hurry", readers=1000, readers_per_address=1000)
    process = psutil.Process(server.process.pid)
    assert process.rlimit(psutil.RLIMIT_NOFILE) == (MOST, MOST)
    with somebody_inside(crowd, server.address), Pulse(server.address) as pulse:
        for _ in range(2):  # the second crowd finds what Streamlit keeps of the first
            came = [who for _ in range(READERS // AT_ONCE) for who in crowd.all(some(server.address))]
            inside = [who for who in came if isinstance(who, Page | Reader)]
            assert 50 < sum(isinstance(who, Page) for who in inside) < READERS
            assert {who for who in came if who not in inside} == {(503, "10")}
            status, headers, text = get(server.address)
            assert (status, headers["Retry-After"]) == (503, "8")
            assert '<meta http-equiv="refresh" content="8">' in text
            crowd.all(who.run() if isinstance(who, Page) else who.see(state(3)) for who in inside)
            assert process.num_fds() < MOST
            crowd.all(who.leave() for who in inside)
        assert get(server.address)[0] == 200
        crowd.all(kind(server.address).arrive() for kind in (Page, Reader))
    assert not pulse.failures
    assert "Traceback" not in server.printed()
    assert len(server.printed()) < QUIET


def ended(connection):
    """Tell whether the server has hung up."""
    try:
        return connection.recv(1, socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True


def test_connections_that_say_nothing_are_hung_up_on_and_do_not_disturb_who_is_in(faults, crowd):
    server = faults("--files", str(MOST), "--hurry")
    with somebody_inside(crowd, server.address) as reader, contextlib.ExitStack() as silence:
        silent = [
            silence.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=5))
            for _ in range(SILENT)
        ]
        silent[0].send(b"GET / HTTP/1.1\r\nHost: ")  # and never the rest
        seen = reader.frames
        until(lambda: all(map(ended, silent)))
        until(lambda: reader.frames > seen + 20)
        crowd.all(kind(server.address).arrive() for kind in (Page, Reader))
    assert "out of system resource" not in server.printed()
    assert len(server.printed()) < QUIET
