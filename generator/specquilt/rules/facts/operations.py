"""Facts about operations, their parameters and bodies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.operations import Endpoint, operations
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.values import listing, mapping
from specquilt.rules.facts.paths import path_of


def endpoints(document: Document) -> tuple[Endpoint, ...]:
    """Return all operations in `paths`, in order."""
    return tuple(operations(document.data))


def is_call(node: Cursor) -> bool:
    """Return whether a client can call an operation: it is neither a callback nor a webhook."""
    return node.pointer[:1] == ("paths",) and len(node.pointer) == 3


def parameters(node: Cursor) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """Yield the resolved parameters of an operation or path item, with their pointers."""
    for index, parameter in enumerate(node.listing("parameters")):
        resolved = node.resolve(parameter)
        if isinstance(resolved, dict):
            yield node.pointer_to("parameters", index), resolved


def inherited_parameters(node: Cursor) -> list[dict[str, Any]]:
    """Return the resolved parameters that an operation inherits from its path item."""
    item = mapping(mapping(node.document.data.get("paths")).get(path_of(node) or ""))
    resolved = [node.resolve(parameter) for parameter in listing(item.get("parameters"))]
    return [parameter for parameter in resolved if isinstance(parameter, dict)]


def names_in(place: str, found: list[dict[str, Any]]) -> set[str]:
    """Return the names of the parameters in one location: path, query, header or cookie."""
    return {str(each.get("name")) for each in found if each.get("in") == place}


def has_body(node: Cursor) -> bool:
    """Return whether the request body has content.

    Some documents write `{}`, or an object without any properties, for no body.
    """
    content = mapping(mapping(node.resolve(node.value.get("requestBody"))).get("content"))
    schemas = [mapping(node.resolve(mapping(media).get("schema"))) for media in content.values()]
    return any(schema and schema.get("properties") != {} for schema in schemas)
