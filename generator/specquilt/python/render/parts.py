"""Splits resources with many methods into base classes in separate modules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from specquilt.python.render.facts import Module
from specquilt.python.surface.types import Method

LONG = 1_300
"""Maximum length of a module's methods in lines (estimated)."""


def in_parts(module: Module) -> list[Module]:
    """Return the modules of a resource: one, or its parts and the module that combines them."""
    methods = module.resource.methods
    if sum(map(_lines, methods)) <= LONG:
        return [module]
    parts = tuple(_part(module, *item) for item in enumerate(_cut(methods), 1))
    rest = replace(module.resource, methods=())
    return [*parts, replace(module, resource=rest, parts=parts)]


def _part(module: Module, number: int, methods: tuple[Method, ...]) -> Module:
    """Return a part. Its module's name starts with an underscore, so that it is unique."""
    resource = replace(
        module.resource,
        module=f"_{module.resource.module or 'client'}_{number}",
        class_name=f"{module.owner}Part{number}",
        methods=methods,
        children=(),
    )
    return replace(module, resource=resource, whole=module.owner)


def _cut(methods: Iterable[Method]) -> Iterator[tuple[Method, ...]]:
    part: list[Method] = []
    length = 0
    for method in methods:
        if part and length + _lines(method) > LONG:
            yield tuple(part)
            part, length = [], 0
        part.append(method)
        length += _lines(method)
    yield tuple(part)


def _lines(method: Method) -> int:
    """Return the estimated number of lines of a method, sync and async."""
    arguments = (5 + len(each.description) // 70 for each in method.arguments)
    paging = 20 if method.pagination else 0
    return 30 + len(method.docs.description) // 70 + paging + sum(arguments)
