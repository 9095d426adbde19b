"""Imports that would go in a circle: an extension that imports the client, which imports it."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator

_CLIENT = frozenset({"client", "resources"})


def import_of_client(
    tree: ast.Module, module: str, package: str, classes: Container[str]
) -> Iterator[int]:
    """Yield the lines of imports of generated classes that happen when a module is imported.

    Args:
        tree: the module.
        module: its name below the package: ``more``.
        package: the name of the package.
        classes: names of generated classes.
    """
    for node in _run_on_import(tree.body):
        for name in _imported(node, module, package):
            if name.partition(".")[0] in _CLIENT or name in classes:
                yield node.lineno
                break


def _run_on_import(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements that run when a module is imported, except for those of type checkers."""
    for node in body:
        yield node
        for block in ("body", "orelse", "finalbody"):
            is_run = isinstance(node, ast.If | ast.Try | ast.With | ast.ClassDef)
            if is_run and not (block == "body" and _is_for_checkers(node)):
                yield from _run_on_import(getattr(node, block, []))


def _is_for_checkers(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def _imported(node: ast.stmt, module: str, package: str) -> Iterator[str]:
    """Yield what a statement imports from the package, by its name below the package."""
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        source = _source(node, module, package)
        names = [f"{source}.{alias.name}" for alias in node.names]
    else:
        return
    start = f"{package}."
    yield from (name.removeprefix(start) for name in names if name.startswith(start))


def _source(node: ast.ImportFrom, module: str, package: str) -> str:
    """Return the absolute name of the module that names are imported from."""
    if not node.level:
        return node.module or ""
    parts = f"{package}.{module}".split(".")[: -node.level]
    return ".".join([*parts, node.module] if node.module else parts)
