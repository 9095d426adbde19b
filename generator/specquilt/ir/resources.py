"""The tree of resources that operations hang on."""

from __future__ import annotations

from specquilt.ir.calls import Call
from specquilt.ir.naming import name_of
from specquilt.ir.types import Operation, Resource


def resource_tree(
    operations: list[Operation], calls: list[Call], descriptions: dict[str, str]
) -> Resource:
    """Return the client itself, with its methods and resources in the document's order."""
    placed = list(zip(calls, operations, strict=True))
    return _resource((), placed, descriptions)


def _resource(
    path: tuple[str, ...], placed: list[tuple[Call, Operation]], descriptions: dict[str, str]
) -> Resource:
    depth = len(path)
    own = [(call, op) for call, op in placed if call.resources == path]
    below = [(call, op) for call, op in placed if len(call.resources) > depth]
    names = dict.fromkeys(call.resources[depth] for call, _ in below)
    children = (
        _resource((*path, name), _under(below, depth, name), descriptions) for name in names
    )
    group = own[0][0].group if own else ""
    return Resource(
        name=name_of(group or "_".join(path), path[-1] if path else ""),
        operations=tuple(operation for _, operation in own),
        children=tuple(children),
        description=descriptions.get(group, ""),
    )


def _under(
    placed: list[tuple[Call, Operation]], depth: int, name: str
) -> list[tuple[Call, Operation]]:
    return [(call, op) for call, op in placed if call.resources[depth] == name]
