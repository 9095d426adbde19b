"""Compares the names of extensions with those of the generated classes that inherit from them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from specquilt.openapi.finding import Finding, Location, Severity
from specquilt.output.digests import content_of
from specquilt.python.extensions.extension import Extension
from specquilt.python.extensions.read import class_in

COLLISION = "extension-collision"
_BASES = ("_runtime/client.py", "_runtime/async_client.py", "_runtime/connected.py")

Names: TypeAlias = dict[str, tuple[str, int]]
"""File and line of the members of a class, by name."""


def collisions(
    extensions: Iterable[Extension], files: Mapping[str, str], output: Path, package: str
) -> Iterator[Finding]:
    """Yield what extensions define although it is generated, and override although it is not.

    Args:
        extensions: classes that can be used.
        files: the generated files, by path.
        output: the folder of the files.
        package: the name of the package.
    """
    found = list(extensions)
    classes = _generated(files, package) if found else {}
    for each in found:
        own = class_in(ast.parse(content_of(str(each.file)) or b""), each.name)
        names = _with_bases(each.generated, classes)
        for name, line, is_override in _members(own) if own else ():
            if (name in names) != is_override:
                yield _finding(each, name, line, names.get(name), output)


def _generated(files: Mapping[str, str], package: str) -> dict[str, tuple[str, ast.ClassDef]]:
    """Return the generated classes with the files that they are in."""
    classes: dict[str, tuple[str, ast.ClassDef]] = {}
    for path, text in files.items():
        _, _, inside = path.partition(f"{package}/")
        if inside == "client.py" or inside.startswith("resources/") or inside in _BASES:
            found = (node for node in ast.parse(text).body if isinstance(node, ast.ClassDef))
            classes |= {node.name: (path, node) for node in found}
    return classes


def _with_bases(name: str, classes: Mapping[str, tuple[str, ast.ClassDef]]) -> Names:
    """Return the members of a class, and of those that it inherits from."""
    if name not in classes:
        return {}
    path, node = classes[name]
    names: Names = {}
    for base in node.bases:
        names |= _with_bases(ast.unparse(base), classes)
    return names | {member: (path, line) for member, line, _ in reversed([*_members(node)])}


def _members(node: ast.ClassDef) -> Iterator[tuple[str, int, bool]]:
    """Yield name and line of what a class defines, and whether it is said to override something."""
    for each in node.body:
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
            marks = [ast.unparse(mark).rpartition(".")[2] for mark in each.decorator_list]
            yield each.name, each.lineno, "override" in marks
        elif isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
            yield each.target.id, each.lineno, False
        elif isinstance(each, ast.Assign):
            names = (target.id for target in each.targets if isinstance(target, ast.Name))
            yield from ((name, each.lineno, False) for name in names)


def _finding(
    extension: Extension, name: str, line: int, generated: tuple[str, int] | None, output: Path
) -> Finding:
    place = Location(extension.file.as_posix(), line)
    own = f"{extension.name}.{name}"
    if generated is None:
        message = f"{own} overrides nothing: {extension.target} has no generated {name!r}"
        return Finding(COLLISION, Severity.WARNING, message, place, help="remove @override")
    path, at = generated
    other = Location((output / path).as_posix(), at)
    message = f"{own} hides what is generated in {other.path}:{at}"
    advice = "rename it, or mark it with @override (typing_extensions) if that is meant"
    return Finding(COLLISION, Severity.WARNING, message, place, help=advice, related=(other,))
