"""References: only inside the document, only to objects, and not in a circle."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding, Severity
from specquilt.openapi.mentions import references_in
from specquilt.openapi.pointer import Pointer, exists, resolve
from specquilt.openapi.references import (
    LONGEST_CHAIN,
    UnresolvedReference,
    local_pointer,
    target,
)

MAX_FAULTS = 100

# The values of these keys are data of the API, where "$ref" is a field like any other.
_DATA_KEYS = {"example", "examples", "default", "enum", "const"}
# The keys of these mappings are chosen by the author; elsewhere "x-" begins an extension.
_MAPS = frozenset(
    [
        "schemas",
        "properties",
        "patternProperties",
        "$defs",
        "dependentSchemas",
        "responses",
        "parameters",
        "headers",
        "requestBodies",
        "securitySchemes",
        "links",
        "callbacks",
        "pathItems",
        "webhooks",
        "content",
    ]
)


def broken_references(document: Document, most: int | None = MAX_FAULTS) -> list[Finding]:
    """Return a finding for each external, unresolved or circular reference.

    Args:
        document: the document.
        most: how many findings are enough; None if all are wanted.
    """
    # Most documents have none: to tell that takes half as long as to find the place of each.
    if not any(_fault(document.data, each) for each in references_in(document)):
        return []
    found = (
        _finding(document, pointer, reference, message)
        for pointer, reference in references(document.data)
        if (message := _fault(document.data, reference))
    )
    return list(islice(found, most))


def references(value: Any) -> Iterator[tuple[Pointer, str]]:
    """Yield every ``$ref`` with its place."""
    waiting: list[tuple[Any, Pointer]] = [(value, ())]
    while waiting:
        value, pointer = waiting.pop()
        if isinstance(value, dict):
            if isinstance(value.get("$ref"), str):
                yield (*pointer, "$ref"), value["$ref"]
            inner = [(k, v) for k, v in value.items() if not _is_foreign(k, pointer)]
            waiting.extend((v, (*pointer, k)) for k, v in reversed(inner) if _is_container(v))
        else:
            items = reversed(list(enumerate(value)))
            waiting.extend((v, (*pointer, at)) for at, v in items if _is_container(v))


def settled(root: dict[str, Any], pointer: Pointer) -> Pointer:
    """Return the place that a pointer means, with every reference on the way resolved."""
    place: Pointer = ()
    for part in pointer:
        for _ in range(LONGEST_CHAIN):
            value = resolve(root, place) if exists(root, place) else None
            if not isinstance(value, dict) or part in value or "$ref" not in value:
                break
            place = local_pointer(value["$ref"]) or place
        place = (*place, _key(root, place, part))
    return place


def _key(root: dict[str, Any], place: Pointer, part: str | int) -> str | int:
    """Return a part as it is in the document: some validators take the key "200" for a number."""
    value = resolve(root, place) if exists(root, place) else None
    is_text = isinstance(value, dict) and part not in value and str(part) in value
    return str(part) if is_text else part


def _is_container(value: Any) -> bool:
    return isinstance(value, dict | list)


def _is_foreign(key: str, pointer: Pointer) -> bool:
    """Say whether the value of a key is data, or an extension."""
    is_name = bool(pointer) and pointer[-1] in _MAPS and pointer[-2:-1] != ("properties",)
    return not is_name and (key in _DATA_KEYS or key.startswith("x-"))


def _fault(root: dict[str, Any], reference: str) -> str:
    if not reference:
        return "empty reference"
    if not reference.startswith("#"):
        return f"external reference {reference!r} is not allowed"
    way: list[str] = []
    while reference.startswith("#"):
        if reference in way:
            return f"circular reference: {' → '.join([*way, reference])}"
        if len(way) > LONGEST_CHAIN:
            return f"{way[0]!r} refers on through more than {LONGEST_CHAIN} references"
        try:
            value = target(root, reference).value
        except UnresolvedReference:
            return f"unresolved reference {reference!r}"
        way.append(reference)
        if not isinstance(value, dict | bool):
            return f"reference {reference!r} does not resolve to an object"
        reference = _next(value)
    return ""  # an external reference is reported at its own location


def _next(value: Any) -> str:
    """Return the reference that a value consists of: ``$ref``, or ``allOf`` with one item."""
    while isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            return str(value["$ref"])
        parts = value.get("allOf")
        value = parts[0] if isinstance(parts, list) and len(parts) == 1 else None
    return ""


_HELP = {
    "external-reference": "put the file beside the document, or name its folder in [sources] "
    "allow-references; URLs are never followed",
    "unresolved-reference": "define the component on the page, or add it in the overlay",
}


def _finding(document: Document, pointer: Pointer, reference: str, message: str) -> Finding:
    is_local = not reference or reference.startswith("#")
    rule = "unresolved-reference" if is_local else "external-reference"
    help = _HELP[rule]
    place = document.provenance.place(pointer)
    return Finding(rule, Severity.ERROR, message, place, pointer, help=help)
