"""Sync and async share their logic: what both say again is signatures and docstrings."""

from __future__ import annotations

import ast
import keyword
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

ROOT = Path(__file__).parents[2]
RUNTIME = ROOT / "generator/specquilt/runtime"
GENERATED = ROOT / "generated/cohere-embed/cohere_embed"

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef

# The call that hands over to what both share, and the loop around an `await`, stand in both.
MOST_SHARED_LINES = 3
_CONTEXT = re.compile("^__(?=enter__|exit__)")


class Twins(NamedTuple):
    """A method or function of both flavours."""

    name: str
    sync: Function
    twin: Function

    def shared_lines(self) -> list[str]:
        return list((Counter(_body(self.sync)) & Counter(_body(self.twin))).elements())


def _body(function: Function) -> Iterator[str]:
    """Yield the lines of a body that say something: no docstring, import, or bare keyword."""
    for node in function.body[ast.get_docstring(function) is not None :]:
        if not isinstance(node, ast.Import | ast.ImportFrom):
            lines = ast.unparse(node).splitlines()
            yield from filter(_says_something, (line.strip() for line in lines))


def _says_something(line: str) -> bool:
    words = re.findall(r"[A-Za-z_]\w*", line)
    return any(not keyword.iskeyword(word) and word != "self" for word in words)


def _functions(folder: Path) -> dict[str, Function]:
    """Return all methods and functions by name, with that of their class."""
    found: dict[str, Function] = {}
    for path in sorted(set(folder.rglob("*.py")) - set(folder.glob("_runtime/**/*.py"))):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, Function):
                found[node.name] = node
            elif isinstance(node, ast.ClassDef):
                found |= {f"{node.name}.{m.name}": m for m in node.body if isinstance(m, Function)}
    return found


def _twin_of(name: str) -> str:
    owner, dot, method = name.rpartition(".")
    if not owner:
        return f"{name}_async"
    prefix = "_Async" if owner.startswith("_") else "Async"
    return f"{prefix}{owner.lstrip('_')}{dot}{_CONTEXT.sub('__a', method)}"


def twins(folder: Path) -> list[Twins]:
    functions = _functions(folder)
    return [
        Twins(name, function, functions[_twin_of(name)])
        for name, function in functions.items()
        if _twin_of(name) in functions
    ]


@pytest.mark.parametrize("pair", twins(RUNTIME), ids=lambda pair: pair.name)
def test_runtime_says_nothing_twice(pair: Twins) -> None:
    assert len(pair.shared_lines()) <= MOST_SHARED_LINES, pair.shared_lines()


@pytest.mark.parametrize("pair", twins(GENERATED), ids=lambda pair: pair.name)
def test_generated_methods_share_one_line_at_most(pair: Twins) -> None:
    assert len(pair.shared_lines()) <= 1, pair.shared_lines()


def test_all_twins_are_found() -> None:
    """The tests above mean something only if there is something to compare."""
    names = {pair.name for folder in (RUNTIME, GENERATED) for pair in twins(folder)}
    assert {"Client.embed", "Datasets.list_all", "BaseClient.raw_response", "Driver.run"} <= names
    assert len(names) > 50
