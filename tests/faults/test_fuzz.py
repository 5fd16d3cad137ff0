"""A short run of the fuzzer; the full one is ``python -m tests.faults.fuzz``."""

import pytest

from tests.faults.fuzz.campaign import fuzz
from tests.faults.fuzz.checks import formatted


@pytest.mark.timeout(240)
def test_a_short_run_of_the_fuzzer_finds_no_violation():
    report = fuzz(messages=1_500, queries=150, count=100, seed=1, costly=6)
    assert report.violations == {}, formatted(report, 0)
