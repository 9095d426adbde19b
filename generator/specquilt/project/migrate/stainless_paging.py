"""Pagination schemes of a Stainless configuration, as hints for `x-specquilt-pagination`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.pointer import Pointer
from specquilt.openapi.values import mapping
from specquilt.project.migrate.plan import Plan

_PROPERTY = "x-stainless-pagination-property"
_STYLES = {
    "cursor": "cursor",
    "cursor_id": "item",
    "cursor_url": "url",
    "offset": "offset",
    "page_number": "page",
}
_PURPOSES = {
    "next_cursor_param": "advance",
    "next_cursor_id_param": "advance",
    "next_cursor_id": "advance",
    "offset_count_param": "advance",
    "page_number_param": "advance",
    "next_cursor_field": "next",
    "cursor_item_id": "next",
    "cursor_url_field": "next",
    "has_next_page_field": "more",
    "has_next_page": "more",
    "page_size_param": "limit",
    "items": "items",
}
"""Keys of the hint by purpose."""

_LIMITS = ("limit", "size", "page_size", "pageSize", "per_page", "perPage", "pagelen")


def scheme(plan: Plan, at: Pointer, value: Any) -> None:
    """Read one scheme: its type, its parameters and the fields of its response."""
    given = mapping(value)
    style = _STYLES.get(str(given.get("type")))
    if not style:
        plan.report("pages of a type that specquilt does not know", at)
        return
    for place, purpose in _purposes(given, at):
        if purpose not in _PURPOSES:
            plan.report("only the way to the next page is used", place)
    request, response = mapping(given.get("request")), mapping(given.get("response"))
    hint = {"style": style, **_request(request), **_response(response, style)}
    plan.step("pages", "", {"name": str(given.get("name") or ""), "hint": hint}, at)


def _request(request: dict[str, Any]) -> dict[str, str]:
    by_purpose = {
        _PURPOSES.get(purpose, ""): name
        for name, value in request.items()
        if (purpose := _purpose(value))
    }
    sizes = [name for name in _LIMITS if name in request]
    found = {
        "advance": by_purpose.get("advance", ""),
        "limit": by_purpose.get("limit") or next(iter(sizes), ""),
    }
    return {key: name for key, name in found.items() if name}


def _response(response: dict[str, Any], style: str) -> dict[str, str]:
    """Return the paths of the fields, as far as the hint needs them."""
    found: dict[str, str] = {}
    arrays: list[str] = []
    for path, value in _fields(response):
        if key := _PURPOSES.get(_purpose(value), ""):
            found.setdefault(key, path)
        if value.get("type") == "array" and "[]" not in path:
            arrays.append(path)
    if "items" not in found and len(arrays) == 1:
        found["items"] = arrays[0]
    inside = f"{found.get('items', '')}[]."
    if style == "item":
        found["next"] = found.get("next", "id").removeprefix(inside)
    wanted = {
        "cursor": ("items", "next", "more"),
        "item": ("items", "next", "more"),
        "url": ("items", "next"),
    }
    keys = wanted.get(style, ("items", "more"))
    return {key: found[key] for key in keys if found.get(key)}


def _fields(value: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the fields of a response with their paths; the items of a list are ``data[]``."""
    is_schema = isinstance(value.get("type"), str) and isinstance(value.get("properties"), dict)
    for name, part in mapping(value.get("properties") if is_schema else value).items():
        if not isinstance(part, dict) or name == _PROPERTY:
            continue
        place = f"{path}{name}"
        yield place, part
        if part.get("type") == "array":
            yield from _fields(_schema(mapping(part.get("items"))), f"{place}[].")
        elif isinstance(part.get("properties"), dict):
            yield from _fields(_schema(part), f"{place}.")


def _schema(value: dict[str, Any]) -> dict[str, Any]:
    return mapping(value.get("properties"))


def _purpose(value: Any) -> str:
    return str(mapping(mapping(value).get(_PROPERTY)).get("purpose") or "")


def _purposes(value: Any, at: Pointer) -> Iterator[tuple[Pointer, str]]:
    parts = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value) if isinstance(value, list) else ()
    )
    for name, part in parts:
        if name == _PROPERTY:
            yield (*at, name, "purpose"), str(mapping(part).get("purpose"))
        else:
            yield from _purposes(part, (*at, name))
