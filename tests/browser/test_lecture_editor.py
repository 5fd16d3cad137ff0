"""A lecturer's own lecture: views become scenes, scenes get words and an order, and files and links carry all of it."""

import pytest
from hypothesis import given, settings
from playwright.sync_api import expect

import lectures
from pages.lectures.file import shown_lessons
from tests.browser.lectures_page import WORDS, LecturesPage, draft, fragment, scene
from tests.browser.looks import PHONE, SMALL_TARGETS, TARGET, objections, overflow
from tests.browser.stage_page import StagePage
from tests.lectures.files import SMALL, drawn_lectures
from text import translations

pytestmark = pytest.mark.browser
STAGE = translations("en").section("stage")
TWO = draft(scene("softmax", "z=3,1,-3&T=1&y=0", "First"), scene("stability", "", "Second"))
TO_TOML = """async (drafts) => {
  const stage = document.querySelector('link[href*="stage.css"]').href;
  const { toToml } = await import(new URL('lectures/toml.js', stage).href);
  return drafts.map(toToml);
}"""


@pytest.fixture
def edit(visit):
    """Return a function that opens the lectures' page, where a lecture is kept."""

    def open_it(kept=None, path="/lectures", **options):
        page = visit("/lectures", page_type=LecturesPage, new=True, **options)
        if kept:
            page.page.evaluate("kept => localStorage.setItem('softmax-lab-lecture', JSON.stringify(kept))", kept)
        return page.go(path) if kept or path != "/lectures" else page

    return open_it


def test_views_of_lessons_become_the_scenes_of_a_lecture(visit):
    stage = visit("/?z=3,1,-3&T=2&y=0", new=True)
    for number in (1, 2):
        stage.share(WORDS("add")).click()
        expect(stage.share(WORDS("added").format(number=number))).to_be_visible()
        expect(stage.share(WORDS("add"))).to_be_visible()
    stage.page.get_by_role("link", name=WORDS("to_own").format(count=2)).click()
    page = LecturesPage(stage.page, stage.address)
    expect(page.headings).to_have_text(["Scene 1: Softmax", "Scene 2: Softmax"])
    first = page.kept()["scenes"][0]
    assert (first["lesson"], first["state"], first["figures"][0]) == ("softmax", "z=3,1,-3&T=2&y=0", "flow")


def test_a_browser_that_keeps_nothing_says_so(visit):
    stage = visit("/?z=3,1,-3&T=1&y=0", new=True)
    stage.page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    stage.share(WORDS("add")).click()
    expect(stage.notice).to_have_text(WORDS("add_not_kept"))


def test_what_is_written_is_there_after_a_reload_and_is_presented(edit):
    page = edit(TWO)
    page.editor.get_by_label(WORDS("lecture_title")).fill("Monday")
    page.editor.get_by_label(WORDS("caption")).first.fill("Shares of one sum")
    page.editor.get_by_text(WORDS("more")).first.click()
    page.editor.get_by_label(WORDS("question"), exact=True).fill("What if T grows?")
    page.editor.get_by_label(WORDS("answer"), exact=False).fill(f"{page.address}/?z=3,1,-3&T=9&y=0&lang=en")
    page.editor.get_by_label(WORDS("reveal")).fill("It flattens.")
    page.editor.get_by_label(WORDS("notes")).fill("Wait\nfor them.")
    page.editor.get_by_label("Temperature T").check()
    page.editor.get_by_label(WORDS("play")).select_option("Temperature T")
    page.go()
    kept = page.kept()
    assert kept["title"] == {"": "Monday"}
    assert kept["scenes"][0] == {
        "lesson": "softmax",
        "state": "z=3,1,-3&T=1&y=0",
        "figures": [],
        "controls": ["T"],
        "play": "T",
        "caption": {"": "Shares of one sum"},
        "notes": {"": "Wait\nfor them."},
        "question": {
            "text": {"": "What if T grows?"},
            "sketch": "",
            "answer": "z=3,1,-3&T=9&y=0",
            "reveal": {"": "It flattens."},
        },
    }
    page.command(WORDS("start")).click()
    expect(page.shown().heading).to_have_text("What if T grows?")


