"""No literal words for readers in code: every one lives in ``assets/words``, where it can be translated."""

import ast
import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
FOR_PROGRAMS = {
    "pages/classifier/script.py": "code that a reader copies",
    "stage/browser/figures/pdf/page_content.js": "operators of PDF",
    "stage/browser/figures/pdf/pdf.js": "operators of PDF",
    "stage/browser/recorded/html_file.js": "mark-up of a saved lecture",
    "stage/browser/recorded/page.js": "names of classes",
    "server/reader_language.py": "headers",
    "server/log_limit.py": "the log",
    "server/settings.py": "settings, for who starts the server",
    "server/readiness.py": "refusals of requests that no page makes",
    "server/request_filters.py": "refusals of requests that no page makes",
    "server/websockets.py": "the reason for which a socket is closed",
    "stage/websocket_transport.py": "names of threads",
}
MODULES = [
    *(
        HOUSE / "app.py",
        *(path for room in ("pages", "stage", "figures", "server") for path in (HOUSE / room).rglob("*.py")),
    ),
    *(HOUSE / "browser_edition" / name for name in ("lesson_pages.py", "site.py")),
]
SCRIPTS = [
    path
    for folder in (HOUSE / "stage" / "browser", HOUSE / "browser_edition" / "browser")
    for path in folder.rglob("*.js")
    if path.parent.name != "third_party"
]
SENTENCE = re.compile(r"[A-Za-z]{2,}[,;:.]? [A-Za-z]{2,}|[\u4e00-\u9fff]")
CODE = re.compile(r"[<>{}=@]|\w\(|\);|'self'|^(top|middle|bottom) (left|center|right)$")
SHOWN = {"title", "text", "label", "name", "hovertemplate", "hovertext", "placeholder", "help", "description"}
WORD = re.compile(r"[A-Za-z]{2,}")
NOT_SHOWN = re.compile(r"%\{[^}]*\}|<[^>]*>|\{\w+\}")
RAISED = re.compile(r"(log|logging|re|parser)\.\w+$|\w*Error$|print$")


def texts_of(node):
    """Return the literal texts that are a value as it stands: not those inside of a call or of a subscript."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=values):
            return [text for value in values if isinstance(value, ast.Constant) for text in texts_of(value)]
        case ast.IfExp(body=body, orelse=orelse):
            return texts_of(body) + texts_of(orelse)
        case ast.BinOp(left=left, right=right):
            return texts_of(left) + texts_of(right)
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            return [text for element in elements for text in texts_of(element)]
    return []


def skipped(tree):
    """Return the nodes that no reader sees: docstrings, and what is raised, logged or a pattern."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        is_call = isinstance(node, ast.Call) and RAISED.match(ast.unparse(node.func))
        if is_call or isinstance(node, ast.Raise | ast.Assert):
            yield from ast.walk(node)


def named_values(node):
    """Yield what a call or a dictionary gives to names under which texts are shown."""
    if isinstance(node, ast.Call):
        yield from (keyword.value for keyword in node.keywords if keyword.arg in SHOWN)
    if isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        yield from (value for key, value in pairs if isinstance(key, ast.Constant) and key.value in SHOWN)


def words_in_python(source):
    """Return the literal texts of a module that read like words for readers."""
    tree = ast.parse(source)
    unseen = {id(node) for node in skipped(tree)}
    nodes = [node for node in ast.walk(tree) if id(node) not in unseen]
    literals = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    sentences = [text for text in literals if SENTENCE.search(text) and not CODE.search(text)]
    values = [text for node in nodes for value in named_values(node) for text in texts_of(value)]
    return sentences + [text for text in values if WORD.search(NOT_SHOWN.sub("", text))]


COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`\\])//[^\n]*", re.DOTALL)
LITERAL = re.compile(r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`""")
ERROR = re.compile(r"new (?:Error|DOMException)\([^)]*\)|console\.\w+\([^)]*\)")
SELECTOR_OR_STYLE = re.compile(r"[#.\[(]|stage-|\bpx\b|^\W*[\w-]+:\s")
PROPERTY = r"\b(?:textContent|title|ariaLabel|placeholder|alt|innerText)|\"aria-(?:label|description|valuetext)\""
NAMED = re.compile(rf"""(?:{PROPERTY})\s*[:=,]\s*(["'`])(?P<text>[^\n]*?)\1""")
FONTS = {"Source Sans", "Microsoft YaHei", "PingFang SC Regular"}


def words_in_script(source):
    """Return the literal texts of a browser module that read like words for readers."""
    code = ERROR.sub("", COMMENT.sub("", source))
    literals = [re.sub(r"\$\{[^}]*\}", "", text[1:-1]) for text in LITERAL.findall(code)]
    sentences = [text for text in literals if SENTENCE.search(text) and not SELECTOR_OR_STYLE.search(text)]
    named = [re.sub(r"\$\{[^}]*\}", "", found["text"]) for found in NAMED.finditer(code)]
    return [text for text in sentences if text not in FONTS] + [text for text in named if WORD.search(text)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_a_module_has_no_words_for_readers(path):
    if path.relative_to(HOUSE).as_posix() not in FOR_PROGRAMS:
        assert words_in_python(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_a_script_has_no_words_for_readers(path):
    if path.relative_to(HOUSE).as_posix() not in FOR_PROGRAMS:
        assert words_in_script(path.read_text("utf-8")) == []


def test_every_exception_is_still_one():
    words_in = {".py": words_in_python, ".js": words_in_script}
    sources = {name: (HOUSE / name).read_text("utf-8") for name in FOR_PROGRAMS}
    assert [name for name, source in sources.items() if not words_in[Path(name).suffix](source)] == []


def test_the_pages_of_the_site_take_their_words_from_the_translations():
    page = (HOUSE / "browser_edition" / "page.html").read_text("utf-8")
    assert re.findall(r">\s*[A-Za-z][^<]*<|(?:aria-label|title|alt)=\"[A-Za-z][^\"]*\"", page) == []


@pytest.mark.parametrize(
    "line",
    [
        'st.title("Two words")',
        'figure(title="Loss")',
        'layout = {"title": {"text": "Loss"}}',
        'trace = {"name": "loss" if one else words("x")}',
        'trace = {"hovertemplate": f"loss %{{y}} {name}"}',
        'remarks.append(f"The loss is {loss}")',
        'x = {"text": ["Loss", "p"]}',
        'heading = "损失"',
    ],
)
def test_a_word_in_python_is_noticed(line):
    assert words_in_python(line)


@pytest.mark.parametrize(
    "line",
    [
        '"""A docstring of words."""',
        'raise ValueError("not a number of them")',
        'log.error("A request failed in %s", name)',
        'figure(title=words("figures.loss"), text=f"{number}")',
        'trace = {"hovertemplate": "%{x:.2f} %{text}<extra></extra>", "textposition": "middle right"}',
        'layout = {"title": {"text": labels["loss"]}}',
    ],
)
def test_what_no_reader_sees_is_not(line):
    assert not words_in_python(line)


@pytest.mark.parametrize(
    "line",
    [
        'notify(button, "It was copied");',
        'element("button", { textContent: "Copy" });',
        'box.setAttribute("aria-label", "Exact value");',
        "box.title = `Save ${name}`;",
        'const heading = "两个词";',
    ],
)
def test_a_word_in_a_script_is_noticed(line):
    assert words_in_script(line)


@pytest.mark.parametrize(
    "line",
    [
        "// A comment of words",
        "/* Another comment */",
        'throw new Error("the picture could not be drawn");',
        'element("div", { className: "stage-notice error", textContent: words.failure });',
        'plot.querySelector(".hm image");',
        "box.title = `${name}, ${value}`;",
    ],
)
def test_what_no_reader_sees_in_a_script_is_not(line):
    assert not words_in_script(line)
