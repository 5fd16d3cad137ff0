"""Whatever strangers say, the app keeps its promises. In full and longer: ``python -m tests.faults.fuzz``."""

import pytest

from tests.faults.fuzz.checks import printed
from tests.faults.fuzz.everybody import fuzz


@pytest.mark.timeout(240)
def test_fifteen_hundred_messages_a_hundred_and_fifty_addresses_and_a_hundred_files_break_no_promise():
    report = fuzz(messages=1_500, queries=150, count=100, seed=1, costly=6)
    assert report.broken == {}, printed(report, 0)
