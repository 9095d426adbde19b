"""One typed walk over an OpenAPI document that serves every rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar, cast

from specquilt.document import Document
from specquilt.pointer import Pointer, parse, resolve

T = TypeVar("T")

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class Kind(StrEnum):
    """What an object of a document is (OpenAPI 3.1, section 4.8)."""

    DOCUMENT = "document"
    INFO = "info"
    CONTACT = "contact"
    LICENSE = "license"
    COMPONENTS = "components"
    PATH_ITEM = "path-item"
    OPERATION = "operation"
    EXTERNAL_DOCS = "external-docs"
    PARAMETER = "parameter"
    REQUEST_BODY = "request-body"
    RESPONSE = "response"
    MEDIA_TYPE = "media-type"
    ENCODING = "encoding"
    HEADER = "header"
    EXAMPLE = "example"
    LINK = "link"
    CALLBACK = "callback"
    SCHEMA = "schema"
    DISCRIMINATOR = "discriminator"
    XML = "xml"
    SECURITY_SCHEME = "security-scheme"
    OAUTH_FLOWS = "oauth-flows"
    OAUTH_FLOW = "oauth-flow"
    SERVER = "server"
    SERVER_VARIABLE = "server-variable"
    TAG = "tag"


def mapping(value: Any) -> dict[str, Any]:
    """Return the value if it is a mapping, else an empty one: documents may be malformed."""
    return value if isinstance(value, dict) else {}


def listing(value: Any) -> list[Any]:
    """Return the value if it is a list, else an empty one: documents may be malformed."""
    return value if isinstance(value, list) else []


@dataclass(frozen=True, slots=True)
class Node:
    """An object of a document, where it is, and what surrounds it.

    Args:
        operation: method and path, inside an operation.
        memory: facts about the whole document; shared by all nodes of a walk.
    """

    kind: Kind
    value: dict[str, Any]
    pointer: Pointer
    document: Document
    operation: tuple[str, str] | None = None
    memory: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def is_openapi_30(self) -> bool:
        """Say whether schemas are those of OpenAPI 3.0 and not JSON Schema."""
        return str(self.document.data.get("openapi")).startswith("3.0")

    def at(self, *parts: str | int) -> Pointer:
        """Return the pointer of a part of this object."""
        return (*self.pointer, *parts)

    def mapping(self, key: str) -> dict[str, Any]:
        """Return the mapping under a key; an empty one if there is none."""
        return mapping(self.value.get(key))

    def listing(self, key: str) -> list[Any]:
        """Return the list under a key; an empty one if there is none."""
        return listing(self.value.get(key))

    def resolve(self, value: Any) -> Any:
        """Follow a local ``$ref``, if the value is one that leads somewhere."""
        return follow(self.document.data, value)

    def once(self, compute: Callable[[Document], T]) -> T:
        """Return a fact about the whole document, which is worked out once in a walk."""
        if compute not in self.memory:
            self.memory[compute] = compute(self.document)
        return cast(T, self.memory[compute])


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
_EXTERNAL_DOCS = {"externalDocs": _Child(Kind.EXTERNAL_DOCS)}
_PARAMETER = {
    "schema": _Child(Kind.SCHEMA),
    "content": _Child(Kind.MEDIA_TYPE, _MAP),
    "examples": _Child(Kind.EXAMPLE, _MAP),
}
_FLOWS = ("implicit", "password", "clientCredentials", "authorizationCode")
_ANY_KEY = "*"
_CHILDREN: dict[Kind, dict[str, _Child]] = {
    Kind.DOCUMENT: {
        "info": _Child(Kind.INFO),
        "servers": _Child(Kind.SERVER, _LIST),
        "tags": _Child(Kind.TAG, _LIST),
        "paths": _Child(Kind.PATH_ITEM, _MAP),
        "webhooks": _Child(Kind.PATH_ITEM, _MAP),
        "components": _Child(Kind.COMPONENTS),
        **_EXTERNAL_DOCS,
    },
    Kind.INFO: {"contact": _Child(Kind.CONTACT), "license": _Child(Kind.LICENSE)},
    Kind.TAG: _EXTERNAL_DOCS,
    Kind.SERVER: {"variables": _Child(Kind.SERVER_VARIABLE, _MAP)},
    Kind.COMPONENTS: {
        "schemas": _Child(Kind.SCHEMA, _MAP),
        "responses": _Child(Kind.RESPONSE, _MAP),
        "parameters": _Child(Kind.PARAMETER, _MAP),
        "examples": _Child(Kind.EXAMPLE, _MAP),
        "requestBodies": _Child(Kind.REQUEST_BODY, _MAP),
        "headers": _Child(Kind.HEADER, _MAP),
        "securitySchemes": _Child(Kind.SECURITY_SCHEME, _MAP),
        "links": _Child(Kind.LINK, _MAP),
        "callbacks": _Child(Kind.CALLBACK, _MAP),
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
        "callbacks": _Child(Kind.CALLBACK, _MAP),
        "servers": _Child(Kind.SERVER, _LIST),
        **_EXTERNAL_DOCS,
    },
    Kind.CALLBACK: {_ANY_KEY: _Child(Kind.PATH_ITEM)},
    Kind.PARAMETER: _PARAMETER,
    Kind.HEADER: _PARAMETER,
    Kind.REQUEST_BODY: {"content": _Child(Kind.MEDIA_TYPE, _MAP)},
    Kind.RESPONSE: {
        "content": _Child(Kind.MEDIA_TYPE, _MAP),
        "headers": _Child(Kind.HEADER, _MAP),
        "links": _Child(Kind.LINK, _MAP),
    },
    Kind.MEDIA_TYPE: {
        "schema": _Child(Kind.SCHEMA),
        "examples": _Child(Kind.EXAMPLE, _MAP),
        "encoding": _Child(Kind.ENCODING, _MAP),
    },
    Kind.ENCODING: {"headers": _Child(Kind.HEADER, _MAP)},
    Kind.SCHEMA: {
        **{key: _Child(Kind.SCHEMA, _MAP) for key in _SCHEMA_MAPS},
        **{key: _Child(Kind.SCHEMA, _LIST) for key in _SCHEMA_LISTS},
        **{key: _Child(Kind.SCHEMA) for key in _SCHEMA_ONES},
        "discriminator": _Child(Kind.DISCRIMINATOR),
        "xml": _Child(Kind.XML),
        **_EXTERNAL_DOCS,
    },
    Kind.SECURITY_SCHEME: {"flows": _Child(Kind.OAUTH_FLOWS)},
    Kind.OAUTH_FLOWS: {flow: _Child(Kind.OAUTH_FLOW) for flow in _FLOWS},
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
        child = known.get(key) or known.get(_ANY_KEY)
        if child is None:
            continue
        for pointer, item in _items(child, (*node.pointer, key), value):
            if isinstance(item, dict):
                operation = _operation(child, node, key)
                yield Node(child.kind, item, pointer, node.document, operation, node.memory)


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
