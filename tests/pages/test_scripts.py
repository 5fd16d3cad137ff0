"""The scripts that readers copy: each prints what its page shows, digit for digit, with NumPy alone."""

import ast
import json
import subprocess
import sys
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pages
import stage
from stage import Session
from stage.lesson import PYTHON
from stage.requests import DownloadRequest
from tests.pages.classifier import own
from tests.pages.scripts import expected, printed
from tests.pages.shown import examples
from tests.stage.states import states
from text import languages, translations
from text.scripts import FOLDER, fill_template, literal

LESSONS = pages.lessons()
WITH_SCRIPT = {name: lesson for name, lesson in LESSONS.items() if lesson.script}
every_lesson = pytest.mark.parametrize("lesson", WITH_SCRIPT.values(), ids=list(WITH_SCRIPT))
every_language = pytest.mark.parametrize("language", languages())
EXAMPLES = [
    pytest.param(lesson, state, id=f"{lesson.name}-{name}")
    for lesson in WITH_SCRIPT.values()
    for name, state in {
        **examples(lesson),
        **{f"claim {claim}": state for claim, state in lesson.claims.items()},
    }.items()
]


def script_of(lesson, state, language="en"):
    return lesson.script(state, translations(language).section(lesson.name))


def test_every_lesson_has_a_script_but_the_index_of_claims_and_the_lectures():
    assert LESSONS.keys() - WITH_SCRIPT.keys() == {"five-texts", "lectures"}


@every_language
@pytest.mark.parametrize(("lesson", "state"), EXAMPLES)
def test_the_script_of_an_example_prints_what_the_page_shows(lesson, state, language):
    start = time.process_time()
    found = printed(script_of(lesson, state, language))
    assert time.process_time() - start < 2
    assert found == expected(lesson, state, translations(language).section(lesson.name))


