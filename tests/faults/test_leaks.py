"""Memory and files of closed pages are released."""

import psutil

from tests.faults.clients import PageClient
from tests.waiting import wait_until

AT_ONCE = 20
VISITS = 160  # more than the 128 closed sessions that Streamlit keeps


def test_memory_and_files_of_closed_pages_are_released(start_server, loop):
    server = start_server("--no-delays")
    process = psutil.Process(server.process.pid)

    async def open_and_close():
        page = await PageClient(server.address).connect()
        await page.run()
        await page.close()

    def used_after(visits):
        for _ in range(visits // AT_ONCE):
            loop.run_all(open_and_close() for _ in range(AT_ONCE))
        return process.num_fds(), process.memory_info().rss

    files, memory = used_after(VISITS)
    _, more_memory = used_after(VISITS)
    wait_until(lambda: process.num_fds() <= files)
    assert more_memory < 1.1 * memory
