"""A reader's own file: opened, kept in the tab, refused in a sentence, and missing where a link cannot carry it."""

import re

import pytest
from playwright.sync_api import expect

import datasets
from datasets.bundled import FOLDER
from stage.controls.upload import MAX_BYTES
from tests.browser.classifier_page import STAGE_WORDS, WORDS, ClassifierPage

pytestmark = pytest.mark.browser

GOOD = "breite,höhe,sorte\n" + "".join(
    f"{0.3 * (at % 7) + 2 * (at % 3):.2f},{0.2 * (at % 5) - (at % 3):.2f},{'abc'[at % 3]}\n" for at in range(60)
)


def refusal(reason, **values):
    return WORDS(f"refusals.{reason}", **values)


BAD = {
    "empty": (b"", refusal("empty")),
    "binary": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4, refusal("not_text")),
    "one column": (b"just\nsome\nwords\n", refusal("one_column")),
    "repeated names": (b"a,b,a\n1,2,x\n2,3,y\n", refusal("repeated_names", name="a")),
    "a wide header": (
        b",".join(b"c%d" % at for at in range(100_000)) + b"\n1,2\n",
        refusal("too_many_columns", found=100_000, max=200),
    ),
    "no numbers": (b"a,b,c\n1,p,x\n2,q,y\n", refusal("no_numbers", found=1, min=2)),
    "one class": (b"a,b,c\n" + b"".join(b"%d,%d,x\n" % (at, at) for at in range(11)), refusal("one_class", name="c")),
    "many classes": (
        b"a,b,id\n" + b"".join(b"%d,%d,t%d\n" % (at, at, at) for at in range(11)),
        refusal("too_many_classes", name="id", max=datasets.MAX_CLASSES),
    ),
    "an open quote": (b'a,b,c\n1,2,"x\n3,4,y\n', refusal("unclosed_quote", line=2)),
    "uneven rows": (b"a,b,c\n1,2,x\n\n1,2\n", refusal("uneven_rows", line=4, found=2, expected=3)),
    "1.2 MB": (b"1.5,2.5,x\n" * 120_000, STAGE_WORDS("file_too_large", name="1.2 MB.csv", max=MAX_BYTES // 1_000_000)),
}


@pytest.fixture
def open_file(tmp_path):
    """Return a function that writes a file and opens it on a page."""

    def write(stage, name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        stage.root.get_by_label(WORDS("controls.file"), exact=True).set_input_files(path)
        return path

    return write


def shown(stage):
    """Return everything that must stay as it is; its position on the screen may change."""
    return stage.numbers, stage.regions, stage.boundary, stage.curve, stage.url


def wait_for_file(stage, name):
    expect(stage.root.locator(".stage-file-name")).to_have_text(name)
    stage.settled()


def test_a_file_shows_its_columns_and_classes_and_survives_a_reload(visit_classifier, open_file):
    stage = visit_classifier()
    open_file(stage, "blumen.csv", GOOD)
    wait_for_file(stage, "blumen.csv")
    assert stage.query["data"] == "own"
    assert stage.query["file"].startswith("blumen.csv~")
    expect(stage.control("data")).to_have_value(WORDS("controls.options.own"))
    group = stage.group(WORDS("controls.columns"))
    expect(group.get_by_role("checkbox", name="breite")).to_be_checked()
    expect(group.get_by_role("checkbox", name="höhe")).to_be_checked()
    expect(stage.figure("confusion").locator(".xtick")).to_have_text(["a", "b", "c"])
    stage.scrub(200)
    assert len(stage.row_positions()) == 60
    numbers, positions = stage.numbers, stage.row_positions()
    assert "höhe" in numbers.table
    stage.page.reload()
    stage.settled()
    assert (stage.numbers, stage.row_positions()) == (numbers, positions)
    expect(stage.root.locator(".stage-file-name")).to_have_text("blumen.csv")


@pytest.mark.slow
def test_a_file_survives_a_server_that_is_killed_and_restarted(visit_server_that_fails, open_file):
    lost = visit_server_that_fails(ClassifierPage, "/classifier?steps=50")
    stage = lost.stage
    open_file(stage, "blumen.csv", GOOD)
    wait_for_file(stage, "blumen.csv")
    stage.scrub(30)
    numbers = stage.numbers
    lost.begin()
    lost.end()
    stage.scrub(10)
    assert stage.numbers != numbers
    stage.scrub(30)
    assert stage.numbers == numbers


def test_a_file_that_cannot_be_used_is_refused_in_a_sentence_and_the_page_stays_as_it_is(visit_classifier, open_file):
    stage = visit_classifier("/classifier?t=100")
    before = shown(stage)
    for name, (content, sentence) in BAD.items():
        open_file(stage, f"{name}.csv", content)
        expect(stage.root.locator(".stage-notice.error").filter(has_text=sentence), name).to_be_visible()
        stage.settled()
        assert shown(stage) == before, name
    stage.scrub(50)
    expect(stage.notice).to_be_hidden()


def test_a_link_to_a_file_says_that_the_file_is_missing_until_it_is_opened(visit_classifier, open_file):
    stage = visit_classifier("/classifier?steps=50")
    open_file(stage, "blumen.csv", GOOD)
    wait_for_file(stage, "blumen.csv")
    stage.scrub(50)
    other = visit_classifier(stage.url.removeprefix(stage.address))
    expect(other.remarks).to_contain_text(WORDS("remarks.missing_file", name="blumen.csv"))
    expect(other.root.locator(".js-plotly-plot")).to_have_count(0)
    open_file(other, "blumen.csv", GOOD)
    expect(other.figure("plane")).to_be_visible()
    other.settled()
    assert other.numbers == stage.numbers
    assert other.row_positions() == stage.row_positions()


def test_of_twenty_thousand_rows_a_sample_is_drawn_and_scrubbing_works(visit_classifier, open_file):
    stage = visit_classifier()
    content = "a,b,c\n" + "".join(
        f"{(at * 37 % 1000) / 1000 + at % 3},{(at * 91 % 1000) / 1000},{at % 3}\n" for at in range(20_000)
    )
    open_file(stage, "many.csv", content)
    wait_for_file(stage, "many.csv")
    thinned = WORDS("notes.thinned", shown="1,500", count="20,000")
    expect(stage.root.get_by_text(thinned)).to_be_visible()
    assert len(stage.row_positions()) == 1500
    regions = stage.regions
    stage.grab(WORDS("controls.step"), 0)
    stage.drag(WORDS("controls.step"), 0.5, steps=6)
    expect(stage.reading(WORDS("readings.step"))).not_to_have_text(WORDS("of", part=0, whole=200))
    stage.release()
    stage.settled()
    assert stage.step() == pytest.approx(100, abs=2)
    assert stage.regions != regions


def test_the_shipped_file_opened_by_a_reader_shows_what_the_shipped_data_set_shows(visit_classifier, open_file):
    stage = visit_classifier("/classifier?steps=50&t=50")
    open_file(stage, "iris.csv", (FOLDER / "iris.csv").read_bytes())
    wait_for_file(stage, "iris.csv")
    stage.scrub(50)
    assert stage.numbers.readings == visit_classifier("/classifier?steps=50&t=50&data=iris").readings


def test_how_a_file_was_read_is_shown_in_menus_and_changed_there(visit_classifier, open_file):
    stage = visit_classifier()
    text = "长度,宽度,类别\n" + "".join(f"{at % 7},{at % 5},{'甲乙'[at % 2]}\n" for at in range(30))
    open_file(stage, "gbk.csv", text.encode("gbk"))
    wait_for_file(stage, "gbk.csv")
    option = WORDS("detected", used=WORDS("controls.options.gb18030"))
    expect(stage.control("encoding").locator("option:checked")).to_have_text(option)
    assert "长度" in stage.numbers.table
    stage.choose("encoding", "big5hkscs")
    assert stage.query["encoding"] == "big5hkscs"
    assert "长度" not in stage.numbers.table
    stage.choose("encoding", "auto")
    assert "encoding" not in stage.query
    assert "长度" in stage.numbers.table
    stage.choose("encoding", "utf-8")
    expect(stage.remarks).to_contain_text(refusal("wrong_encoding", encoding="UTF-8"))
    stage.choose("encoding", "gb18030")
    assert "长度" in stage.numbers.table


LARGE = "a,b,kind\n" + "".join(f"{7 * at % 23},{5 * at % 19},c{at % 8}\n" for at in range(1_000))
NOTE_REMARKS = """() => {
  const root = document.querySelector('.stage');
  window.said = '';
  const look = () => (window.said += root.querySelector('.stage-remarks').textContent);
  new MutationObserver(look).observe(root, { attributeFilter: ['data-frame'] });
}"""


def test_of_a_large_run_the_first_steps_are_shown_while_its_learning_rate_is_dragged(visit_classifier, open_file):
    stage = visit_classifier("/classifier?features=fourier&steps=2000&t=2000")
    open_file(stage, "large.csv", LARGE)
    whole, name = WORDS("of", part=2000, whole=2000), WORDS("controls.learning_rate")
    expect(stage.reading(WORDS("readings.step"))).to_have_text(whole)
    stage.settled().page.evaluate(NOTE_REMARKS)
    stage.grab(name, 0.6)
    stage.drag(name, 0.4, steps=1)
    stage.page.wait_for_function("() => window.said")
    stage.release()
    stage.settled()
    assert re.search(r"the first \d{3} of its 2000 steps", stage.page.evaluate("said"))
    expect(stage.reading(WORDS("readings.step"))).to_have_text(whole)
    expect(stage.remarks).to_be_empty()
