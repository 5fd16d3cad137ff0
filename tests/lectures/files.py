"""Files of lectures for the tests, and strategies that draw lectures."""

from hypothesis import strategies as st

from lectures import Lecture, Question, Scene

SMALL = """\
title.en = "A test"
title.zh = "测试"
minutes = 5

[[scene]]
lesson = "softmax"
state = "z=3,1,-3&T=1&y=0"
figures = ["probabilities"]
controls = ["T"]
play = "T"
caption.en = "Differences count."
caption.zh = "只有差起作用。"
notes.en = "Drag T."

[scene.question]
text.en = "What does 5 more change?"
answer = "z=8,6,2&T=1&y=0"
reveal.en = "Nothing."

[[scene]]
lesson = "stability"
caption = "A plain text is for every language."
"""

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
by_language = st.one_of(
    st.dictionaries(st.sampled_from(["en", "zh"]), texts, max_size=2), texts.map(lambda text: {"": text})
)
states = st.sampled_from(["", "z=3,1,-3&T=1&y=0", "z=8,6,2&T=0.5&y=1"])
questions = st.builds(Question, by_language, st.just(""), states, by_language)
scenes = st.builds(
    Scene,
    st.just("softmax"),
    states,
    st.sampled_from([(), ("flow",), ("probabilities", "flow")]),
    st.sampled_from([("T",), ("T", "z")]),
    st.sampled_from(["", "T"]),
    by_language,
    by_language,
    st.none() | questions,
)
drawn_lectures = st.builds(
    Lecture, by_language, st.lists(scenes, min_size=1, max_size=4).map(tuple), by_language, st.integers(0, 600)
)
