"""The same numbers: Python in Chromium and in Firefox answers what Python here answers, in every lesson."""

import json
from dataclasses import fields, replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from websockets.sync.client import connect

import pages
import stage
from stage import Edit, Session, write_query
from stage.requests import FrameRequest
from tests.browser import firefox
from tests.browser.bidi import Session as FirefoxSession
from tests.browser.bidi import Tab
from tests.browser.same_answers import ROUND_OFF, differences, frame_of
from tests.quick import slow_but
from tests.stage.states import states
from tests.waiting import wait_until
from tests.wheels import needs_wheels
from text import translations

WORDS = translations("en")
STATES = 200
QUICK = 20
TAME = {
    "classifier": {
        "learning_rate": st.floats(0.001, 1),
        "weights": st.just(()),
        "points": st.lists(
            st.builds(Edit, st.none(), st.floats(-3, 3), st.floats(-3, 3), st.integers(0, 3)), max_size=5
        ).map(tuple),
    }
}
"""Drawn instead of the whole range: a run that diverges multiplies round-off, also from processor to processor."""

ASK = """async (cases) => {
  const { addresses } = JSON.parse(document.querySelector('#lesson-data').textContent);
  const load = (name) => import(new URL(`python/${name}.js`, new URL(addresses.main, document.baseURI)));
  const [{ pythonWorker }, { PythonSocket }] = await Promise.all([load('python_worker'), load('python_socket')]);
  const answers = [];
  for (const [lesson, query] of cases) {
    const socket = new PythonSocket(pythonWorker(addresses.python), { lesson, language: 'en', firstFrames: {} });
    answers.push(await new Promise((resolve, reject) => {
      Object.assign(socket, {
        onopen: () => socket.send(`1 ${query}`),
        onmessage: ({ data }) => resolve(data),
        onclose: () => reject(new Error(query)),
      });
    }));
    socket.close();
  }
  return answers;
}"""


def examples(lesson):
    """Return the queries of a lesson's default and examples; those that are trained also at their last step."""
    given_states = [lesson.state(), *lesson.presets.values()]
    if "step" in {field.name for field in fields(lesson.state)}:
        given_states += [replace(state, step=stage.controls(lesson.state)["step"].max) for state in given_states]
    return list(dict.fromkeys(map(write_query, given_states)))


def drawn(lesson, count):
    """Return the queries of some states, the same in every run."""
    found = {}

    @settings(
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=4 * count,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(states(lesson.state, **TAME.get(lesson.name, {})))
    def collect(state):
        found[write_query(state)] = True

    collect()
    return list(found)[:count]


def answered_here(cases):
    return [Session(pages.lesson(name), WORDS).answer(FrameRequest(1, query)) for name, query in cases]


def compare(cases, answers):
    """Fail with every field that differs."""
    found = [
        f"{name} {query:.100}: {line}"
        for (name, query), here, there in zip(cases, answered_here(cases), answers, strict=True)
        for line in differences(name, frame_of(here), frame_of(there))
    ]
    assert not found, "\n".join([f"{len(found)} fields differ", *found[:40]])


@pytest.mark.browser
@pytest.mark.timeout(300)  # the site may have to be built first, on a busy machine
@needs_wheels
@pytest.mark.parametrize("drawn_states", slow_but([QUICK], [QUICK, STATES]))
def test_chromium_computes_every_example_and_drawn_states_of_all_lessons_as_python_does_here(
    context, site_server, drawn_states
):
    lessons = pages.lessons().values()
    count = -(-drawn_states // len(lessons))
    cases = [(lesson.name, query) for lesson in lessons for query in [*examples(lesson), *drawn(lesson, count)]]
    assert len(cases) >= drawn_states + sum(1 + len(lesson.presets) for lesson in lessons)
    page = context().new_page()
    page.goto(f"{site_server.address}/")
    compare(cases, page.evaluate(ASK, cases))


@pytest.fixture
def firefox_tab(tmp_path, site_server):
    """Open the site in Firefox."""
    if not firefox.executable():
        pytest.skip(firefox.MISSING)
    with firefox.started(tmp_path) as address, connect(f"{address}/session", max_size=None) as socket:
        session = FirefoxSession(socket)
        yield Tab(session, f"{site_server.address}/")
        assert session.errors == []


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.timeout(300)  # the site may have to be built first, on a busy machine
@needs_wheels
def test_firefox_computes_every_example_and_some_states_as_python_does_here(firefox_tab):
    lessons = pages.lessons().values()
    cases = [(lesson.name, query) for lesson in lessons for query in [*examples(lesson), *drawn(lesson, 3)]]
    firefox_tab.evaluate(
        f"""(cases) => void ({ASK})(JSON.parse(cases)).then(
          (answers) => (window.answers = answers), (error) => (window.answers = String(error)))""",
        {"type": "string", "value": json.dumps(cases)},
    )
    wait_until(lambda: firefox_tab.evaluate("() => 'answers' in window"), 120)
    compare(cases, firefox_tab.evaluate("() => window.answers"))


@pytest.mark.parametrize(
    ("path", "changed"),
    [
        ("figures.probabilities.data.0.y", lambda numbers: [numbers[0] * (1 + 1e-11), *numbers[1:]]),
        ("figures.probabilities.data.0.y", lambda numbers: [None, *numbers[1:]]),
        ("tables.pipeline.rows.0.1", lambda text: f"{text}0"),
        ("tables.pipeline.note", lambda text: text.replace("e−1", "e−")),
        ("tables.pipeline.note", lambda text: text.replace("error", "mistake")),
        ("readings.0.1", lambda text: ""),
        ("focus", lambda number: number + 1),
    ],
)
def test_a_field_that_differs_is_noticed(path, changed):
    frame = frame_of(answered_here([("softmax", "")])[0])
    *way, last = [int(key) if key.isdigit() else key for key in path.split(".")]
    other = json.loads(json.dumps(frame))
    place = other
    for key in way:
        place = place[key]
    assert list(differences("softmax", frame, other)) == []
    place[last] = changed(place[last])
    assert [line.split(":")[0] for line in differences("softmax", frame, other)] == [path]


def test_only_lessons_that_there_are_have_round_off():
    assert ROUND_OFF.keys() <= pages.lessons().keys()
