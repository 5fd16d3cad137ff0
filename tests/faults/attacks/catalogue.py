"""The attacks by name: what each does, with how many sockets, and where the code of one socket is."""

import importlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.faults.attacks.target import Target


@dataclass(frozen=True)
class Attack:
    """What one address does; each of its sockets runs ``socket(target, index)`` again and again."""

    sentence: str
    socket: str
    """the module and the function"""
    sockets: int
    min_seconds: float = 0.0
    """how long it takes until it has its effect"""
    files: int = 0
    """the server's limit of open files; 0 for the machine's"""
    cached_frames: bool = False
    """honest readers ask for cached frames of the classifier instead of the first lesson"""
    memory_only: bool = False
    """it is legal use that needs much memory; latencies are not judged"""

    def load(self) -> Callable[[Target, int], Awaitable[None]]:
        """Return the coroutine function of one socket."""
        module, _, function = self.socket.partition(":")
        loaded: Callable[[Target, int], Awaitable[None]] = getattr(
            importlib.import_module(f"tests.faults.attacks.{module}"), function
        )
        return loaded


ATTACKS = {
    "largest-file": Attack(
        "4 readers of a legal file of 20,000 x 20 train on its sines with 8 seeds each",
        "classifier:train_with_eight_seeds",
        4,
        min_seconds=15,
        memory_only=True,
    ),
    "alternating-frames": Attack(
        "sockets alternate frames that take a second with quick ones",
        "classifier:alternate_slow_and_quick_frames",
        4,
    ),
    "slow-frames": Attack(
        "new sockets ask for one frame each that takes a second", "classifier:ask_for_one_slow_frame", 30
    ),
    "strangers-training": Attack(
        "sockets ask for slow frames only, while a reader's frames are cached",
        "classifier:ask_for_slow_frames",
        2,
        cached_frames=True,
    ),
    "kept-uploads": Attack("sockets send a legal file of 1 MB each, and stay", "classifier:keep_an_upload", 100),
    "unread-frames": Attack("sockets ask for large frames and read none", "classifier:leave_frames_unread", 200),
    "unread-downloads": Attack(
        "sockets ask for the script of a large file, 8.3 MB, and do not read it",
        "classifier:leave_a_download_unread",
        30,
        min_seconds=20,
    ),
    "unread-pongs": Attack("sockets send pings and do not read the pongs", "protocols:leave_pongs_unread", 2),
    "unfinished-messages": Attack(
        "sockets send all but the last byte of messages of 60 kB and of 2 MB",
        "protocols:leave_a_message_unfinished",
        120,
    ),
    "fragments": Attack("sockets send one message in fragments of two or of no bytes", "protocols:send_fragments", 30),
    "slow-requests": Attack(
        "connections send a byte now and then after one answered request, to a server with 1,024 open files",
        "protocols:send_bytes_now_and_then",
        960,
        files=1024,
    ),
    "unread-files": Attack(
        "connections ask for plotly.js without compression and do not read it", "protocols:leave_a_file_unread", 100
    ),
    "dropped-pages": Attack("page sockets are opened and dropped at once", "page_sockets:open_and_drop", 290),
    "permitted-runs": Attack(
        "pages request runs at the permitted rate", "page_sockets:run_at_the_permitted_rate", 150, min_seconds=25
    ),
    "excessive-runs": Attack(
        "pages request runs above the permitted rate", "page_sockets:run_above_the_permitted_rate", 400, min_seconds=25
    ),
    "repeated-requests": Attack(
        "connections request the page again as soon as it is answered", "requests:request_pages", 900
    ),
    "quick-frames": Attack("sockets ask for quick frames as fast as a drag", "requests:ask_for_quick_frames", 300),
    "long-texts": Attack("sockets send texts of 64 kB", "requests:send_long_texts", 300),
    "halved-steps": Attack(
        "sockets ask for runs whose steps Newton's method halves many times", "requests:ask_for_halved_steps", 50
    ),
}