def test_an_answer_of_another_lesson_is_refused_with_a_sentence(edit):
    page = edit(TWO)
    page.editor.get_by_text(WORDS("more")).first.click()
    page.editor.get_by_label(WORDS("answer")).fill(f"{page.address}/stability?c=1")
    page.editor.get_by_label(WORDS("answer")).blur()
    expect(page.editor.get_by_text(WORDS("answer_other_lesson").format(lesson="Softmax"))).to_be_visible()
    assert page.kept()["scenes"][0]["question"] is None


def test_scenes_are_put_in_order_by_keys_and_by_dragging(edit):
    page = edit(draft(*(scene("softmax", "", name) for name in ("one", "two", "three"))))
    captions = page.editor.get_by_label(WORDS("caption"))
    page.editor.locator(".scene-grip").nth(0).press("ArrowDown")
    expect(captions.nth(0)).to_have_value("two")
    expect(page.editor.locator(".scene-grip").nth(1)).to_be_focused()
    page.command(WORDS("move_up").format(number=3)).click()
    assert [item["caption"][""] for item in page.kept()["scenes"]] == ["two", "three", "one"]
    grip, last = page.editor.locator(".scene-grip").nth(0), page.editor.locator(".scene-item").nth(2)
    grip.hover()
    page.page.mouse.down()
    box = last.bounding_box()
    page.page.mouse.move(box["x"] + 30, box["y"] + box["height"] - 4, steps=8)
    page.page.mouse.up()
    expect(captions.nth(2)).to_have_value("two")
    assert [item["caption"][""] for item in page.kept()["scenes"]] == ["three", "one", "two"]


def test_what_is_deleted_can_be_had_back_and_an_undo_can_be_undone(edit):
    page = edit(TWO)
    page.command(WORDS("delete_scene").format(number=1)).click()
    expect(page.headings).to_have_text(["Scene 1: Stability"])
    page.editor.get_by_label(WORDS("lecture_title")).fill("Changed since")
    changed = page.kept()
    page.command(STAGE("undo")).click()
    expect(page.headings).to_have_text(["Scene 1: Softmax", "Scene 2: Stability"])
    expect(page.status).to_contain_text(WORDS("undone"))
    assert page.kept() == TWO
    page.command(STAGE("redo")).click()
    expect(page.status).to_contain_text(WORDS("deleted_scene").format(number=1))
    assert page.kept() == changed


def test_a_deleted_lecture_can_be_had_back_whatever_came_after(edit):
    page = edit(TWO)
    page.command(WORDS("delete_lecture")).click()
    expect(page.headings).to_have_count(0)
    stage = StagePage(page.page.context.new_page(), page.address).go("/chain")
    stage.share(WORDS("add")).click()
    expect(page.headings).to_have_text(["Scene 1: Backpropagation"])
    added = page.kept()
    for command, kept in (("undo", TWO), ("redo", added), ("undo", TWO), ("redo", added)):
        page.command(STAGE(command)).click()
        expect(page.headings).to_have_count(len(kept["scenes"]))
        assert page.kept() == kept
    page.command(WORDS("delete_lecture")).click()
    page.open_file(SMALL)
    page.command(WORDS("move_up").format(number=2)).click()
    page.command(STAGE("undo")).click()
    expect(page.headings).to_have_text(["Scene 1: Backpropagation"])
    assert page.kept() == added


def test_a_saved_file_opens_as_the_same_lecture(edit):
    page = edit(TWO)
    with page.page.expect_download() as download:
        page.command(WORDS("save")).click()
    assert download.value.suggested_filename == "A-talk.toml"
    page.command(WORDS("delete_lecture")).click()
    page.open_file(download.value.path().read_bytes())
    expect(page.headings).to_have_count(2)
    assert page.kept() == TWO


