"""The tests that docs/ names exist. docs/client.md and docs/reliability.md name one for each promise."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
DOCS = TESTS.parent / "docs"
PAGE = "".join((DOCS / name).read_text("utf-8") for name in ("client.md", "reliability.md"))
EVERY_PAGE = "".join(path.read_text("utf-8") for path in DOCS.glob("*.md"))
ROWS = [line for line in PAGE.splitlines() if re.match(r"\| (?!What \|)", line)]
NAMED = sorted(set(re.findall(r"`([\w/]+\.py::\w+)`", EVERY_PAGE)))


def test_the_pages_have_their_rows() -> None:
    assert len(ROWS) > 80
    assert len(NAMED) >= len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split(" | ")[0].strip("| "))
def test_row_names_a_test(row: str) -> None:
    assert re.fullmatch(r"\| .+ \| .+ \| (`[\w/]+\.py::test_\w+`(, )?)+ \|", row)


@pytest.mark.parametrize("name", NAMED)
def test_named_test_exists(name: str) -> None:
    path, _, function = name.partition("::")
    assert function in _functions(TESTS / path)


@cache
def _functions(path: Path) -> frozenset[str]:
    """Return the functions of a file, also those that are assigned: ``test_x = examples(…)(_check)``."""
    body = ast.parse(path.read_text("utf-8")).body
    assigned = (each for node in body if isinstance(node, ast.Assign) for each in node.targets)
    names = {each.id for each in assigned if isinstance(each, ast.Name)}
    return frozenset({node.name for node in body if isinstance(node, ast.FunctionDef)} | names)
