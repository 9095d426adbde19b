"""An OpenAPI document with its provenance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import Any, TypeVar

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.page import Page
from specquilt.openapi.parts import parts_of
from specquilt.openapi.pointer import Pointer, resolve
from specquilt.openapi.provenance import Provenance

T = TypeVar("T")

_CONTAINERS = (dict, list)


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

    def about_parts(self, compute: Callable[[Any], T]) -> Mapping[Pointer, T]:
        """Return what a function says about the value of each part, which is all that it looks at."""
        return {pointer: compute(value) for pointer, value in parts_of(self.data)}

    def about_part(self, pointer: Pointer, compute: Callable[[Any], T]) -> T:
        """Return what a function says about the value of one part."""
        return compute(resolve(self.data, pointer))


def clone(value: Any) -> Any:
    """Return a deep copy of plain JSON values."""
    # Most values are in a container, and are none: a call for each would take twice as long.
    if isinstance(value, dict):
        return {
            k: clone(each) if isinstance(each, _CONTAINERS) else each for k, each in value.items()
        }
    if isinstance(value, list):
        return [clone(each) if isinstance(each, _CONTAINERS) else each for each in value]
    return value


def copied(document: Document) -> Document:
    """Return an independent copy that can be edited in place."""
    return replace(document, data=clone(document.data), provenance=document.provenance.copy())
