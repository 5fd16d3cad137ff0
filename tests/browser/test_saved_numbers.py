"""The button CSV at every table and figure."""

import csv
import io

import pytest
from playwright.sync_api import expect

from softmax_core import softmax
from text import translations

pytestmark = pytest.mark.browser

WORDS = translations("en").section("stage")


def saved(stage, button):
    with stage.page.expect_download() as started:
        button.click()
    with open(started.value.path(), encoding="utf-8-sig", newline="") as file:
        return started.value.suggested_filename, list(csv.reader(io.StringIO(file.read())))


def test_a_table_is_saved_with_every_digit_of_the_present_state(visit):
    stage = visit()
    stage.type("class 0", "2.5")
    stage.settled()
    name, rows = saved(stage, stage.root.locator(".stage-tables .stage-save button").first)
    assert name == "softmax-lab-softmax-pipeline.csv"
    p = rows[0].index("p")
    assert [float(row[p]) for row in rows[1:4]] == softmax([2.5, 1, -3]).tolist()


def test_a_figures_numbers_are_saved(visit):
    stage = visit()
    stage.figure("probabilities").hover()
    name, rows = saved(stage, stage.button("Save Probabilities p as CSV"))
    assert name == "softmax-lab-softmax-probabilities.csv"
    assert [float(row[3]) for row in rows[1:4]] == softmax([3, 1, -3]).tolist()


def test_every_table_has_the_button_and_names_it(visit):
    stage = visit("/chain")
    tables = stage.root.locator(".stage-tables > *")
    for index in range(tables.count()):
        expect(tables.nth(index).locator(".stage-save button")).to_have_text("CSV")


def test_without_a_connection_it_is_told(visit):
    stage = visit(new=True)
    stage.page.context.page_errors.allow("WebSocket")
    stage.page.evaluate("void (WebSocket.prototype.send = () => { throw new Error('lost') })")
    stage.button("Save Probabilities p as CSV").dispatch_event("click")
    expect(stage.notice).to_contain_text(WORDS("download_failed"))
