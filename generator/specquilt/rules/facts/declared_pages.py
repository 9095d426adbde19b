"""Reads how other generators describe pages: the shape of a description decides, not its author."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from specquilt.openapi.values import listing, mapping

Given: TypeAlias = Mapping[str, Any]
PageHint: TypeAlias = dict[str, Any]

_LAST = re.compile(r"(?P<items>.*?)\.?\[(?:-1|\(@\.length-1\))\]\.?(?P<next>.+)")
"""A field of the last item: ``data[-1].id``."""

_PLAIN = re.compile(r"[^\[\]()*?@]*|@[\w.]+")
"""A path of fields, without the filters and wildcards of JSONPath."""


def pages_of(declared: Any) -> PageHint:
    """Return a description of pages as a hint for `x-specquilt-pagination`; empty if it is none."""
    given = mapping(declared)
    hint = next((read(given) for needs, read in _SHAPES if needs & set(given)), {})
    said = {key: value for key, value in hint.items() if value not in (None, "")}
    return said if said.get("style") else {}


def _as_expressions(given: Given) -> PageHint:
    """Read ``{cursor: $request.after, next_cursor: $response.next, results: $response.data}``."""
    results = {"items": field(given.get("results")), "more": field(given.get("has-next-page"))}
    size = field(given.get("step"))
    if "next_uri" in given or "next_path" in given:
        link = given.get("next_uri") or given.get("next_path")
        return {"style": "url", "next": field(link), **results, "more": ""}
    if "cursor" in given:
        ends = {"advance": field(given["cursor"]), "next": field(given.get("next_cursor"))}
        return {"style": "cursor", **ends, **results}
    style = "offset" if size else "page"
    return {"style": style, "advance": field(given.get("offset")), "limit": size, **results}


def _as_inputs(given: Given) -> PageHint:
    """Read ``{type: cursor, inputs: [{name: after, type: cursor}], outputs: {results: $.data}}``."""
    inputs = {
        str(each.get("type")): each.get("name")
        for each in map(mapping, listing(given.get("inputs")))
    }
    outputs = mapping(given.get("outputs"))
    last = _LAST.fullmatch(field(outputs.get("nextCursor")))
    ends = {"items": field(outputs.get("results")), "limit": inputs.get("limit")}
    if given.get("type") == "url":
        return {"style": "url", "next": field(outputs.get("nextUrl")), "items": ends["items"]}
    if given.get("type") == "cursor" and last:
        return {"style": "item", "advance": inputs.get("cursor"), **ends, **last.groupdict()}
    if given.get("type") == "cursor":
        following = field(outputs.get("nextCursor"))
        return {"style": "cursor", "advance": inputs.get("cursor"), "next": following, **ends}
    style = "page" if "page" in inputs else "offset" if "offset" in inputs else ""
    return {"style": style, "advance": inputs.get(style), **ends}


def _as_link(given: Given) -> PageHint:
    """Read ``{nextLinkName: nextLink, itemName: value}``; without a link, there is one page."""
    link = given["nextLinkName"]
    return {"style": link and "url", "next": link, "items": given.get("itemName") or "value"}


def _as_parameters(given: Given) -> PageHint:
    """Read ``{pageOffsetParam: start, limitParam: count, resultsPath: data}``."""
    found = {key: given.get(key) for key in ("pageParam", "pageOffsetParam", "cursorParam")}
    styles = {"pageParam": "page", "pageOffsetParam": "offset", "cursorParam": "cursor"}
    key = next((key for key in found if found[key]), "")
    return {
        "style": styles.get(key),
        "advance": found.get(key),
        "limit": given.get("limitParam"),
        "next": given.get("cursorPath"),
        "items": given.get("resultsPath"),
        "first": given.get("pageStart"),
    }


def field(expression: Any) -> str:
    """Return the path of an expression: ``data`` of ``$response.data`` and of ``$.data``."""
    text = str(expression or "")
    path = re.sub(r"^\$(request|response)?\.?(body\.)?", "", text)
    return path if path != text or not text.startswith("$") else ""


def is_plain(hint: PageHint) -> bool:
    """Return whether all paths of a hint are names of fields: no filters, no wildcards."""
    return all(_PLAIN.fullmatch(str(value)) for value in hint.values())


_SHAPES: tuple[tuple[set[str], Callable[[Given], PageHint]], ...] = (
    ({"style"}, dict),
    ({"nextLinkName"}, _as_link),
    ({"inputs", "outputs"}, _as_inputs),
    ({"pageParam", "pageOffsetParam", "cursorParam"}, _as_parameters),
    ({"cursor", "offset", "next_uri", "next_path"}, _as_expressions),
)
"""Keys that only one kind of description has, and how it is read."""
