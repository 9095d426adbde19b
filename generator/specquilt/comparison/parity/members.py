"""The nested objects of a client: attributes, properties and cached properties that hold others."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from specquilt.comparison.parity.library import Library, path_of

if TYPE_CHECKING:
    from griffe import Class, Function, Object


def members(library: Library, class_: Class) -> dict[str, Object]:
    """Return the members of a class with those that it inherits, in the order of the code."""
    found: dict[str, Object] = {}
    for each in library.ancestors(class_):
        for name, member in each.members.items():
            # A constructor that replaces an inherited method by a wrapper leaves its signature.
            is_wrapped = name in found and member.is_function and _is_assigned(found[name])
            if not member.is_alias and (name not in found or is_wrapped):
                found[name] = member  # type: ignore[assignment]
    return found


def _is_assigned(member: Object) -> bool:
    return "instance-attribute" in member.labels


def nested(library: Library, member: Object) -> Class | None:
    """Return the class of the object that a member of a client holds, if it is in the package.

    The member is annotated with the class, or creates an instance of it.
    """
    if member.is_function:
        types = [member.returns] if is_property(member) else []  # type: ignore[attr-defined, arg-type]
    else:
        types = [member.annotation, member.value] if member.is_attribute else []  # type: ignore[attr-defined]
    found = _first(library, types)
    return found or (_created(library, member) if types else None)


def delegated(
    library: Library, chain: tuple[str, ...], owner: Class
) -> tuple[Function, Class] | None:
    """Return what ``self._raw_client.list()`` calls: only a private method, or one of a private object.

    Args:
        library: The definitions in the package.
        chain: The attributes: ``("_raw_client", "list")``.
        owner: The class of ``self``.
    """
    *steps, name = chain
    if not all(each.startswith("_") for each in (steps or [name])):
        return None
    class_: Class | None = owner
    for step in steps:
        member = members(library, class_).get(step) if class_ else None
        class_ = nested(library, member) if member else None
    found = members(library, class_).get(name) if class_ else None
    if class_ is None or found is None or not found.is_function:
        return None
    return found, class_  # type: ignore[return-value]


def is_property(function: Function) -> bool:
    """Return whether a function is called by reading an attribute, whatever the decorator is from."""
    return any(
        path_of(getattr(each.value, "function", each.value)).endswith("property")
        for each in function.decorators
    )


def _first(library: Library, expressions: list[object]) -> Class | None:
    for expression in expressions:
        for path in _paths(expression):
            if (found := library.find_class(path)) is not None:
                return found
    return None


def _paths(expression: object) -> Iterator[str]:
    """Yield the paths in ``Jobs``, ``Optional[Jobs]`` and ``Jobs(self)``."""
    if hasattr(expression, "canonical_path"):
        yield expression.canonical_path
    if hasattr(expression, "iterate"):
        for each in expression.iterate(flat=True):
            if hasattr(each, "canonical_path"):
                yield each.canonical_path


def _created(library: Library, function: Object) -> Class | None:
    """Return the class of which a property creates an instance; it may import it where it is."""
    body = library.body(function)
    if body is None:
        return None
    local = imports(body, function)
    for each in ast.walk(body):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name):
            path = local.get(each.func.id) or f"{function.module.path}.{each.func.id}"
            if (found := library.find_class(path)) is not None:
                return found
    return None


def imports(body: ast.AST, function: Object) -> dict[str, str]:
    """Return the dotted paths of what a function imports, by name."""
    module = function.module
    package = module.path if module.is_init_module else module.path.rpartition(".")[0]
    found: dict[str, str] = {}
    for each in ast.walk(body):
        if isinstance(each, ast.ImportFrom):
            parts = package.split(".")
            start = parts[: len(parts) - each.level + 1] if each.level else []
            base = ".".join([*start, *([each.module] if each.module else [])])
            found |= {alias.asname or alias.name: f"{base}.{alias.name}" for alias in each.names}
    return found
