"""The types of objects in a document, and which objects their keys contain."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import Any

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.pointer import Pointer

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


class Kind(StrEnum):
    """Type of an object in a document (OpenAPI 3.1, section 4.8)."""

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
    SWAGGER = "swagger"  # a whole document of version 2.0, and what is different in it
    SWAGGER_PATH_ITEM = "swagger-path-item"
    SWAGGER_OPERATION = "swagger-operation"
    SWAGGER_RESPONSE = "swagger-response"
    VALUE = "value"  # any other value, or an unknown type


ONE, LIST, MAP = "", "list", "map"


@dataclass(frozen=True)
class Child:
    """What a key contains: one object, a list of objects, or a mapping of objects.

    Args:
        kind: type of the objects.
        many: ONE, LIST or MAP.
        extensible: whether entries of the mapping that begin with ``x-`` are extensions.
    """

    kind: Kind
    many: str = ""
    extensible: bool = False

    def items(self, value: Any) -> list[tuple[Pointer, Any]]:
        """Return the objects in the value of the key, each with its pointer inside the value."""
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
_TEXTS = frozenset(
    ("description", "title", "summary", "example", "examples", "deprecated", "externalDocs")
)
_NAMES = frozenset(("operationId", "tags"))
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
    Kind.SWAGGER: {
        "paths": Child(Kind.SWAGGER_PATH_ITEM, MAP, extensible=True),
        "definitions": Child(Kind.SCHEMA, MAP),
        "parameters": Child(Kind.PARAMETER, MAP),
        "responses": Child(Kind.SWAGGER_RESPONSE, MAP),
    },
    Kind.SWAGGER_PATH_ITEM: {
        "parameters": Child(Kind.PARAMETER, LIST),
        **{method: Child(Kind.SWAGGER_OPERATION) for method in METHODS},
    },
    Kind.SWAGGER_OPERATION: {
        "parameters": Child(Kind.PARAMETER, LIST),
        "responses": Child(Kind.SWAGGER_RESPONSE, MAP, extensible=True),
    },
    Kind.SWAGGER_RESPONSE: {"schema": Child(Kind.SCHEMA)},
    Kind.OAUTH_FLOWS: {flow: Child(Kind.OAUTH_FLOW) for flow in _FLOWS},
}


@lru_cache(maxsize=10_000)
def child_of(kind: Kind, key: str) -> Child | None:
    """Return what a key of an object contains, or None if it contains no objects."""
    known = _CHILDREN.get(kind, {})
    is_other = key.startswith("x-") or key == "$ref"
    return known.get(key) or (None if is_other else known.get(_ANY_KEY))


def is_annotation(kind: Kind, key: str) -> bool:
    """Return whether a key of an object only describes or names it."""
    return key in _TEXTS or key.startswith("x-") or (kind is Kind.OPERATION and key in _NAMES)


def object_at(pointer: Pointer) -> tuple[Kind, Pointer]:
    """Return the innermost object that a pointer leads to or into, and its kind."""
    kind, at = Kind.DOCUMENT, 0
    while at < len(pointer):
        child = child_of(kind, str(pointer[at]))
        steps = 2 if child and child.many else 1
        if child is None or at + steps > len(pointer):
            break
        kind, at = child.kind, at + steps
    return kind, pointer[:at]
