"""One typed walk over an OpenAPI document that serves every rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar, cast

from specquilt.openapi.document import Document
from specquilt.openapi.pointer import Pointer, parse, resolve

T = TypeVar("T")

LONGEST_CHAIN = 100
"""References that only lead to the next one: nobody means more of them."""

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


# A tuple and no frozen dataclass, which takes three times as long to make: a document has many.
class Node(NamedTuple):
    """An object of a document, where it is, and what surrounds it.

    Args:
        operation: method and path, inside an operation.
        memory: facts about the whole document; shared by all nodes of a walk.
    """

    kind: Kind
    value: dict[str, Any]
    pointer: Pointer
    document: Document
    operation: tuple[str, str] | None
    memory: dict[object, Any]

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
    if not isinstance(value, dict) or "$ref" not in value:
        return value
    seen: set[str] = set()
    while isinstance(value, dict) and isinstance(value.get("$ref"), str):
        reference = value["$ref"]
        if reference in seen or len(seen) > LONGEST_CHAIN or not reference.startswith("#"):
            return value
        seen.add(reference)
        try:
            value = resolve(root, parse(reference))
        except (LookupError, ValueError):
            return value
    return value


ONE, LIST, MAP = "", "list", "map"
_CONTAINERS = (dict, list)


@dataclass(frozen=True)
class Child:
    """How a key leads on: to one object, to a list of them, or to a mapping of them.

    Args:
        many: ONE, LIST or MAP.
        extensible: whether entries of the mapping that begin with ``x-`` are extensions.
    """

    kind: Kind
    many: str = ""
    extensible: bool = False

    def items(self, value: Any) -> list[tuple[Pointer, Any]]:
        """Return what the key leads to, with the way there from the value of the key."""
        if self.many == ONE:
            return [((), value)]
        if self.many == MAP and isinstance(value, dict):
            entries = value.items()
            return [((k,), v) for k, v in entries if not (self.extensible and k[:2] == "x-")]
        is_list = self.many == LIST and isinstance(value, list)
        return [((index,), item) for index, item in enumerate(value)] if is_list else []


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
_EXTERNAL_DOCS = {"externalDocs": Child(Kind.EXTERNAL_DOCS)}
_PARAMETER = {
    "schema": Child(Kind.SCHEMA),
    "content": Child(Kind.MEDIA_TYPE, MAP),
    "examples": Child(Kind.EXAMPLE, MAP),
}
_FLOWS = ("implicit", "password", "clientCredentials", "authorizationCode")
_ANY_KEY = "*"
_CHILDREN: dict[Kind, dict[str, Child]] = {
    Kind.DOCUMENT: {
        "info": Child(Kind.INFO),
        "servers": Child(Kind.SERVER, LIST),
        "tags": Child(Kind.TAG, LIST),
        "paths": Child(Kind.PATH_ITEM, MAP, extensible=True),
        "webhooks": Child(Kind.PATH_ITEM, MAP),
        "components": Child(Kind.COMPONENTS),
        **_EXTERNAL_DOCS,
    },
    Kind.INFO: {"contact": Child(Kind.CONTACT), "license": Child(Kind.LICENSE)},
    Kind.TAG: _EXTERNAL_DOCS,
    Kind.SERVER: {"variables": Child(Kind.SERVER_VARIABLE, MAP)},
    Kind.COMPONENTS: {
        "schemas": Child(Kind.SCHEMA, MAP),
        "responses": Child(Kind.RESPONSE, MAP),
        "parameters": Child(Kind.PARAMETER, MAP),
        "examples": Child(Kind.EXAMPLE, MAP),
        "requestBodies": Child(Kind.REQUEST_BODY, MAP),
        "headers": Child(Kind.HEADER, MAP),
        "securitySchemes": Child(Kind.SECURITY_SCHEME, MAP),
        "links": Child(Kind.LINK, MAP),
        "callbacks": Child(Kind.CALLBACK, MAP),
        "pathItems": Child(Kind.PATH_ITEM, MAP),
    },
    Kind.PATH_ITEM: {
        "parameters": Child(Kind.PARAMETER, LIST),
        "servers": Child(Kind.SERVER, LIST),
        **{method: Child(Kind.OPERATION) for method in METHODS},
    },
    Kind.OPERATION: {
        "parameters": Child(Kind.PARAMETER, LIST),
        "requestBody": Child(Kind.REQUEST_BODY),
        "responses": Child(Kind.RESPONSE, MAP, extensible=True),
        "callbacks": Child(Kind.CALLBACK, MAP),
        "servers": Child(Kind.SERVER, LIST),
        **_EXTERNAL_DOCS,
    },
    Kind.CALLBACK: {_ANY_KEY: Child(Kind.PATH_ITEM)},
    Kind.PARAMETER: _PARAMETER,
    Kind.HEADER: _PARAMETER,
    Kind.REQUEST_BODY: {"content": Child(Kind.MEDIA_TYPE, MAP)},
    Kind.RESPONSE: {
        "content": Child(Kind.MEDIA_TYPE, MAP),
        "headers": Child(Kind.HEADER, MAP),
        "links": Child(Kind.LINK, MAP),
    },
    Kind.MEDIA_TYPE: {
        "schema": Child(Kind.SCHEMA),
        "examples": Child(Kind.EXAMPLE, MAP),
        "encoding": Child(Kind.ENCODING, MAP),
    },
    Kind.ENCODING: {"headers": Child(Kind.HEADER, MAP)},
    Kind.SCHEMA: {
        **{key: Child(Kind.SCHEMA, MAP) for key in _SCHEMA_MAPS},
        **{key: Child(Kind.SCHEMA, LIST) for key in _SCHEMA_LISTS},
        **{key: Child(Kind.SCHEMA) for key in _SCHEMA_ONES},
        "discriminator": Child(Kind.DISCRIMINATOR),
        "xml": Child(Kind.XML),
        **_EXTERNAL_DOCS,
    },
    Kind.SECURITY_SCHEME: {"flows": Child(Kind.OAUTH_FLOWS)},
    Kind.OAUTH_FLOWS: {flow: Child(Kind.OAUTH_FLOW) for flow in _FLOWS},
}


def walk(document: Document) -> Iterator[Node]:
    """Yield every object of a document, parents first, in the order of the text."""
    stack = [Node(Kind.DOCUMENT, document.data, (), document, None, {})]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(_children(node)))


def child_of(kind: Kind, key: str) -> Child | None:
    """Return how a key of an object leads on, if it does."""
    known = _CHILDREN.get(kind, {})
    return known.get(key) or (None if key.startswith("x-") else known.get(_ANY_KEY))


def _children(node: Node) -> list[Node]:
    kind, value, pointer, document, _, memory = node
    return [
        Node(
            child.kind, item, (*pointer, key, *way), document, _operation(child, node, key), memory
        )
        for key, inner in value.items()
        if isinstance(inner, _CONTAINERS) and (child := child_of(kind, key))
        for way, item in child.items(inner)
        if isinstance(item, dict)
    ]


def _operation(child: Child, node: Node, key: str) -> tuple[str, str] | None:
    if child.kind is Kind.OPERATION:
        return key.upper(), str(node.pointer[-1])
    return node.operation


def operation_names(data: dict[str, Any]) -> list[str]:
    """Return ``METHOD /path`` of every operation of a document."""
    items = (
        (path, mapping(follow(data, item))) for path, item in mapping(data.get("paths")).items()
    )
    return [
        f"{method.upper()} {path}" for path, item in items for method in METHODS if method in item
    ]
