"""Links of a document: to documentation, support, terms and its license."""

from __future__ import annotations

import re

from specquilt.openapi.cursor import Cursor

_PLACES = {
    "Documentation": ("externalDocs", "url"),
    "Support": ("info", "contact", "url"),
    "Terms of service": ("info", "termsOfService"),
    "License of the API": ("info", "license", "url"),
}
_ADDRESS = re.compile(r"https?://[\w.-]+(:\d+)?([/?#][!-~]*)?", re.ASCII)


def links_of(root: Cursor) -> tuple[tuple[str, str], ...]:
    """Return pairs of a label and a web address; what is no web address is left out."""
    found = {label: root.part(*place) for label, place in _PLACES.items()}
    return tuple(
        (label, place.value)
        for label, place in found.items()
        if place and isinstance(place.value, str) and _ADDRESS.fullmatch(place.value)
    )
