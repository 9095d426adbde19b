"""docs/client.md, docs/reliability.md, docs/pull.md and others claim nothing that no test holds."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
DOCS = TESTS.parent / "docs"
PAGE = "".join((DOCS / name).read_text("utf-8") for name in ("client.md", "reliability.md"))
PULL = "".join((DOCS / name).read_text("utf-8") for name in ("pull.md", "report.md", "scale.md"))
ROWS = [line for line in PAGE.splitlines() if re.match(r"\| (?!What \|)", line)]
NAMED = sorted(set(re.findall(r"`([\w/]+\.py::\w+)`", PAGE + PULL)))


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
    body = ast.parse(path.read_text("utf-8")).body
    return frozenset(node.name for node in body if isinstance(node, ast.FunctionDef))
