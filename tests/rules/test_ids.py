"""Every rule id that the tool can print is documented."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import specquilt
from specquilt.rules.engine.book import all_ids

PACKAGE = Path(specquilt.__file__).parent
IGNORED = ("rules", "runtime")  # ids of rules are file names; the runtime reports no findings
PRINTERS = ("Finding", "Fault", "fault", "error", "finding", "tell", "add")
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")

MODULES = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.relative_to(PACKAGE).parts[0] not in IGNORED
]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_printed_ids_are_documented(path: Path) -> None:
    assert _printed(path.read_text()) <= set(all_ids())


def test_ids_are_found_in_calls_assignments_and_return_values() -> None:
    source = """
def f(broken):
    rule = "chosen-here" if broken else "chosen-there"
    report.add("said-at-once", 1)
    return "returned-first", 2
"""
    expected = {"chosen-here", "chosen-there", "said-at-once", "returned-first"}
    assert _printed(source) == expected


def _printed(source: str) -> set[str]:
    return {
        constant.value
        for node in ast.walk(ast.parse(source))
        for place in _places(node)
        for constant in ast.walk(place)
        if isinstance(constant, ast.Constant)
        and isinstance(constant.value, str)
        and ID.fullmatch(constant.value)
    }


def _places(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the expressions whose value becomes the id of a finding."""
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=arguments):
            if name.endswith(PRINTERS):
                yield from (
                    each for each in arguments if isinstance(each, ast.Constant | ast.IfExp)
                )
        case ast.Assign(targets=[ast.Name(id="rule")], value=value):
            yield value
        case ast.Return(value=ast.Tuple(elts=[first, *_])):
            yield first
