"""A point explains itself; its class is lit up everywhere; a link leads to the first lesson and back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.classifier_page import WORDS

pytestmark = pytest.mark.browser

BLOBS = "/classifier?t=30&data=blobs&row=17"


def heading(stage):
    """Return what is written above the flow of the point."""
    return stage.figure("point").locator(".gtitle")


def above(number, label):
    return WORDS("point.heading", number=number, name=WORDS("class", index=label))


def away(stage):
    """Move the pointer to where nothing is."""
    stage.page.mouse.move(700, 90, steps=3)


def marks(stage, figure, faded):
    """Return label and prediction of the rows that are faded, or are not."""
    wanted = ".stage-faded" if faded else ":not(.stage-faded)"
    return set(
        stage.figure(figure)
        .locator(f"[data-predicted]{wanted}")
        .evaluate_all("marks => marks.map(({ dataset }) => `${dataset.class}${dataset.predicted}`)")
    )


def lit(stage, place):
    """Return the classes of what is not faded at a place."""
    return stage.root.locator(f"{place} [data-class]:not(.stage-faded)").evaluate_all(
        "found => [...new Set(found.map((item) => Number(item.dataset.class)))].sort()"
    )


def test_a_point_pointed_at_is_explained_for_the_moment_and_pressed_for_good(visit_classifier):
    stage = visit_classifier("/classifier?data=iris&t=12&steps=12&row=60")
    expect(heading(stage)).to_have_text(WORDS("point.heading", number=60, name="versicolor"))
    at = stage.row_position(109)
    stage.page.mouse.move(at[0] - 40, at[1] - 40)
    stage.page.mouse.move(*at, steps=4)
    expect(heading(stage)).to_have_text(WORDS("point.heading", number=110, name="virginica"))
    stage.settled()
    assert stage.query["row"] == "60"
    away(stage)
    expect(heading(stage)).to_have_text(WORDS("point.heading", number=60, name="versicolor"))
    stage.settled()
    stage.page.mouse.click(*stage.row_position(109))
    away(stage)
    stage.page.wait_for_function("() => new URL(location.href).searchParams.get('row') === '110'")
    stage.settled()
    expect(heading(stage)).to_have_text(WORDS("point.heading", number=110, name="virginica"))


def test_a_change_is_in_the_address_though_pointing_ends_before_it_has_settled(visit_classifier):
    stage = visit_classifier("/classifier?data=iris&t=12&steps=12&row=60")
    at = stage.row_position(109)
    stage.page.mouse.move(at[0] - 40, at[1] - 40)
    stage.page.mouse.move(*at, steps=4)
    expect(heading(stage)).to_have_text(WORDS("point.heading", number=110, name="virginica"))
    stage.settled()
    box = stage.root.get_by_role("checkbox", name=WORDS("controls.log_axis")).element_handle()
    stage.figure("plane").locator(".js-plotly-plot").evaluate(
        "(plot, box) => { box.click(); plot.emit('plotly_unhover', { points: [] }); }", box
    )
    stage.settled()
    assert (stage.query["log"], stage.query["row"]) == ("1", "60")


def test_a_point_that_is_selected_to_be_edited_is_explained_and_has_a_ring_in_both_figures(visit_classifier):
    stage = visit_classifier(BLOBS)
    stage.page.mouse.click(*stage.row_position(200))
    away(stage)
    expect(heading(stage)).to_have_text(above(201, 2))
    stage.settled()
    for figure in ("plane", "simplex"):
        ring = stage.figure(figure).locator(".stage-explained").bounding_box()
        middle = ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2
        assert middle == pytest.approx(stage.row_position(200, figure), abs=1.5)
    assert not stage.edits


def test_the_slider_walks_through_the_points(visit_classifier):
    stage = visit_classifier(BLOBS)
    stage.type(WORDS("controls.row"), "90")
    stage.settled()
    expect(heading(stage)).to_have_text(above(90, 1))


def test_a_point_pointed_at_lights_up_its_cell_its_class_and_its_like(visit_classifier):
    stage = visit_classifier(BLOBS)
    stage.page.mouse.move(*stage.row_position(100), steps=4)
    expect(stage.root.locator(".stage-faded").first).to_be_attached()
    stage.settled()
    for figure in ("plane", "simplex"):
        assert marks(stage, figure, faded=False) == {"11"}
        assert {"00", "22"} <= marks(stage, figure, faded=True)
    assert lit(stage, ".stage-table") == [1]
    assert lit(stage, "[data-figure=point]") == [0, 1, 2], "all that explains it is to be read"
    expect(stage.figure("confusion").locator(".stage-veil")).to_have_attribute("d", re.compile("M.+M"))
    away(stage)
    expect(stage.root.locator(".stage-faded")).to_have_count(0)


def test_a_cell_of_the_confusion_matrix_lights_up_the_points_that_it_counts(visit_classifier):
    stage = visit_classifier("/classifier?t=60")
    stage.figure("confusion").scroll_into_view_if_needed()
    box = stage.figure("confusion").locator(".hm image").bounding_box()
    stage.page.mouse.move(box["x"] + box["width"] * 5 / 6, box["y"] + box["height"] / 2, steps=4)
    expect(stage.root.locator(".stage-faded").first).to_be_attached()
    assert marks(stage, "plane", faded=False) == {"12"}
    counted = stage.figure("plane").locator("[data-predicted]:not(.stage-faded)").count()
    assert counted == int(stage.figure("confusion").locator(".heatmap-label").nth(5).text_content())
    assert lit(stage, "[data-figure=point]") == [1, 2]


def test_a_corner_and_a_column_of_weights_light_up_the_points_of_their_class(visit_classifier):
    stage = visit_classifier(BLOBS)
    stage.figure("simplex").scroll_into_view_if_needed()
    name = stage.figure("simplex").locator(".textpoint text", has_text=WORDS("class", index=2)).bounding_box()
    stage.page.mouse.move(name["x"] + name["width"] / 2, name["y"] + name["height"] / 2, steps=4)
    expect(stage.root.locator(".stage-faded").first).to_be_attached()
    assert {mark[0] for mark in marks(stage, "plane", faded=False)} == {"2"}
    stage.table.get_by_role("columnheader", name=WORDS("class", index=0)).hover()
    expect(stage.table.locator("td.stage-faded").first).to_be_attached()
    assert {mark[0] for mark in marks(stage, "plane", faded=False)} == {"0"}
    assert lit(stage, "[data-figure=point]") == [0]
    cells = stage.table.locator("tbody tr").first.locator("td:not(.stage-faded)")
    assert cells.count() == 2, "a weight and its gradient"


def test_the_products_stay_open_from_point_to_point(visit_classifier):
    stage = visit_classifier(BLOBS)
    table = stage.root.locator("details", has_text=WORDS("point.table"))
    table.locator("summary").click()
    expect(table).to_contain_text(above(17, 0))
    stage.type(WORDS("controls.row"), "90")
    stage.settled()
    expect(table).to_contain_text(above(90, 1))
    assert table.evaluate("details => details.open")


def test_the_scores_open_in_the_first_lesson_and_a_link_leads_back(visit_classifier):
    stage = visit_classifier(BLOBS)
    link = stage.root.get_by_role("link", name=WORDS("point.link", number=17))
    p = stage.drawn("point", trace=2, key="x")
    with stage.page.expect_navigation():
        link.click()
    stage.settled()
    assert stage.drawn("flow", trace=3, key="x") == pytest.approx(p, abs=1e-4)
    assert stage.query["from"] == "classifier"
    with stage.page.expect_navigation():
        stage.root.get_by_role("link", name="Back").click()
    stage.settled()
    expect(heading(stage)).to_have_text(above(17, 0))
    assert stage.step() == 30


def test_a_link_of_another_page_does_not_lead_back_anywhere(visit):
    stage = visit("/?z=1,2&T=1&y=0&from=classifier")
    expect(stage.root.get_by_role("link")).to_have_count(0)


@pytest.mark.parametrize("size", [(1440, 900), (1100, 800)])
def test_another_class_moves_no_figure(visit_classifier, size):
    width, height = size
    stage = visit_classifier("/classifier?data=blobs&classes=3", viewport={"width": width, "height": height})

    def boxes():
        figures = stage.root.locator(".stage-figure")
        return figures.evaluate_all("all => all.map((each) => Object.values(each.getBoundingClientRect().toJSON()))")

    three = boxes()
    stage.type(WORDS("controls.classes"), "4")
    stage.settled()
    expect(stage.figure("probabilities")).to_be_visible()
    assert boxes() == [pytest.approx(box, abs=1) for box in three]
