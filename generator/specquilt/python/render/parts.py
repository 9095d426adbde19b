"""Cuts a resource with very many methods into base classes, each in a module of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from specquilt.api.types import Operation
from specquilt.python.render.facts import Module

LONG = 1_300
"""Lines, estimated, from which on methods are spread over modules."""


def in_parts(module: Module) -> list[Module]:
    """Return the modules that make up one: itself alone if it is short, or its parts and the rest."""
    operations = module.resource.operations
    if sum(map(_lines, operations)) <= LONG:
        return [module]
    parts = tuple(_part(module, *item) for item in enumerate(_cut(operations), 1))
    rest = replace(module.resource, operations=())
    return [*parts, replace(module, resource=rest, parts=parts)]


def _part(module: Module, number: int, operations: tuple[Operation, ...]) -> Module:
    """Return a part; no resource can have the name of its module, which starts with an underscore."""
    resource = replace(
        module.resource,
        module=f"_{module.resource.module or 'client'}_{number}",
        class_name=f"{module.owner}Part{number}",
        operations=operations,
        children=(),
    )
    return replace(module, resource=resource, whole=module.owner)


def _cut(operations: Iterable[Operation]) -> Iterator[tuple[Operation, ...]]:
    part: list[Operation] = []
    length = 0
    for operation in operations:
        if part and length + _lines(operation) > LONG:
            yield tuple(part)
            part, length = [], 0
        part.append(operation)
        length += _lines(operation)
    yield tuple(part)


def _lines(operation: Operation) -> int:
    """Estimate how many lines the description and the methods of an operation take."""
    params = (5 + len(param.description) // 70 for param in operation.params)
    paging = 20 if operation.pagination else 0
    return 30 + len(operation.docs.description) // 70 + paging + sum(params)
