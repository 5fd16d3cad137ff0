"""Links that are out: what they mean never changes."""

import pytest

import pages
from stage.state import Correction, controls, read_query, write_query
from tests.stage.states import Everything, used
from tests.stage.test_state import Softmax


def test_the_default_is_left_out_and_what_is_kept_stays():
    assert write_query(Everything()) == "v=1,-2"
    assert write_query(pages.lessons()["classifier"].state()) == "t=0&data=spiral"
    assert write_query(Softmax()) == "z=3,1,-3&T=1&y=0"
    assert write_query(Softmax(T=0.5, loss="mse")) == "z=3,1,-3&T=0.5&y=0&loss=mse"


# These links are out in the world: what they mean never changes, whatever becomes of the defaults. A control that is
# added later adds nothing here.
DEFAULT = {
    "z": "3,1,-3",
    "T": "1",
    "target": "class",
    "y": "0",
    "q": "0.7,0.2,0.1",
    "smoothing": "0",
    "loss": "ce",
    "names": "",
}
PUBLISHED = {
    "": DEFAULT,
    "z=3,1,-3&T=1&y=0": DEFAULT,
    "z=3,1,-3&T=0.5&y=0": DEFAULT | {"T": "0.5"},
    "z=3,0,-3&T=1&y=0": DEFAULT | {"z": "3,0,-3"},
    "z=2,3,4&T=1&y=1": DEFAULT | {"z": "2,3,4", "y": "1"},
    "z=1,2,3,0,1&T=1&y=3&loss=mse": DEFAULT | {"z": "1,2,3,0,1", "y": "3", "loss": "mse", "q": "0.7,0.2,0.1,0,0"},
    "z=1,0&T=2&target=soft&y=0&smooth=0.1": DEFAULT
    | {"z": "1,0", "T": "2", "target": "soft", "q": "0.7778,0.2222", "smoothing": "0.1"},
}


@pytest.mark.parametrize("link", PUBLISHED)
def test_a_published_link_keeps_its_meaning(link):
    state, corrected = used(link, Softmax)
    meaning = {name: controls(Softmax)[name].write(getattr(state, name)) for name in PUBLISHED[link]}
    assert corrected == {}
    assert meaning == PUBLISHED[link]


def test_the_presets_are_the_published_links():
    first, *presets = pages.lessons()["softmax"].presets.values()
    assert write_query(first) == "z=3,1,-1,0.5&T=1.5&y=0&names=cat,dog,owl,fox"
    assert [write_query(state) for state in presets] == list(PUBLISHED)[1:2] + list(PUBLISHED)[3:6]


def test_a_correction_is_told_in_the_words_of_the_link():
    assert read_query(Softmax, "T=-5&y=9&z=1,2")[1] == (Correction("T", "0.05"), Correction("y", "1"))
