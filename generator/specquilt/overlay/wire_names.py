"""Names of parameters, and of the fields of bodies, as they are in requests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.operations import Endpoint
from specquilt.openapi.paths import template_names
from specquilt.openapi.pointer import resolve
from specquilt.openapi.references import follow
from specquilt.openapi.values import listing, mapping

_BODY = "body"
"""What a body is called that is one argument."""


def wire_names(data: dict[str, Any], endpoint: Endpoint) -> list[str]:
    """Return the names in requests of what can be an argument of an operation.

    Args:
        data: the document.
        endpoint: the operation.
    """
    return list(dict.fromkeys([*_of_parameters(data, endpoint), *_of_body(data, endpoint)]))


def _of_parameters(data: dict[str, Any], endpoint: Endpoint) -> Iterator[str]:
    yield from filter(None, template_names(endpoint.path))
    for holder in (resolve(data, endpoint.pointer[:-1]), endpoint.value):
        for each in listing(holder.get("parameters")):
            name = mapping(follow(data, each)).get("name")
            if isinstance(name, str):
                yield name


def _of_body(data: dict[str, Any], endpoint: Endpoint) -> Iterator[str]:
    body = mapping(follow(data, endpoint.value.get("requestBody")))
    if body:
        yield _BODY
    for media_type in mapping(body.get("content")).values():
        yield from _fields(data, mapping(media_type).get("schema"), ())


def _fields(data: dict[str, Any], schema: Any, within: tuple[int, ...]) -> Iterator[str]:
    """Yield the names of the fields of an object, and of the objects that it is made of."""
    target = mapping(follow(data, schema))
    if id(target) in within:
        return
    yield from mapping(target.get("properties"))
    for key in ("allOf", "oneOf", "anyOf"):
        for each in listing(target.get(key)):
            yield from _fields(data, each, (*within, id(target)))