def test_a_bad_file_is_refused_with_its_line_and_key_and_nothing_is_lost(edit):
    page = edit(TWO)
    page.open_file(SMALL.replace("T=1&y=0", "T=99&y=0", 1))
    message = page.editor.locator(".stage-field-message")
    expect(message).to_have_text("Line 7 of talk.toml, key state: T cannot be “99”; 20 can be used.")
    assert page.kept() == TWO
    page.open_file(SMALL)
    expect(page.headings).to_have_count(2)
    expect(page.status).to_contain_text(WORDS("replaced_lecture").format(title="A talk"))
    assert page.kept()["title"] == {"en": "A test", "zh": "测试"}
    page.editor.get_by_label(WORDS("caption")).first.fill("Changed")
    caption = page.kept()["scenes"][0]["caption"]
    assert caption == {"en": "Changed", "zh": "只有差起作用。"}, "the other language is kept"


def test_a_link_carries_the_lecture_which_is_kept_only_when_the_reader_wants_it(edit, context):
    page = edit(TWO)
    page.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.command(WORDS("copy_link")).click()
    expect(page.command(WORDS("link_copied"))).to_be_visible()
    link = page.page.evaluate("navigator.clipboard.readText()")
    other = LecturesPage(context().new_page(), "").go(link)
    expect(other.headings).to_have_text(["Scene 1: Softmax", "Scene 2: Stability"])
    assert other.kept() is None
    other.command(WORDS("keep")).click()
    assert other.kept() == TWO
    expect(other.command(WORDS("keep"))).to_be_hidden()
    other.editor.get_by_label(WORDS("lecture_title")).fill("Mine now")
    other.page.reload()
    expect(other.editor.get_by_label(WORDS("lecture_title"))).to_have_value("Mine now")


def test_a_link_is_opened_where_the_page_is_open_and_a_file_beside_it_replaces_what_is_kept(edit):
    page = edit(TWO)
    sent = draft(scene("chain", "", "Sent"), title="Sent")
    for fragment_of in (fragment(TWO), fragment(sent)):
        page.page.goto(f"{page.address}/lectures{fragment_of}")
    expect(page.headings).to_have_text(["Scene 1: Backpropagation"])
    page.open_file(SMALL)
    expect(page.headings).to_have_count(2)
    expect(page.status).to_contain_text(WORDS("replaced_lecture").format(title="A talk"))
    page.command(STAGE("undo")).click()
    expect(page.editor.get_by_label(WORDS("caption")).first).to_have_value("First")
    assert page.kept() == TWO
    assert "#" not in page.page.url


def test_a_long_lecture_and_a_broken_link_are_said(edit):
    letters = "".join(chr(0x4E00 + 37 * number % 20_000) for number in range(6_000))
    page = edit(draft(scene("softmax", "", "Long", notes={"": letters})))
    page.command(WORDS("copy_link")).click()
    expect(page.notice).to_contain_text(WORDS("link_too_long").partition(":")[0])
    page.page.goto("about:blank")
    page.go(f"/lectures{fragment(TWO)[:-9]}")
    expect(page.status).to_contain_text(WORDS("link_broken"))
    expect(page.headings).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editor_can_be_read_and_touched_by_everyone(edit, scheme):
    page = edit(TWO, color_scheme=scheme, **PHONE)
    page.editor.get_by_text(WORDS("more")).first.click()
    assert overflow(page.page) <= 0
    touched = page.root.locator(".lectures :is(button, select, textarea, summary, input[type=text])")
    assert touched.evaluate_all(SMALL_TARGETS, TARGET) == []
    assert objections(page.page) == []


def test_the_file_that_the_browser_writes_is_read_as_the_same_lecture(edit):
    page = edit()
    drawn = []

    @given(drawn_lectures)
    @settings(max_examples=150)
    def draw(lecture):
        drawn.append(lecture)

    draw()
    texts = page.page.evaluate(TO_TOML, [lectures.draft(lecture) for lecture in drawn])
    assert len(texts) >= 150
    for lecture, text in zip(drawn, texts, strict=True):
        # a file says nothing of a text that has no words in any language, but the title
        expected = lectures.Lecture(lecture.title or {"": ""}, lecture.scenes, lecture.about, lecture.minutes)
        assert lectures.read(text, shown_lessons()) == expected, text