@every_lesson
@given(data=st.data())
@settings(max_examples=40)
def test_the_script_of_any_state_prints_what_the_page_shows(lesson, data):
    state = data.draw(states(lesson.state))
    script = script_of(lesson, state)
    if script is not None:
        assert printed(script) == expected(lesson, state, translations("en").section(lesson.name))


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Write the scripts of all examples into files, in every language."""
    folder = tmp_path_factory.mktemp("scripts")
    for language in languages():
        for number, parameters in enumerate(EXAMPLES):
            lesson, state = parameters.values
            path = folder / language / f"{lesson.name}_{number:03}.py"
            path.parent.mkdir(exist_ok=True)
            path.write_text(script_of(lesson, state, language), "utf-8")
    return folder


def test_the_scripts_are_clean_python(written):
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "E,F", "--ignore", "E501", written]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_the_scripts_import_nothing_but_numpy_and_the_standard_library(written):
    scripts = sorted(written.rglob("*.py"))
    assert len(scripts) == len(EXAMPLES) * len(languages())
    for path in scripts:
        imported = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Import)]
        named = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
        names = {alias.name for node in imported for alias in node.names} | {node.module for node in named}
        assert names <= {"numpy"} | sys.stdlib_module_names, path
        assert not any(node.level for node in named), path


def test_whatever_a_script_defines_it_uses(written):
    for path in sorted(written.glob("en/*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
        defined = {node.id for node in names if isinstance(node.ctx, ast.Store)}
        defined |= {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        used = {node.id for node in names if isinstance(node.ctx, ast.Load)}
        assert defined - used <= {"_", "column"}, path  # column: of the part that prints


def test_the_scripts_are_short(written):
    longest = max(sorted(written.rglob("*.py")), key=lambda path: path.read_text("utf-8").count("\n"))
    assert longest.read_text("utf-8").count("\n") <= 135, longest


@pytest.mark.parametrize("name", WITH_SCRIPT)
def test_a_script_runs_alone_in_an_isolated_python(name, written):
    path = next(iter(sorted(written.glob(f"en/{name}_*.py"))))
    run = subprocess.run([sys.executable, "-I", path], capture_output=True, text=True, encoding="utf-8", check=True)
    lesson = WITH_SCRIPT[name]
    assert run.stdout == expected(lesson, next(iter(lesson.presets.values())), translations("en").section(name))


def test_no_comment_and_no_message_of_a_template_is_left(written):
    for path in written.rglob("*.py"):
        text = path.read_text("utf-8")
        assert not [mark for mark in ("#:", '"@', "# if:", "# end") if mark in text], path


def test_every_comment_is_used_and_every_used_one_exists():
    templates = "\n".join(path.read_text("utf-8") for path in FOLDER.glob("*.py"))
    used = {line.rpartition("#: ")[2] for line in templates.splitlines() if "#: " in line}
    for language in languages():
        assert translations(language).section("scripts").section("comments").entries().keys() == used


@given(
    st.recursive(st.text() | st.floats(allow_nan=False, allow_infinity=False) | st.integers() | st.booleans(), st.lists)
)
def test_a_literal_is_read_back_as_exactly_the_value(value):
    assert ast.literal_eval(literal(value)) == value


def test_a_literal_of_an_array_is_numpys():
    array = np.array([[0.1, -2.0], [1e-300, 3.0]])
    assert (eval(literal(array), {"np": np}) == array).all()


def test_a_name_that_looks_like_python_stays_a_text():
    lesson = LESSONS["softmax"]
    state = lesson.state(names=('"] + [1, "', '\\", "@table.sum', "#: text"))
    assert printed(script_of(lesson, state)) == expected(lesson, state, translations("en").section("softmax"))


def test_without_data_there_is_no_script():
    classifier = LESSONS["classifier"]
    assert script_of(classifier, classifier.state(data="drawn")) is None
    assert script_of(classifier, classifier.state(data="own")) is None


@every_lesson
def test_a_session_answers_with_the_script(lesson):
    state = next(iter(lesson.presets.values()))
    answer = Session(lesson, translations("en")).answer(DownloadRequest(3, PYTHON, stage.write_query(state)))
    download = json.loads(answer)["download"]
    assert download["text"] == script_of(lesson, state)
    assert download["file_name"] == f"softmax-lab-{lesson.name}.py"
    assert PYTHON not in lesson.downloads


def test_imports_come_first_once_those_of_the_standard_library_before_numpy(tmp_path, monkeypatch):
    monkeypatch.setattr("text.scripts.FOLDER", tmp_path)
    (tmp_path / "two.py").write_text("import numpy as np\n\nx = 1\nfrom .part import f\n\nimport json\n")
    (tmp_path / "part.py").write_text("from fractions import Fraction\nimport numpy as np\n\n\ndef f():\n    pass\n")
    lines = fill_template("two", translations("en").section("softmax"), {}).splitlines()
    assert lines[1:] == [
        *("import json", "from fractions import Fraction", "", "import numpy as np", ""),
        *("x = 1", "", "", "def f():", "    pass"),
    ]


def test_conditions_keep_what_holds_for_a_state(tmp_path, monkeypatch):
    monkeypatch.setattr("text.scripts.FOLDER", tmp_path)
    (tmp_path / "one.py").write_text("import sys\n# if: a\nx = 1\n# if: not b\ny = 2\n# end\n# end\nz = 3\n")
    words = translations("en").section("softmax")
    kept = [fill_template("one", words, {"z": "q"}, flags).splitlines()[5:] for flags in ({"a"}, {"a", "b"}, {"b"})]
    assert kept == [["x = 1", "y = 2", 'z = "q"'], ["x = 1", 'z = "q"'], ['z = "q"']]


def test_a_batch_of_all_rows_is_no_batch():
    text = "a,b,kind\n" + "".join(f"{i % 7},{i % 5},{'uv'[i % 2]}\n" for i in range(32))
    lesson = LESSONS["classifier"]
    scripts = {size: script_of(lesson, own(text, steps=10, batch_size=size)) for size in ("all", "32", "16")}
    assert ["permutation" in script for script in scripts.values()] == [False, False, True]
    assert ["epoch_digits = 2" in script for script in scripts.values()] == [False, True, False]
