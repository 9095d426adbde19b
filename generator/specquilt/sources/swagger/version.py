"""Tells Swagger 2.0 from other formats, and finds what is left of it in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from specquilt.openapi.kinds import METHODS
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.values import listing, mapping

_OF_DOCUMENTS = frozenset(
    ("host", "basePath", "schemes", "consumes", "produces", "definitions", "securityDefinitions")
)
_OF_OPERATIONS = frozenset(("consumes", "produces", "schemes"))
_PLACES = ("body", "formData")

_OTHER = re.compile(r"v?([013-9]|2\d)")


def is_swagger_2(data: Any) -> bool:
    """Return whether a document is Swagger 2.0: its version is, or cannot be read."""
    if not isinstance(data, dict) or "swagger" not in data:
        return False
    is_openapi_3 = str(data.get("openapi")).startswith("3.")
    return not is_openapi_3 and not _OTHER.match(str(data["swagger"]))


def parts_of_swagger_2(data: Any) -> Iterator[Pointer]:
    """Yield the keys of an OpenAPI 3 document that only Swagger 2.0 has.

    Half a migration leaves them, and generators of documents that are given both kinds of comments.
    """
    if not isinstance(data, dict) or not str(data.get("openapi")).startswith("3"):
        return
    yield from ((key,) for key in data if key in _OF_DOCUMENTS)
    for path, item in mapping(data.get("paths")).items():
        for method in METHODS:
            if isinstance(item, dict) and isinstance(item.get(method), dict):
                yield from (("paths", path, method, *way) for way in _in_operation(item[method]))


def _in_operation(operation: dict[str, Any]) -> Iterator[Pointer]:
    yield from ((key,) for key in operation if key in _OF_OPERATIONS)
    for index, each in enumerate(listing(operation.get("parameters"))):
        if mapping(each).get("in") in _PLACES:
            yield "parameters", index, "in"
    for status, each in mapping(operation.get("responses")).items():
        if "schema" in mapping(each):
            yield "responses", status, "schema"
