"""Generates arguments for the methods of a client from the schemas of the document."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from documents.values import Values
from specquilt.api.types import Api, Operation, Param, Resource
from specquilt.api.value_types import Scalar
from specquilt.openapi.pointer import parse, resolve
from specquilt.openapi.references import follow
from specquilt.openapi.values import listing, mapping


@dataclass(frozen=True)
class Method:
    """A method of a client: the attributes that lead to it, and its operation."""

    path: tuple[str, ...]
    operation: Operation

    def __str__(self) -> str:
        return ".".join((*self.path, self.operation.name.snake))

    def of(self, client: Any) -> Any:
        """Return the bound method."""
        for name in self.path:
            client = getattr(client, name)
        return getattr(client, self.operation.name.snake)


def methods(api: Api) -> list[Method]:
    """Return all methods of a client."""
    return list(_methods(api.root, ()))


def _methods(resource: Resource, path: tuple[str, ...]) -> Iterator[Method]:
    yield from (Method(path, operation) for operation in resource.operations)
    for child in resource.children:
        yield from _methods(child, (*path, child.name.snake))


def arguments(document: dict[str, Any], operation: Operation, values: Values) -> dict[str, Any]:
    """Return keyword arguments for one call."""
    body = _body(document, operation, values)
    found: dict[str, Any] = {}
    for param in operation.params:
        if param.constant is not None:
            continue
        if param.place in ("body", "file"):
            found.update(_of_the_body(param, operation, body))
        elif param.required or values.wanted():
            schema = _schema(document, operation, param)
            found[param.name.snake] = _typed(param, values.of(schema))
    return found


def _of_the_body(param: Param, operation: Operation, body: Any) -> dict[str, Any]:
    assert operation.body is not None
    if operation.body.kind == "binary":
        return {param.name.snake: b"patch"}
    if operation.body.kind == "whole":
        return {param.name.snake: body}
    if param.name.wire not in (body or {}):
        return {}
    value = body[param.name.wire]
    if param.place == "file":
        value = [b"patch"] if isinstance(value, list) else b"patch"
    return {param.name.snake: _typed(param, value)}


def _body(document: dict[str, Any], operation: Operation, values: Values) -> Any:
    if operation.body is None:
        return None
    request = follow(document, resolve(document, parse(operation.origin))["requestBody"])
    media = {key.partition(";")[0].strip().lower(): v for key, v in request["content"].items()}
    content = media.get(operation.body.media_type) or next(iter(media.values()))
    return values.of(content.get("schema", {}))


def _schema(document: dict[str, Any], operation: Operation, param: Param) -> Any:
    pointer = parse(operation.origin)
    item = follow(document, resolve(document, pointer[:-1]))
    holders = (resolve(document, pointer), item)
    for holder in holders:
        for each in listing(mapping(holder).get("parameters")):
            found = follow(document, each)
            if (found.get("name"), found.get("in")) == (param.name.wire, param.place):
                return found.get("schema", {"type": "string"})
    return {"type": "string"}


def _typed(param: Param, value: Any) -> Any:
    """Return dates and times as objects, other values unchanged."""
    if isinstance(value, str) and param.type == Scalar("datetime"):
        return datetime.datetime.fromisoformat(value)
    if isinstance(value, str) and param.type == Scalar("date"):
        return datetime.date.fromisoformat(value)
    return value
