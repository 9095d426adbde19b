"""The statements of a module: their lines, and the names that connect them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


def lines_of_statement(module: ast.Module, row: int) -> Iterable[int]:
    """Return the lines of the innermost statement, or of the function whose head it is.

    Statements outside of functions run at import, so that no test has them to itself.
    """
    around = _around(module, row)
    if not any(isinstance(each, _FUNCTION) for each in around):
        return ()
    innermost = around[-1]
    body: list[ast.stmt] = getattr(innermost, "body", [])
    is_in_head = body and row < body[0].lineno and not isinstance(innermost, _FUNCTION)
    return range(_start(innermost), body[0].lineno if is_in_head else _end(innermost) + 1)


def names_at(module: ast.Module, row: int) -> set[str]:
    """Return the names through which others notice what a statement does at import.

    They are those of the functions around it; else what it assigns, or the class whose head it is.
    """
    around = _around(module, row)
    functions = {each.name for each in around if isinstance(each, _FUNCTION)}
    return functions or {name for each in around[-1:] for name in _bound(each)}


def methods_at(module: ast.Module, row: int) -> Iterator[int]:
    """Yield the lines of the methods of the classes around a statement."""
    for each in _around(module, row):
        for method in each.body if isinstance(each, ast.ClassDef) else ():
            if isinstance(method, _FUNCTION):
                yield from range(_start(method), _end(method) + 1)


def mentions(module: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield the names that the code reads, also as attributes, with their rows.

    Annotations have no effect.
    """
    for field, value in ast.iter_fields(module):
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, ast.AST) and field not in ("annotation", "returns"):
                yield from mentions(node)
    if isinstance(module, ast.Name) and isinstance(module.ctx, ast.Load):
        yield module.id, module.lineno
    if isinstance(module, ast.Attribute):
        yield module.attr, module.end_lineno or module.lineno


def _bound(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.ClassDef):
        yield statement.name
    targets = [*getattr(statement, "targets", ()), getattr(statement, "target", None)]
    for target in filter(None, targets):
        yield from (node.id for node in ast.walk(target) if isinstance(node, ast.Name))


def _around(module: ast.Module, row: int) -> list[ast.stmt]:
    """Return the statements that contain a row, the innermost last."""
    statements = (node for node in ast.walk(module) if isinstance(node, ast.stmt))
    return [statement for statement in statements if _spans(statement, row)]


def _spans(node: ast.stmt, row: int) -> bool:
    return _start(node) <= row <= _end(node)


def _start(statement: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(each.lineno for each in decorators)])


def _end(statement: ast.stmt) -> int:
    return statement.end_lineno or statement.lineno
