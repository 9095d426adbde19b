"""Cuts a resource with very many methods into base classes, each in a module of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from specquilt.python.render.facts import Module
from specquilt.python.surface.types import Method

LONG = 1_300
"""Lines, estimated, from which on methods are split over modules."""


def in_parts(module: Module) -> list[Module]:
    """Return the modules that make up one: itself alone if it is short, or its parts and the rest."""
    methods = module.resource.methods
    if sum(map(_lines, methods)) <= LONG:
        return [module]
    parts = tuple(_part(module, *item) for item in enumerate(_cut(methods), 1))
    rest = replace(module.resource, methods=())
    return [*parts, replace(module, resource=rest, parts=parts)]


def _part(module: Module, number: int, methods: tuple[Method, ...]) -> Module:
    """Return a part; no resource can have the name of its module, which starts with an underscore."""
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
    """Estimate how many lines the description and the methods of an operation take."""
    arguments = (5 + len(each.description) // 70 for each in method.arguments)
    paging = 20 if method.pagination else 0
    return 30 + len(method.docs.description) // 70 + paging + sum(arguments)
