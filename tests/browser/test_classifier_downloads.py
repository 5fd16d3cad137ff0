"""The downloads of the classifier: weights, steps and program agree with what the page shows."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.classifier_page import WORDS

pytestmark = pytest.mark.browser


@pytest.fixture
def stage(visit_classifier):
    """Open a run of 40 steps at step 30."""
    return visit_classifier("/classifier?data=iris&t=30&steps=40&rate=0.5")


def download(stage, name):
    """Return the path of a downloaded file."""
    with stage.page.expect_download() as started:
        stage.button(WORDS(f"downloads.{name}")).click()
    return Path(started.value.path())


def test_the_weights_the_steps_and_the_program_agree_with_the_page(stage):
    weights = json.loads(download(stage, "weights").read_text("utf-8"))
    assert weights["step"] == 30
    assert len(weights["bias"]) == 3
    loss = float(stage.reading(WORDS("readings.loss")).inner_text())
    assert weights["loss"] == pytest.approx(loss, abs=5e-7)
    lines = download(stage, "steps").read_text("utf-8").splitlines()
    assert len(lines) == 40 + 2
    assert float(lines[31].split(",")[1]) == pytest.approx(loss, abs=5e-7)
    stage.scrub(40)
    last = stage.reading(WORDS("readings.loss")).inner_text()
    command = [sys.executable, download(stage, "script")]
    program = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert last in program.stdout.split()[-1] or f"{float(program.stdout.split()[-1]):.6f}" == last
