"""Link previews: the tags of each lesson's page, which other sites read."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from server import LessonPage, LinkPreview, SecurityHeaders, content_security_policy, index_page
from tests.server.asgi import request

PREVIEW = LinkPreview("Lab", "A & B", 'Says "hello" to <b>you</b>.', "/lab/link_previews/softmax.png")
INDEX = "<html><head><title>Streamlit</title></head><body></body></html>"
PAGE = LessonPage(INDEX, PREVIEW)


class Head(HTMLParser):
    """Reads the title and the meta tags of a page as a site does that shows a link to it."""

    def __init__(self, page):
        super().__init__()
        self.title, self.tags, self.elements, self._in_title = "", {}, [], False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self._in_title = tag == "title"
        found = dict(attrs)
        if tag == "meta" and "content" in found:
            self.tags[found.get("property") or found["name"]] = found["content"]

    def handle_data(self, data):
        if self._in_title:
            self.title += data
            self._in_title = False


def head(page=PAGE, path="/lab/softmax", **options):
    return Head(request(page, path, **options).body.decode())


def test_a_page_names_its_title_its_description_and_its_picture():
    found = head(host="lab.example.org", query="z=1,2&names=a%20b")
    assert found.title == "A & B · Lab"
    assert found.tags == {
        "description": 'Says "hello" to <b>you</b>.',
        "twitter:card": "summary_large_image",
        "og:type": "website",
        "og:site_name": "Lab",
        "og:title": "A & B",
        "og:description": 'Says "hello" to <b>you</b>.',
        "og:image:alt": 'Says "hello" to <b>you</b>.',
        "og:url": "http://lab.example.org/lab/softmax?z=1,2&names=a%20b",
        "og:image": "http://lab.example.org/lab/link_previews/softmax.png",
        "og:image:width": "1200",
        "og:image:height": "630",
    }


@pytest.mark.parametrize(
    ("headers", "origin"),
    [
        ({"host": "localhost:8501"}, "http://localhost:8501"),
        ({"host": "[::1]:8501"}, "http://[::1]:8501"),
        ({"host": "lab.example.org", "x_forwarded_proto": "https"}, "https://lab.example.org"),
        ({"host": "lab.example.org", "x_forwarded_proto": "https, http"}, "https://lab.example.org"),
        (
            {"host": "10.0.0.7", "x_forwarded_host": "lab.example.org", "x_forwarded_proto": "https"},
            "https://lab.example.org",
        ),
    ],
)
def test_addresses_are_those_that_the_reader_sees(headers, origin):
    tags = head(**headers).tags
    assert tags["og:url"] == f"{origin}/lab/softmax"
    assert tags["og:image"] == f"{origin}/lab/link_previews/softmax.png"


@pytest.mark.parametrize(
    "headers",
    [
        {"host": 'a"><script>alert(1)</script>'},
        {"host": None},
        {"host": "user@lab.example.org"},
        {"host": "lab.example.org/x"},
        {"x_forwarded_host": "a b"},
        {"x_forwarded_proto": "javascript"},
    ],
)
def test_without_a_host_that_can_be_one_no_address_is_named(headers):
    found = head(**headers)
    assert not {"og:url", "og:image"} & set(found.tags)
    assert "script" not in found.elements
    assert found.tags["og:title"] == "A & B"


def test_a_lesson_needs_no_picture():
    found = head(LessonPage(INDEX, replace(PREVIEW, picture="")))
    assert found.tags["og:title"] == "A & B"
    assert found.tags["twitter:card"] == "summary"
    assert [name for name in found.tags if "image" in name] == []


def test_nothing_in_the_address_becomes_markup():
    found = head(query='z="><script>alert(1)</script>&\xe9')
    assert found.elements == ["html", "head", "title", *["meta"] * 11, "body"]
    assert found.tags["og:url"].endswith('/lab/softmax?z="><script>alert(1)</script>&Ã©')


def test_the_page_of_streamlit_has_one_title_which_is_replaced_and_no_new_script():
    index = index_page("", {})
    page = request(LessonPage(index, PREVIEW)).body.decode()
    assert page.count("<title>") == 1
    assert head(LessonPage(index, PREVIEW)).title == "A & B · Lab"
    assert content_security_policy(page) == content_security_policy(index)


def test_pages_of_other_sites_may_show_the_picture_and_nothing_else():
    app = SecurityHeaders(PAGE, policy="", shared=["/lab/picture.png"])
    policies = [request(app, path).headers["cross-origin-resource-policy"] for path in ("/lab/picture.png", "/lab/")]
    assert policies == ["cross-origin", "same-origin"]
