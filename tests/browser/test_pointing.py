"""A class that is pointed at is lit up in every figure, the formula, the panel and the tables; so is a cell."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ANIMALS = "/?z=3,1,-1,0.5&T=1.5&y=0&names=cat,dog,owl,fox"


def lit(stage, place, marked="data-class"):
    """Return the classes of what is not faded at a place."""
    return stage.root.locator(f"{place} [{marked}]:not(.stage-faded)").evaluate_all(
        "found => [...new Set(found.map((item) => Number(item.dataset.class)))].sort()"
    )


def faded(stage, place):
    return stage.root.locator(f"{place} .stage-faded").count()


def point_at_row(stage, row):
    """Move the pointer to a row of the flow, between its columns."""
    ticks = stage.figure("flow").locator(".ytick text")
    box = ticks.nth(row).bounding_box()
    stage.page.mouse.move(box["x"] + box["width"] + 4, box["y"] + box["height"] / 2, steps=3)


def cell(stage, row, column):
    """Return the middle of a cell of the heatmap."""
    box = stage.figure("jacobian").locator(".hm image").bounding_box()
    return box["x"] + (column + 0.5) * box["width"] / 4, box["y"] + (row + 0.5) * box["height"] / 4


def test_a_class_pointed_at_in_the_flow_is_lit_up_everywhere(visit):
    stage = visit(ANIMALS)
    point_at_row(stage, 2)
    expect(stage.root.locator(".stage-formula")).to_contain_text("powl")
    for place in (
        "[data-figure=flow]",
        "[data-figure=response]",
        "[data-figure=jacobian]",
        ".stage-table",
        ".stage-formula",
    ):
        assert lit(stage, place) == [2], place
        assert faded(stage, place) > 0, place
    stage.page.mouse.move(700, 90)
    expect(stage.root.locator(".stage-faded")).to_have_count(0)
    expect(stage.root.locator(".stage-formula")).to_contain_text("pcat")


def test_a_row_of_the_table_and_a_curve_light_up_their_class(visit):
    stage = visit(ANIMALS)
    stage.table.get_by_role("rowheader", name="dog", exact=True).hover()
    assert lit(stage, "[data-figure=flow]") == [1]
    stage.page.mouse.wheel(0, -2000)
    expect(stage.figure("flow")).to_be_in_viewport(ratio=1)
    plot = stage.figure("response").locator(".nsewdrag").first.bounding_box()
    stage.page.mouse.move(plot["x"] + plot["width"] - 3, plot["y"] + 8, steps=3)
    assert lit(stage, ".stage-table") == [0], "the curve of cat ends near 1"


def test_a_part_of_the_sum_lights_up_its_class(visit):
    stage = visit(ANIMALS)
    box = stage.figure("flow").bounding_box()
    stage.page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] - 18, steps=3)
    assert lit(stage, ".stage-table") == [0]


def test_a_cell_lights_up_its_tangent_and_its_two_rows_and_the_curves_show_its_column(visit):
    stage = visit(ANIMALS)
    stage.page.mouse.move(*cell(stage, 2, 1), steps=4)
    expect(stage.figure("response").locator(".gtitle")).to_contain_text("dog")
    assert lit(stage, "[data-figure=flow]") == [1, 2]
    assert lit(stage, "[data-figure=response]", "data-curve") == [2]
    expect(stage.figure("jacobian").locator(".hovertext")).to_contain_text("powl")
    stage.settled()
    assert "k" not in stage.query
    stage.page.mouse.move(700, 90, steps=3)
    expect(stage.figure("response").locator(".gtitle")).to_contain_text("cat")


def test_a_cell_that_is_pressed_keeps_its_column(visit):
    stage = visit(ANIMALS)
    stage.page.mouse.move(*cell(stage, 0, 3), steps=4)
    stage.page.mouse.down()
    stage.page.mouse.up()
    stage.page.mouse.move(700, 90, steps=3)
    stage.page.wait_for_function("() => new URL(location.href).searchParams.get('k') === '3'")
    stage.settled()
    expect(stage.figure("response").locator(".gtitle")).to_contain_text("fox")


def test_nothing_is_faded_while_a_bar_is_dragged(visit):
    stage = visit(ANIMALS)
    handle = stage.root.get_by_role("slider", name="dog, end of its bar", exact=True)
    box = handle.bounding_box()
    stage.page.mouse.move(box["x"] + 13, box["y"] + 13)
    expect(stage.root.locator(".stage-faded").first).to_be_attached()
    stage.page.mouse.down()
    stage.page.mouse.move(box["x"] + 40, box["y"] + 13, steps=4)
    expect(stage.root.locator(".stage-faded")).to_have_count(0)
    stage.page.mouse.up()
