"""An OpenAPI document with its provenance."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import field, replace
from typing import Any, TypeVar

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.page import Page
from specquilt.openapi.part_memory import PartMemory
from specquilt.openapi.parts import is_above_parts, parts_of
from specquilt.openapi.pointer import Pointer, resolve
from specquilt.openapi.provenance import Provenance
from specquilt.openapi.references import follow

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
        parts: what is known of its parts, and of those of the documents that it is made from.
    """

    data: dict[str, Any]
    provenance: Provenance = field(default_factory=Provenance)
    page: Page | None = None
    pages: tuple[Page, ...] = ()
    parts: PartMemory = field(default_factory=PartMemory, repr=False, compare=False)

    @property
    def version(self) -> str:
        """What the document states as its version of OpenAPI."""
        return str(self.data.get("openapi"))

    def followed(self, reference: dict[str, Any]) -> Any:
        """Return the final target of an object with a ``$ref``, as `follow` does."""
        return follow(self.data, reference)

    def once(self, compute: Callable[[Document], T]) -> T:
        """Return a fact about the document, which those that many ask remember."""
        return compute(self)

    def contents(self) -> Mapping[Pointer, bytes | None]:
        """Return what is exactly in each part; None for what is nested too deeply."""
        content = self.parts.content
        return {pointer: content(pointer, value) for pointer, value in parts_of(self.data)}

    def about_parts(
        self, compute: Callable[[Any], T], only: Container[Pointer] | None = None
    ) -> Mapping[Pointer, T]:
        """Return what a function says about the value of each part, which is all that it looks at.

        Args:
            compute: the function.
            only: the pointers of the parts that are asked about, if not all.
        """
        parts = {at: value for at, value in parts_of(self.data) if only is None or at in only}
        return self.parts.about_all(compute, parts)

    def about_extensions(self, compute: Callable[[Any], T]) -> Mapping[Pointer, T]:
        """Return the same about the extensions of the document itself; some are as large as it."""
        data = self.data
        return self.parts.about_all(compute, {(x,): data[x] for x in data if x.startswith("x-")})

    def about_part(self, pointer: Pointer, compute: Callable[[Any], T]) -> T:
        """Return what a function says about the value of one part."""
        return self.parts.about(compute, pointer, resolve(self.data, pointer))


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


def copied(document: Document, kept: Container[Pointer] = ()) -> Document:
    """Return a copy that can be edited in place, except for the parts that both share.

    Args:
        document: the document.
        kept: the pointers of the parts to share.
    """
    data = _without_kept(document.data, (), kept) if kept else clone(document.data)
    return replace(document, data=data, provenance=document.provenance.copy())


def _without_kept(value: Any, pointer: Pointer, kept: Container[Pointer]) -> Any:
    """Return a deep copy of a value, with the parts to share as they are."""
    if pointer in kept:
        return value
    if isinstance(value, dict) and is_above_parts(pointer):
        return {key: _without_kept(each, (*pointer, key), kept) for key, each in value.items()}
    return clone(value)
