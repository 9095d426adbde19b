"""How query parameters are written, as changes to the API document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.operations import Endpoint, operations
from specquilt.openapi.pointer import resolve
from specquilt.openapi.references import follow
from specquilt.openapi.values import listing, mapping
from specquilt.project.migrate.plan import PlanStep

_ARRAYS: dict[str, dict[str, Any]] = {"comma": {"explode": False}, "repeat": {}}
_OBJECTS: dict[str, dict[str, Any]] = {"brackets": {"style": "deepObject"}}
"""Keys of parameters by the format that the configuration names."""


def arrays(data: dict[str, Any], step: PlanStep) -> str:
    """Say how lists are written into queries, where the document does not."""
    return _complete(data, "array", _ARRAYS.get(step.value))


def objects(data: dict[str, Any], step: PlanStep) -> str:
    """Say how objects are written into queries, where the document does not."""
    return _complete(data, "object", _OBJECTS.get(step.value))


def query_parameters(data: dict[str, Any], endpoint: Endpoint) -> Iterator[dict[str, Any]]:
    """Yield the query parameters of an operation, which may be in components."""
    item = mapping(resolve(data, endpoint.pointer[:-1]))
    for holder in (endpoint.value, item):
        for each in listing(holder.get("parameters")):
            found = mapping(follow(data, each))
            if found.get("in") == "query":
                yield found


def _complete(data: dict[str, Any], kind: str, keys: dict[str, Any] | None) -> str:
    if keys is None:
        return "OpenAPI cannot describe this format"
    for endpoint in operations(data):
        for each in query_parameters(data, endpoint):
            type_ = mapping(follow(data, each.get("schema"))).get("type")
            if type_ == kind and not {"style", "explode"} & each.keys():
                each.update(keys)
    return ""
