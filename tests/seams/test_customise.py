"""The examples of docs/customise.md, in one project."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from seams.conftest import Generate
from seams.project import CONFIG, OUTPUT, write_project
from specquilt.rules.engine.ids import ids

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/customise.md").read_text("utf-8")
EXAMPLES = re.findall(
    r"(?:`([\w./-]+)`(?:, another overlay)?(, in `\[client\]`)?:\n\n)?```(\w+)\n(.*?)```",
    PAGE,
    re.DOTALL,
)
CHECKERS = {
    "mypy": ("mypy", "--strict", f"--cache-dir={ROOT / '.mypy_cache/tests'}"),
    "pyright": ("pyright", "--pythonpath", sys.executable),
}


@pytest.fixture
def customised(generate: Generate) -> Generate:
    """Return what runs `generate` in the project of the page."""
    write_project()
    document = CONFIG.with_name("api.json")
    document.write_text(document.read_text().replace('Quilt"', 'QuiltOut"'))
    assert generate()[0] == 0
    settings = CONFIG.read_text().replace("[client]", 'overlay = "overlay.yaml"\n\n[client]')
    settings += "".join(
        text for _, is_client, kind, text in EXAMPLES if is_client and kind == "toml"
    )
    settings += "".join(
        text for _, is_client, kind, text in EXAMPLES if not is_client and kind == "toml"
    )
    CONFIG.write_text(settings)
    for path, _, kind, text in EXAMPLES:
        if path and kind in {"python", "yaml"}:
            Path(path).write_text(text)
    return generate


def test_every_example_is_used() -> None:
    kinds = [(kind, bool(path)) for path, _, kind, _ in EXAMPLES]
    assert sorted(set(kinds)) == [
        ("markdown", True),
        ("python", False),
        ("python", True),
        ("sh", False),
        ("text", False),
        ("toml", True),
        ("yaml", True),
    ]
    assert PAGE.count("```") == 2 * len(EXAMPLES)


def test_the_program_prints_what_the_page_says(customised: Generate) -> None:
    code, shown = customised()
    assert (code, "warning" in shown) == (0, False), shown
    (program,) = [text for path, _, kind, text in EXAMPLES if kind == "python" and not path]
    (printed,) = [text for _, _, kind, text in EXAMPLES if kind == "text"]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=OUTPUT, capture_output=True, text=True, check=False
    )
    assert done.stdout == printed, done.stderr


ARGUMENTS = {"list": "most", "create": "title"}


def _arguments(client: Path) -> dict[str, list[str]]:
    """Return the arguments of the methods for quilts that have other names than what is sent."""
    tree = ast.parse((client / "quilts_client/resources/quilts.py").read_text())
    functions = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)]
    named = [each for each in functions if each.name in ARGUMENTS]
    return {each.name: [arg.arg for arg in each.args.kwonlyargs] for each in named}


def test_arguments_have_the_names_of_the_page(customised: Generate) -> None:
    customised()
    assert _arguments(OUTPUT) == {name: [arg, "options"] for name, arg in ARGUMENTS.items()}


def test_an_overlay_names_arguments_as_the_configuration_does(customised: Generate) -> None:
    overlay = CONFIG.with_name("overlay.yaml")
    (more,) = [text for path, _, _, text in EXAMPLES if path.endswith("more-names.yaml")]
    overlay.write_text(overlay.read_text() + more.partition("actions:\n")[2])
    names = [line for line in CONFIG.read_text().splitlines(True) if "parameters." not in line]
    CONFIG.write_text("".join(names))
    code, shown = customised()
    assert (code, "warning" in shown) == (0, False), shown
    assert _arguments(OUTPUT) == {name: [arg, "options"] for name, arg in ARGUMENTS.items()}


@pytest.mark.long
@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_the_example_is_typed(customised: Generate, checker: str) -> None:
    customised()
    (OUTPUT / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}')
    paths = ("quilts_client",) if checker == "mypy" else ("-p", "pyrightconfig.json")
    command = [sys.executable, "-m", *CHECKERS[checker], *paths]
    done = subprocess.run(command, cwd=OUTPUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_text_around_a_block_stays(customised: Generate) -> None:
    customised()
    (example,) = [text for _, _, kind, text in EXAMPLES if kind == "markdown"]
    mine = example.partition("end install -->\n")[2]
    page = (OUTPUT / "README.md").read_text()
    (OUTPUT / "README.md").write_text(page + mine)
    document = CONFIG.with_name("api.json")
    document.write_text(document.read_text().replace("Quilts", "Covers"))
    assert customised()[0] == 0
    page = (OUTPUT / "README.md").read_text()
    assert page.endswith(mine)
    assert "Covers" in page
    assert example.partition("\n…")[0] in page


def test_the_command_of_the_page_saves_an_edited_file(customised: Generate) -> None:
    customised()
    (OUTPUT / "reference.md").write_text("mine")
    assert customised()[0] == 1
    (command,) = [text for _, _, kind, text in EXAMPLES if kind == "sh"]
    assert customised(*command.split()[2:])[0] == 0
    assert (OUTPUT / "reference.md.orig").read_text() == "mine"


def test_the_page_names_rules_that_exist() -> None:
    named = set(re.findall(r"\(`([a-z]+-[a-z]+)`\)", PAGE))
    assert named == {"extension-collision", "extension-unusable", "kept-module", "name-collision"}
    assert named <= set(ids())
