"""Cards on their way to the browser: a filter and a number travel as the few changes that they are."""

from dataclasses import replace

from stage import Card, Comparison, Frame, Link
from stage.encoding import changes
from stage.session import contents

CARD = Card(
    id="1.1",
    text="1 + 1 = 3",
    row="sums",
    verdict="wrong",
    verdict_label="wrong",
    comparisons=[Comparison("sum", ["3"], ["2"], [0])],
    link=Link("see it", "softmax", "z=1,1"),
)


def test_a_frame_without_cards_says_so():
    assert contents(Frame({}))["cards"] == []


def test_a_card_travels_with_its_numbers_and_its_link():
    [card] = contents(Frame({}, cards=[CARD]))["cards"]
    assert card == {
        "id": "1.1",
        "text": "1 + 1 = 3",
        "row": "sums",
        "verdict": "wrong",
        "verdict_label": "wrong",
        "given": "",
        "comparisons": [{"label": "sum", "said": ["3"], "found": ["2"], "differing": [0]}],
        "note": "",
        "link": {"text": "see it", "lesson": "softmax", "query": "z=1,1"},
        "shown": True,
    }


def test_a_filter_is_sent_as_what_it_shows_and_hides():
    cards = [CARD, replace(CARD, id="1.2"), replace(CARD, id="1.3")]
    _, sent = changes(None, contents(Frame({}, cards=cards)))
    hidden = [cards[0], replace(cards[1], shown=False), cards[2]]
    assert changes(sent, contents(Frame({}, cards=hidden)))[0] == [(("cards", 1, "shown"), False)]


def test_a_number_is_sent_without_the_rest_of_its_card():
    _, sent = changes(None, contents(Frame({}, cards=[CARD])))
    other = replace(CARD, comparisons=[Comparison("sum", ["4"], ["2"], [0])])
    assert changes(sent, contents(Frame({}, cards=[other])))[0] == [(("cards", 0, "comparisons", 0, "said"), ["4"])]
