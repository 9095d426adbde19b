"""Generates arguments for the methods of a client from the schemas of the document."""

from __future__ import annotations

import datetime
from fnmatch import fnmatch
from typing import Any

from documents.values import Values
from specquilt.api.value_types import Scalar
from specquilt.openapi.pointer import parse, resolve
from specquilt.openapi.references import follow
from specquilt.openapi.values import listing, mapping
from specquilt.python.surface.method_parts import Argument
from specquilt.python.surface.types import Method, Surface


def bound(method: Method, client: Any) -> Any:
    """Return a method of a client."""
    for name in (*method.resource, method.name):
        client = getattr(client, name)
    return client


def methods(surface: Surface) -> list[Method]:
    """Return all methods of a client."""
    return list(surface.root.all_methods())


def arguments(document: dict[str, Any], method: Method, values: Values) -> dict[str, Any]:
    """Return keyword arguments for one call."""
    body = _body(document, method, values)
    found: dict[str, Any] = {}
    for argument in method.arguments:
        if argument.constant is not None:
            continue
        if argument.location in ("body", "file"):
            found.update(_of_the_body(argument, method, body))
        elif argument.required or values.wanted():
            schema = _schema(document, method, argument)
            found[argument.name] = _typed(argument, values.of(schema))
    return found


def _of_the_body(argument: Argument, method: Method, body: Any) -> dict[str, Any]:
    assert method.body is not None
    if method.body.kind == "binary":
        return {argument.name: b"patch"}
    if method.body.kind == "whole":
        return {argument.name: body}
    if argument.wire not in (body or {}):
        return {}
    value = body[argument.wire]
    if argument.location == "file":
        value = [b"patch"] if isinstance(value, list) else b"patch"
    return {argument.name: _typed(argument, value)}


def _body(document: dict[str, Any], method: Method, values: Values) -> Any:
    if method.body is None:
        return None
    request = follow(document, resolve(document, parse(method.origin))["requestBody"])
    known = method.body.media_type
    media = {key.partition(";")[0].strip().lower(): v for key, v in request["content"].items()}
    ranges = [key for key in media if fnmatch(known, key)]
    # A range that is no real type, such as `image/*`, is sent as bytes.
    found = known if known in media else min(ranges or media, key=lambda key: key.count("*"))
    return values.of(media[found].get("schema", {}))


def _schema(document: dict[str, Any], method: Method, argument: Argument) -> Any:
    pointer = parse(method.origin)
    item = follow(document, resolve(document, pointer[:-1]))
    holders = (resolve(document, pointer), item)
    for holder in holders:
        for each in listing(mapping(holder).get("parameters")):
            found = follow(document, each)
            if (found.get("name"), found.get("in")) == (argument.wire, argument.location):
                return found.get("schema", {"type": "string"})
    return {"type": "string"}


def _typed(argument: Argument, value: Any) -> Any:
    """Return dates and times as objects, other values unchanged."""
    if isinstance(value, str) and argument.type == Scalar("date-time"):
        return datetime.datetime.fromisoformat(value)
    if isinstance(value, str) and argument.type == Scalar("date"):
        return datetime.date.fromisoformat(value)
    return value
