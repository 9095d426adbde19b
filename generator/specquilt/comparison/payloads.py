"""Schemas that no operation leads to: those of webhooks and callbacks, and other components."""

from __future__ import annotations

from collections.abc import Iterator

from specquilt.api.types import ApiOperation
from specquilt.api.usage import parts
from specquilt.api.value_types import Type, closure, names_in
from specquilt.comparison.version import ApiVersion


def unused_schemas(version: ApiVersion) -> set[str]:
    """Return the ids of schemas that have a class, and that no operation leads to."""
    types = (type_ for each in version.api.operations for type_ in _types(each))
    used = closure(version.schemas, types, parts)
    return {id_ for id_ in version.classes if id_ not in used}


def first_of(version: ApiVersion, ids: set[str]) -> list[str]:
    """Return those of some schemas that no other one of them refers to, in the order of the document.

    Of those that only refer to each other, return the first.
    """
    inner = {
        id_: {name for type_ in parts(version.schemas[id_]) for name in names_in(type_)}
        & ids - {id_}
        for id_ in version.schemas
        if id_ in ids
    }
    referred = set().union(*inner.values())
    found = [id_ for id_ in inner if id_ not in referred]
    reached = set(found) | closure(
        version.schemas, (t for i in found for t in parts(version.schemas[i])), parts
    )
    for id_ in inner:
        if id_ not in reached:
            found.append(id_)
            reached |= {id_, *closure(version.schemas, parts(version.schemas[id_]), parts)}
    return found


def _types(operation: ApiOperation) -> Iterator[Type]:
    yield from (each.type for each in operation.parameters)
    if operation.response.type is not None:
        yield operation.response.type
    yield from (each.body for each in operation.errors if each.body is not None)
    yield from (body for _, body in operation.other_errors)
