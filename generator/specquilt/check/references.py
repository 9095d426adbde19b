"""References: only inside the document, and only to something that exists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specquilt.document import Document
from specquilt.finding import Finding, Severity
from specquilt.pointer import Pointer, exists, parse

# Below these keys stands data of the API, where "$ref" is a field like any other.
_DATA_KEYS = {"example", "examples", "default", "enum", "const"}


def broken_references(document: Document) -> list[Finding]:
    """Return a finding for each reference that leads out of the document, or nowhere."""
    return [
        _finding(document, pointer, reference, message)
        for pointer, reference in references(document.data)
        if (message := _fault(document.data, reference))
    ]


def references(value: Any, pointer: Pointer = ()) -> Iterator[tuple[Pointer, str]]:
    """Yield every ``$ref`` with its place."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "$ref" and isinstance(item, str):
                yield (*pointer, key), item
            elif key not in _DATA_KEYS or pointer[-1:] == ("properties",):
                yield from references(item, (*pointer, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from references(item, (*pointer, index))


def _fault(root: dict[str, Any], reference: str) -> str:
    if not reference.startswith("#"):
        return f"{reference!r} leads out of the document, which is not allowed"
    try:
        found = exists(root, parse(reference))
    except ValueError:
        found = False
    return "" if found else f"{reference!r} leads nowhere"


def _finding(document: Document, pointer: Pointer, reference: str, message: str) -> Finding:
    rule = "external-reference" if not reference.startswith("#") else "unresolved-reference"
    help = "define the component on the page, or add it in the overlay"
    place = document.provenance.place(pointer)
    return Finding(rule, Severity.ERROR, message, place, pointer, help=help)
