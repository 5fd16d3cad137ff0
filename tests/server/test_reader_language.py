"""Answers in the reader's language: pages around Streamlit, and what caches are told about them."""

import pytest
from starlette.responses import PlainTextResponse

import server
from server import ByLanguage, in_language, index_page
from server.html_pages import not_found, unavailable
from tests.server.asgi import request
from text import languages, translations

PAGES = ByLanguage({code: PlainTextResponse(code) for code in languages()})
STREAMLIT_INDEX = index_page("", {})


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ({}, "en"),
        ({"accept_language": "zh-CN,zh;q=0.9"}, "zh"),
        ({"accept_language": "zh", "cookie": "a=1; softmax-lab-language=en; b=2"}, "en"),
        ({"accept_language": "en", "cookie": "softmax-lab-language=zh"}, "zh"),
        ({"accept_language": "en", "cookie": 'x="; {"y": 1}; softmax-lab-language=zh'}, "zh"),
        ({"accept_language": "en", "query": "z=1,2&lang=zh"}, "zh"),
        ({"accept_language": "zh", "query": "lang=en", "cookie": "softmax-lab-language=zh"}, "en"),
        ({"accept_language": "zh", "query": "lang=%ff&lang="}, "zh"),
    ],
)
def test_an_answer_is_in_the_language_that_the_request_asks_for(asked, language):
    assert request(PAGES, **asked).body.decode() == language


def test_caches_are_told_what_an_answer_depends_on():
    assert request(PAGES).headers["vary"] == "Accept-Language, Cookie"


@pytest.mark.parametrize("language", languages())
def test_the_pages_of_the_server_are_in_the_language_and_say_so(language):
    words = translations(language)
    tag, messages = words("language.tag"), words.section("server")
    full = request(unavailable(messages.section("unavailable"), tag)).body.decode()
    lost = request(not_found({tag: messages.section("not_found")}, "/")).body.decode()
    assert f'<html lang="{tag}">' in full
    assert messages("unavailable.text") in full
    assert f'<html lang="{tag}">' in lost
    assert all(messages(f"not_found.{key}") in lost for key in ("title", "text", "back"))


def test_a_page_for_readers_of_any_language_marks_each_part():
    messages = {code: translations(code).section("server").section("not_found") for code in languages()}
    page = request(not_found(messages, "/lab/")).body.decode()
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert all(f'<div lang="{code}"><h1>{of("title")}</h1>' in page for code, of in messages.items())
    assert page.count('href="/lab/"') == len(messages)


def test_the_page_of_streamlit_gets_the_language_and_a_sentence_without_scripts():
    page = in_language(STREAMLIT_INDEX, "zh-CN", "请<允许>")
    assert '<html lang="zh-CN">' in page
    assert '<html lang="en">' not in page
    assert "<noscript><p>请&lt;允许&gt;</p></noscript>" in page
    assert "You need to enable JavaScript" not in page
    assert server.content_security_policy(page) == server.content_security_policy(STREAMLIT_INDEX)
