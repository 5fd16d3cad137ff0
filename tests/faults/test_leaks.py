"""Readers come and go: what they took is given back."""

import psutil

from tests.faults.crowd import Page, until

AT_ONCE = 20
FIRST, MORE = 160, 160  # Streamlit keeps 128 sessions whose reader has left
MEGABYTE = 2**20


def test_memory_and_files_are_given_back(faults, crowd):
    server = faults("--hurry")
    process = psutil.Process(server.process.pid)

    async def come_and_go():
        page = await Page(server.address).arrive()
        await page.run()
        await page.leave()

    def taken(visits):
        for _ in range(visits // AT_ONCE):
            crowd.all(come_and_go() for _ in range(AT_ONCE))
        return process.num_fds(), process.memory_info().rss

    files, memory = taken(FIRST)
    _, more_memory = taken(MORE)
    until(lambda: process.num_fds() == files)
    assert more_memory < 1.1 * memory
