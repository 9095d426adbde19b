"""Marks schemas as sent or received."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from specquilt.api.types import ApiOperation, NamedSchema
from specquilt.api.value_types import Type, closure


def with_usage(
    schemas: Mapping[str, NamedSchema],
    operations: Iterable[ApiOperation],
    payloads: Iterable[Type],
) -> tuple[NamedSchema, ...]:
    """Return the schemas with `in_requests` and `in_responses` set. Payloads are received."""
    listed = list(operations)
    arguments = (type_ for each in listed for type_ in _given(each, "call"))
    headers = (type_ for each in listed[:1] for type_ in _given(each, "client"))
    sent = closure(schemas, chain(arguments, headers), parts)
    responses = (type_ for each in listed for type_ in _received(each))
    received = closure(schemas, chain(responses, payloads), parts)
    return tuple(
        replace(schema, in_requests=id_ in sent, in_responses=id_ in received)
        for id_, schema in schemas.items()
    )


def _given(operation: ApiOperation, when: str) -> Iterator[Type]:
    yield from (each.type for each in operation.parameters if each.given == when)


def _received(operation: ApiOperation) -> Iterator[Type]:
    if operation.response.type is not None:
        yield operation.response.type
    yield from (error.body for error in operation.errors if error.body is not None)
    yield from (body for _, body in operation.other_errors)


def parts(schema: NamedSchema) -> Iterator[Type]:
    """Yield the types that a schema consists of."""
    if schema.alias is not None:
        yield schema.alias
    yield from (each.type for each in schema.properties)
