"""An OpenAPI document with its provenance."""

from __future__ import annotations

from dataclasses import field, replace
from typing import Any

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.page import Page
from specquilt.openapi.provenance import Provenance


@dataclass(frozen=True)
class Document:
    """A document or fragment.

    Args:
        data: the document as plain JSON values.
        provenance: where each part of the document came from.
        page: the page of a fragment. None for a merged document.
        pages: the pages this document was built from. Empty for one fragment among many: rules
            that need every page wait for the merged document.
    """

    data: dict[str, Any]
    provenance: Provenance = field(default_factory=Provenance)
    page: Page | None = None
    pages: tuple[Page, ...] = ()

    @property
    def version(self) -> str:
        """What the document states as its version of OpenAPI."""
        return str(self.data.get("openapi"))


def clone(value: Any) -> Any:
    """Return a deep copy of plain JSON values."""
    if isinstance(value, dict):
        return {key: clone(item) for key, item in value.items()}
    if isinstance(value, list):
        return [clone(item) for item in value]
    return value


def copied(document: Document) -> Document:
    """Return an independent copy that can be edited in place."""
    return replace(document, data=clone(document.data), provenance=document.provenance.copy())
