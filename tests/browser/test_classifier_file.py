"""A reader's own file: opened, kept in the tab, refused in a sentence, and missed where a link cannot carry it."""

import pytest
from datasets.shipped import FOLDER
from playwright.sync_api import expect
from stage.attachment import LARGEST

import datasets
from tests.browser.classifier_hand import SAYS, WORDS, Classifier
from tests.browser.test_away import AWAY, UNREACHABLE

pytestmark = pytest.mark.browser

GOOD = "breite,höhe,sorte\n" + "".join(
    f"{0.3 * (at % 7) + 2 * (at % 3):.2f},{0.2 * (at % 5) - (at % 3):.2f},{'abc'[at % 3]}\n" for at in range(60)
)


def says(reason, **values):
    return WORDS(f"refusals.{reason}", **values)


BAD = {
    "empty": (b"", says("empty")),
    "binary": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4, says("not_text")),
    "one column": (b"just\nsome\nwords\n", says("one_column")),
    "repeated names": (b"a,b,a\n1,2,x\n2,3,y\n", says("repeated_names", name="a")),
    "a wide header": (
        b",".join(b"c%d" % at for at in range(100_000)) + b"\n1,2\n",
        says("too_many_columns", found=100_000, most=200),
    ),
    "no numbers": (b"a,b,c\n1,p,x\n2,q,y\n", says("no_numbers", found=1, least=2)),
    "one class": (b"a,b,c\n" + b"".join(b"%d,%d,x\n" % (at, at) for at in range(11)), says("one_class", name="c")),
    "many classes": (
        b"a,b,id\n" + b"".join(b"%d,%d,t%d\n" % (at, at, at) for at in range(11)),
        says("too_many_classes", name="id", most=datasets.MOST_CLASSES),
    ),
    "an open quote": (b'a,b,c\n1,2,"x\n3,4,y\n', says("unclosed_quote", line=2)),
    "uneven rows": (b"a,b,c\n1,2,x\n\n1,2\n", says("uneven_rows", line=4, found=2, expected=3)),
    "1.2 MB": (b"1.5,2.5,x\n" * 120_000, SAYS("too_large", name="1.2 MB.csv", most=LARGEST // 1_000_000)),
}


@pytest.fixture
def bring(tmp_path):
    """Return a function that writes a file and opens it on a stage."""

    def write(stage, name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        stage.root.get_by_label(WORDS("controls.file"), exact=True).set_input_files(path)
        return path

    return write


def shown(stage):
    """Return what must stay as it is, wherever on the screen it stands."""
    return stage.seen, stage.regions, stage.boundary, stage.curve, stage.url


def opened(stage, name):
    expect(stage.root.locator(".stage-file-name")).to_have_text(name)
    stage.settled()


def test_a_file_shows_its_columns_and_classes_and_survives_a_reload(look, bring):
    stage = look()
    bring(stage, "blumen.csv", GOOD)
    opened(stage, "blumen.csv")
    assert stage.query["data"] == "own"
    assert stage.query["file"].startswith("blumen.csv~")
    expect(stage.control("data")).to_have_value(WORDS("controls.options.own"))
    group = stage.group(WORDS("controls.columns"))
    expect(group.get_by_role("checkbox", name="breite")).to_be_checked()
    expect(group.get_by_role("checkbox", name="höhe")).to_be_checked()
    expect(stage.picture("confusion").locator(".xtick")).to_have_text(["a", "b", "c"])
    stage.scrub(200)
    assert len(stage.rows()) == 60
    seen, rows = stage.seen, stage.rows()
    assert "höhe" in seen.table
    stage.page.reload()
    stage.settled()
    assert (stage.seen, stage.rows()) == (seen, rows)
    expect(stage.root.locator(".stage-file-name")).to_have_text("blumen.csv")


def test_a_file_survives_a_server_that_is_killed_and_restarted(context, mortal, bring):
    server, fresh = mortal(), context()
    fresh.watch.forgive(UNREACHABLE)
    stage = Classifier(fresh.new_page(), server.address).go("/classifier?steps=50")
    bring(stage, "blumen.csv", GOOD)
    opened(stage, "blumen.csv")
    stage.scrub(30)
    seen = stage.seen
    server.kill()
    expect(stage.notice).to_contain_text(AWAY)
    mortal(server.port)
    stage.settled()
    expect(stage.notice).to_be_hidden()
    stage.scrub(10)
    assert stage.seen != seen
    stage.scrub(30)
    assert stage.seen == seen


def test_every_file_that_cannot_be_used_is_refused_in_a_sentence_and_the_picture_stays(look, bring):
    stage = look("/classifier?t=100")
    before = shown(stage)
    for name, (content, sentence) in BAD.items():
        bring(stage, f"{name}.csv", content)
        expect(stage.root.locator(".stage-notice.serious").filter(has_text=sentence), name).to_be_visible()
        stage.settled()
        assert shown(stage) == before, name
    stage.scrub(50)
    expect(stage.notice).to_be_hidden()


def test_a_link_to_a_file_says_that_it_is_not_here_until_it_is_opened_here_too(look, bring):
    stage = look("/classifier?steps=50")
    bring(stage, "blumen.csv", GOOD)
    opened(stage, "blumen.csv")
    stage.scrub(50)
    other = look(stage.url.removeprefix(stage.address))
    expect(other.remarks).to_contain_text(WORDS("remarks.absent", name="blumen.csv"))
    expect(other.root.locator(".js-plotly-plot")).to_have_count(0)
    bring(other, "blumen.csv", GOOD)
    expect(other.picture("plane")).to_be_visible()
    other.settled()
    assert other.seen == stage.seen
    assert other.rows() == stage.rows()


def test_twenty_thousand_rows_are_thinned_and_scrubbed(look, bring):
    stage = look()
    content = "a,b,c\n" + "".join(
        f"{(at * 37 % 1000) / 1000 + at % 3},{(at * 91 % 1000) / 1000},{at % 3}\n" for at in range(20_000)
    )
    bring(stage, "many.csv", content)
    opened(stage, "many.csv")
    thinned = WORDS("notes.thinned", shown="1,500", count="20,000")
    expect(stage.root.get_by_text(thinned)).to_be_visible()
    assert len(stage.rows()) == 1500
    regions = stage.regions
    stage.grab(WORDS("controls.t"), 0)
    stage.drag(WORDS("controls.t"), 0.5, steps=6)
    expect(stage.reading(WORDS("readings.step"))).not_to_have_text(WORDS("of", part=0, whole=200))
    stage.let_go()
    stage.settled()
    assert stage.step() == pytest.approx(100, abs=2)
    assert stage.regions != regions


def test_the_shipped_file_brought_from_outside_shows_what_is_shipped(look, bring):
    stage = look("/classifier?steps=50&t=50")
    bring(stage, "iris.csv", (FOLDER / "iris.csv").read_bytes())
    opened(stage, "iris.csv")
    stage.scrub(50)
    assert stage.seen.readings == look("/classifier?steps=50&t=50&data=iris").readings
