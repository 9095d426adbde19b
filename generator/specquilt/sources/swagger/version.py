"""Tells Swagger 2.0 from other formats, and finds what is left of it in them."""

from __future__ import annotations

import re
from typing import Any

from specquilt.openapi.kinds import METHODS
from specquilt.openapi.values import listing, mapping

_OF_DOCUMENTS = frozenset(
    ("host", "basePath", "schemes", "consumes", "produces", "definitions", "securityDefinitions")
)
_OF_OPERATIONS = frozenset(("consumes", "produces", "schemes"))
_PLACES = frozenset(("body", "formData"))

_OTHER = re.compile(r"v?([013-9]|2\d)")


def is_swagger_2(data: Any) -> bool:
    """Return whether a document is Swagger 2.0: its version is, or cannot be read."""
    if not isinstance(data, dict) or "swagger" not in data:
        return False
    is_openapi_3 = str(data.get("openapi")).startswith("3.")
    return not is_openapi_3 and not _OTHER.match(str(data["swagger"]))


def has_parts_of_swagger_2(data: Any) -> bool:
    """Return whether an OpenAPI 3 document has what only Swagger 2.0 has.

    Half a migration leaves it so, and generators of documents that are given both kinds of comments.
    """
    if not isinstance(data, dict) or not str(data.get("openapi")).startswith("3"):
        return False
    if not _OF_DOCUMENTS.isdisjoint(data):
        return True
    items = map(mapping, mapping(data.get("paths")).values())
    return any(_is_of_swagger_2(mapping(item.get(key))) for item in items for key in METHODS)


def _is_of_swagger_2(operation: dict[str, Any]) -> bool:
    if not _OF_OPERATIONS.isdisjoint(operation):
        return True
    if any(mapping(each).get("in") in _PLACES for each in listing(operation.get("parameters"))):
        return True
    return any("schema" in mapping(each) for each in mapping(operation.get("responses")).values())
