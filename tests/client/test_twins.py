"""Sync and async share their logic: what both say is signatures, docstrings, and one call."""

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
RUNTIME = ROOT / "generator/specquilt/python/runtime"
GENERATED = ROOT / "generated/cohere-embed/cohere_embed"

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef

# How the sync flavour hands over to what is written once, with `await`.
_HANDING_OVER = frozenset({"run_blocking", "iterate_blocking"})
_CONTEXT = re.compile("^__(?=enter__|exit__)")


class Twins(NamedTuple):
    """A method or function of both flavours."""

    name: str
    sync: Function
    twin: Function

    def shared_lines(self) -> list[str]:
        """Return what both say, but for the one call that is all that both say."""
        bodies = _body(self.sync), _body(self.twin)
        if all(len(body) == 1 and _is_call(body[0]) for body in bodies):
            return []
        ours, theirs = (Counter(line for node in body for line in _lines(node)) for body in bodies)
        return list((ours & theirs).elements())


class _Flavourless(ast.NodeTransformer):
    """Takes from a body what it is the flavour's business to say."""

    def visit_Await(self, node: ast.Await) -> ast.AST:
        value: ast.AST = self.visit(node.value)
        return value

    def visit_AsyncFor(self, node: ast.AsyncFor) -> ast.AST:
        return self.generic_visit(ast.For(**dict(ast.iter_fields(node)), lineno=node.lineno))

    def visit_AsyncWith(self, node: ast.AsyncWith) -> ast.AST:
        return self.generic_visit(ast.With(**dict(ast.iter_fields(node)), lineno=node.lineno))

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if isinstance(node.func, ast.Name) and node.func.id in _HANDING_OVER:
            node = self.visit(node.args[0])
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.Name(re.sub("^(_?)Async|_async$", r"\1", node.id), node.ctx)


def _body(function: Function) -> list[ast.stmt]:
    """Return what a function does: no docstring, no import, nothing abstract."""
    body = function.body[ast.get_docstring(function) is not None :]
    idle = ast.Import | ast.ImportFrom | ast.Pass
    return [_Flavourless().visit(node) for node in body if not isinstance(node, idle)]


def _is_call(node: ast.stmt) -> bool:
    return isinstance(node, ast.Return | ast.Expr) and isinstance(node.value, ast.Call)


def _lines(node: ast.stmt) -> Iterator[str]:
    lines = ast.unparse(node).splitlines()
    return filter(_says_something, (line.strip() for line in lines))


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
    assert pair.shared_lines() == []


@pytest.mark.parametrize("pair", twins(GENERATED), ids=lambda pair: pair.name)
def test_generated_package_says_nothing_twice(pair: Twins) -> None:
    assert pair.shared_lines() == []


def test_all_twins_are_found() -> None:
    """The tests above mean something only if there is something to compare."""
    names = {pair.name for folder in (RUNTIME, GENERATED) for pair in twins(folder)}
    assert {"Client.embed", "Datasets.list_all", "BaseClient.raw_response", "in_batches"} <= names
    assert len(names) > 50


def test_logic_in_both_flavours_is_reported() -> None:
    sync = _function("def f(self):\n    for a in self.b():\n        self.c(a)")
    twin = _function("async def f(self):\n    async for a in self.b():\n        await self.c(a)")
    assert Twins("f", sync, twin).shared_lines() == ["for a in self.b():", "self.c(a)"]


def _function(source: str) -> Function:
    node = ast.parse(source).body[0]
    assert isinstance(node, Function)
    return node
