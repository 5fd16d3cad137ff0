"""Held-out rows on the screen: hollow marks, also while the share is dragged, and numbers of both parts."""

import pytest
from playwright.sync_api import expect

import softmax_core as core
from tests.browser.classifier_page import DRAWN, WORDS

pytestmark = pytest.mark.browser

SHARE = WORDS("controls.held_out")
COUNT = """(figure) => {
  const trace = [...figure.querySelectorAll('.scatterlayer > .trace')]
    .find(({ __data__: drawn }) => drawn[0].trace.meta === 'rows');
  const styles = [...trace.querySelectorAll('.points > path')].map((mark) => getComputedStyle(mark));
  return [styles.length, styles.filter(({ fill, stroke }) => fill === 'none' && stroke.startsWith('rgb')).length];
}"""


def marks(stage, figure="plane"):
    """Return how many marks there are of rows, and how many are hollow."""
    return stage.figure(figure).evaluate(COUNT)


def test_held_out_rows_are_hollow_in_every_figure_of_rows(visit_classifier):
    stage = visit_classifier("/classifier?data=iris&steps=20&held_out=40")
    assert marks(stage) == marks(stage, "simplex") == [150, 60]
    stage.scrub(20)
    assert marks(stage) == marks(stage, "simplex") == [150, 60]
    expect(stage.figure("plane").locator(".legendtext").last).to_have_text(WORDS("lines.held_out"))
    expect(stage.figure("confusion").locator(".gtitle")).to_have_text(WORDS("figures.confusion_held_out"))


def test_marks_become_hollow_while_the_share_is_dragged_and_full_again(visit_classifier):
    stage = visit_classifier("/classifier?data=xor&steps=20")
    height = stage.figure("loss").bounding_box()["height"]
    stage.grab(SHARE, 0)
    stage.drag(SHARE, 1)
    stage.settled()
    assert marks(stage) == [200, 100]
    assert stage.figure("loss").bounding_box()["height"] > height + 80, "room for the accuracies"
    stage.drag(SHARE, 0.5)
    stage.settled()
    assert marks(stage) == [200, 50]
    stage.drag(SHARE, 0)
    stage.settled()
    assert marks(stage) == [200, 0]
    assert stage.figure("loss").bounding_box()["height"] == height
    stage.release()
    expect(stage.reading(WORDS("readings.accuracy"))).to_be_visible()


def test_the_examples_show_overfitting_and_its_cure(visit_classifier):
    stage = visit_classifier()
    stage.button(WORDS("presets.overfitting")).click()
    stage.settled().scrub(400)
    expect(stage.reading(WORDS("readings.training_accuracy"))).to_have_text("100.0%")
    expect(stage.reading(WORDS("readings.held_out_accuracy"))).to_have_text("46.7%")
    assert marks(stage) == [30, 15]
    assert stage.line(WORDS("curve.held_out"), "loss")
    stage.button(WORDS("presets.regularized")).click()
    stage.settled().scrub(400)
    expect(stage.reading(WORDS("readings.held_out_accuracy"))).to_have_text("86.7%")
    assert stage.line(WORDS("curve.pinned_held_out"), "loss")


def test_a_held_out_point_that_is_dragged_changes_its_own_loss_and_no_boundary(visit_classifier):
    stage = visit_classifier(f"{DRAWN}&t=200&held_out=30")
    index = int(core.held_out_rows(6, 0.3, 0)[0])
    assert marks(stage) == [6, 2]
    before, loss, held_out = (
        stage.boundary,
        stage.reading(WORDS("readings.loss")).inner_text(),
        stage.reading(WORDS("readings.held_out_loss")).inner_text(),
    )
    stage.page.mouse.move(*stage.row_position(index))
    stage.page.mouse.down()
    stage.page.mouse.move(*stage.position(0.25, 0.2), steps=12)
    stage.settled()
    assert stage.row_position(index) == pytest.approx(stage.position(0.25, 0.2), abs=1.5)
    expect(stage.reading(WORDS("readings.held_out_loss"))).not_to_have_text(held_out)
    expect(stage.reading(WORDS("readings.loss"))).to_have_text(loss)
    assert stage.boundary == before
    stage.page.mouse.up()
    stage.settled()
    assert marks(stage) == [6, 2]
