"""Pagination schemes, as hints on the operations that they fit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.operations import PAGINATION, Endpoint, operations
from specquilt.openapi.references import follow
from specquilt.openapi.values import listing, mapping
from specquilt.project.migrate.parameters import query_parameters
from specquilt.project.migrate.plan import PlanStep

_NEEDS = {
    "offset": ("advance",),
    "page": ("advance",),
    "cursor": ("advance", "next"),
    "item": ("advance", "next"),
    "url": ("next",),
}
_MOST_LEVELS = 20


def paged(data: dict[str, Any], steps: list[PlanStep]) -> Iterator[tuple[PlanStep, str]]:
    """Write hints, and yield each step with the reason why it cannot be used."""
    schemes = [step for step in steps if not step.subject]
    endpoints = {endpoint.name: endpoint for endpoint in operations(data)}
    used: set[str] = set()
    for step in steps:
        if step.subject:
            hint, name = _fitting(data, endpoints.get(step.subject), step.value, schemes)
            used.add(name)
            if hint:
                endpoints[step.subject].value[PAGINATION] = hint
            yield step, "" if hint else f"{step.subject} does not have what the scheme needs"
    for step in schemes:
        fits = step.value["name"] in used
        yield step, "" if fits else "no operation has the parameters and fields of the scheme"


def _fitting(
    data: dict[str, Any], endpoint: Endpoint | None, wanted: str, schemes: list[PlanStep]
) -> tuple[dict[str, str], str]:
    """Return the hint of the first scheme that fits, and its name."""
    for scheme in schemes if endpoint else ():
        name = scheme.value["name"]
        hint = (
            _hint(data, endpoint, scheme.value["hint"]) if endpoint and wanted in ("", name) else {}
        )
        if hint:
            return hint, name
    return {}, ""


def _hint(data: dict[str, Any], endpoint: Endpoint, hint: dict[str, str]) -> dict[str, str]:
    """Return what a hint says that is true of an operation; empty if what it needs is not."""
    known = {each.get("name") for each in query_parameters(data, endpoint)}
    schema = _response(data, endpoint)
    items = _at(data, schema, hint.get("items", ""))
    if follow(data, items).get("type") != "array":
        return {}
    of_item = mapping(follow(data, mapping(follow(data, items)).get("items")))
    fits = {"style": hint["style"]} | ({"items": hint["items"]} if hint.get("items") else {})
    fits |= {key: hint[key] for key in ("advance", "limit") if hint.get(key) in known}
    for key in ("next", "more"):
        holder = of_item if (key, hint["style"]) == ("next", "item") else schema
        if hint.get(key) and _at(data, holder, hint[key]):
            fits[key] = hint[key]
    return fits if all(key in fits for key in _NEEDS[hint["style"]]) else {}


def _response(data: dict[str, Any], endpoint: Endpoint) -> dict[str, Any]:
    """Return the schema of the first successful response that is JSON."""
    for status, response in mapping(endpoint.value.get("responses")).items():
        for media, content in mapping(mapping(follow(data, response)).get("content")).items():
            if status.startswith("2") and "json" in media:
                return mapping(follow(data, mapping(content).get("schema")))
    return {}


def _at(data: dict[str, Any], schema: dict[str, Any], path: str) -> dict[str, Any]:
    """Return the schema of a field; empty if there is none."""
    for name in path.split(".") if path else ():
        schema = _field(data, schema, name)
    return mapping(follow(data, schema))


def _field(data: dict[str, Any], schema: Any, name: str, level: int = 0) -> dict[str, Any]:
    value = mapping(follow(data, schema))
    own = mapping(value.get("properties")).get(name)
    if own is not None or level > _MOST_LEVELS:
        return mapping(own)
    parts = (_field(data, part, name, level + 1) for part in listing(value.get("allOf")))
    return next(filter(None, parts), {})
