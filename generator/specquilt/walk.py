"""One typed walk over an OpenAPI document that serves every rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from specquilt.document import Document
from specquilt.pointer import Pointer, parse, resolve

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class Kind(StrEnum):
    """What an object of a document is (OpenAPI 3.1, section 4.8)."""

    DOCUMENT = "document"
    COMPONENTS = "components"
    PATH_ITEM = "path-item"
    OPERATION = "operation"
    PARAMETER = "parameter"
    REQUEST_BODY = "request-body"
    RESPONSE = "response"
    MEDIA_TYPE = "media-type"
    HEADER = "header"
    SCHEMA = "schema"
    SECURITY_SCHEME = "security-scheme"
    SERVER = "server"
    TAG = "tag"


@dataclass(frozen=True)
class Node:
    """An object of a document, where it is, and what surrounds it.

    Args:
        operation: method and path, inside an operation.
    """

    kind: Kind
    value: dict[str, Any]
    pointer: Pointer
    document: Document
    operation: tuple[str, str] | None = None

    def resolve(self, value: Any) -> Any:
        """Follow a local ``$ref``, if the value is one that leads somewhere."""
        return follow(self.document.data, value)


def follow(root: dict[str, Any], value: Any) -> Any:
    """Follow local references up to a value that is none; a broken one yields the reference."""
    seen: set[str] = set()
    while isinstance(value, dict) and isinstance(value.get("$ref"), str):
        reference = value["$ref"]
        if reference in seen or not reference.startswith("#"):
            return value
        seen.add(reference)
        try:
            value = resolve(root, parse(reference))
        except (LookupError, ValueError):
            return value
    return value


@dataclass(frozen=True)
class _Child:
    """How a key leads on: to one object, to a list of them, or to a mapping of them."""

    kind: Kind
    many: str = ""


_ONE, _LIST, _MAP = "", "list", "map"
_SCHEMA_MAPS = ("properties", "patternProperties", "$defs", "dependentSchemas")
_SCHEMA_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
_SCHEMA_ONES = (
    "items",
    "additionalProperties",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
)
_PARAMETER = {
    "schema": _Child(Kind.SCHEMA),
    "content": _Child(Kind.MEDIA_TYPE, _MAP),
}
_CHILDREN: dict[Kind, dict[str, _Child]] = {
    Kind.DOCUMENT: {
        "servers": _Child(Kind.SERVER, _LIST),
        "tags": _Child(Kind.TAG, _LIST),
        "paths": _Child(Kind.PATH_ITEM, _MAP),
        "webhooks": _Child(Kind.PATH_ITEM, _MAP),
        "components": _Child(Kind.COMPONENTS),
    },
    Kind.COMPONENTS: {
        "schemas": _Child(Kind.SCHEMA, _MAP),
        "responses": _Child(Kind.RESPONSE, _MAP),
        "parameters": _Child(Kind.PARAMETER, _MAP),
        "requestBodies": _Child(Kind.REQUEST_BODY, _MAP),
        "headers": _Child(Kind.HEADER, _MAP),
        "securitySchemes": _Child(Kind.SECURITY_SCHEME, _MAP),
        "pathItems": _Child(Kind.PATH_ITEM, _MAP),
    },
    Kind.PATH_ITEM: {
        "parameters": _Child(Kind.PARAMETER, _LIST),
        "servers": _Child(Kind.SERVER, _LIST),
        **{method: _Child(Kind.OPERATION) for method in METHODS},
    },
    Kind.OPERATION: {
        "parameters": _Child(Kind.PARAMETER, _LIST),
        "requestBody": _Child(Kind.REQUEST_BODY),
        "responses": _Child(Kind.RESPONSE, _MAP),
        "servers": _Child(Kind.SERVER, _LIST),
    },
    Kind.PARAMETER: _PARAMETER,
    Kind.HEADER: _PARAMETER,
    Kind.REQUEST_BODY: {"content": _Child(Kind.MEDIA_TYPE, _MAP)},
    Kind.RESPONSE: {
        "content": _Child(Kind.MEDIA_TYPE, _MAP),
        "headers": _Child(Kind.HEADER, _MAP),
    },
    Kind.MEDIA_TYPE: {"schema": _Child(Kind.SCHEMA)},
    Kind.SCHEMA: {
        **{key: _Child(Kind.SCHEMA, _MAP) for key in _SCHEMA_MAPS},
        **{key: _Child(Kind.SCHEMA, _LIST) for key in _SCHEMA_LISTS},
        **{key: _Child(Kind.SCHEMA) for key in _SCHEMA_ONES},
    },
}


def walk(document: Document) -> Iterator[Node]:
    """Yield every object of a document, parents first, in the order of the text."""
    stack = [Node(Kind.DOCUMENT, document.data, (), document)]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(list(_children(node))))


def _children(node: Node) -> Iterator[Node]:
    known = _CHILDREN.get(node.kind, {})
    for key, value in node.value.items():
        child = known.get(key)
        if child is None:
            continue
        for pointer, item in _items(child, (*node.pointer, key), value):
            if isinstance(item, dict):
                yield Node(child.kind, item, pointer, node.document, _operation(child, node, key))


def _items(child: _Child, pointer: Pointer, value: Any) -> Iterator[tuple[Pointer, Any]]:
    if child.many == _MAP and isinstance(value, dict):
        yield from (((*pointer, key), item) for key, item in value.items())
    elif child.many == _LIST and isinstance(value, list):
        yield from (((*pointer, index), item) for index, item in enumerate(value))
    elif child.many == _ONE:
        yield pointer, value


def _operation(child: _Child, node: Node, key: str) -> tuple[str, str] | None:
    if child.kind is Kind.OPERATION:
        return key.upper(), str(node.pointer[-1])
    return node.operation
