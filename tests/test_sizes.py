"""No file and no function is too long to be read at once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from layers import PACKAGE, ROOT

MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 40
FOLDERS = ("benchmarks", "examples", "generator", "templates", "tests", "update")
CASES = ROOT / "tests" / "cases"
SUFFIXES = (".j2", ".py", ".sh")


def _files() -> Iterator[Path]:
    for folder in FOLDERS:
        paths = (path for path in (ROOT / folder).rglob("*") if path.suffix in SUFFIXES)
        yield from (path for path in paths if not path.is_relative_to(CASES))


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_files_have_at_most_300_lines() -> None:
    counts = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in _files()
    }
    assert len(counts) > 1_000
    assert {name: count for name, count in counts.items() if count > MOST_LINES_OF_A_FILE} == {}


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the number of lines without those of the docstring."""
    documented = ast.get_docstring(node, clean=False)
    return (node.end_lineno or 0) - node.lineno + 1 - len((documented or "").splitlines())


def test_functions_of_the_generator_have_at_most_40_lines_besides_their_docstring() -> None:
    counts = {
        f"{path.relative_to(PACKAGE)}:{node.name}": _length(node)
        for path in PACKAGE.rglob("*.py")
        for node in _functions(path)
    }
    assert len(counts) > 1_000
    assert {name: n for name, n in counts.items() if n > MOST_LINES_OF_A_FUNCTION} == {}
