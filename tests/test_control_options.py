"""Types of the options of every control: mypy skips what ``Annotated`` carries, so it is shown to it once more."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
STATES = [
    path
    for path in sorted((HOUSE / "pages").rglob("*.py"))
    if "Annotated[" in path.read_text("utf-8") and path.name != "layout.py"
]


def with_options_as_code(source):
    """Return a module's source with the arguments of every ``Annotated`` once more, as an expression at its end."""
    annotated = [
        node.slice.elts[1:]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Annotated"
    ]
    expressions = ", ".join(ast.unparse(argument) for arguments in annotated for argument in arguments)
    return f"{source}\n_options = ({expressions},)\n"


def complaints(tmp_path, sources):
    """Return what mypy says of modules when it reads the given sources in their place."""
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "--cache-dir", str(tmp_path / "cache")]
    for number, (path, source) in enumerate(sources.items()):
        shadow = tmp_path / f"{number}.py"
        shadow.write_text(source, "utf-8")
        command += ["--shadow-file", str(path), str(shadow)]
    run = subprocess.run([*command, *map(str, sources)], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run.stderr
    return run.stdout


@pytest.mark.timeout(300)
def test_every_option_of_every_control_has_the_right_type(tmp_path):
    assert len(STATES) >= 2
    assert complaints(tmp_path, {path: with_options_as_code(path.read_text("utf-8")) for path in STATES}) == ""


@pytest.mark.timeout(300)
def test_a_wrong_option_is_noticed(tmp_path):
    [softmax] = [path for path in STATES if path.parent.name == "softmax"]
    source = softmax.read_text("utf-8")
    for right, wrong in [
        ('scale="log"', 'scale="lg"'),
        ("Toggle(group", "Toggle(on=1, group"),
        ("Slider(0.05, 20", 'Slider("a", 20'),
    ]:
        assert right in source
        source = source.replace(right, wrong, 1)
    found = complaints(tmp_path, {softmax: with_options_as_code(source)})
    assert 'Argument "scale" to "Slider" has incompatible type' in found
    assert 'Unexpected keyword argument "on" for "Toggle"' in found
    assert 'Argument 1 to "Slider" has incompatible type "str"' in found
