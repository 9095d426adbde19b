"""A document that notes what of it is read."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from functools import cached_property
from typing import Any, TypeVar

from specquilt.openapi.document import Document
from specquilt.openapi.page import Page
from specquilt.openapi.parts import is_part, part_around
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.provenance import Provenance
from specquilt.openapi.references import UnresolvedReference, chain
from specquilt.rules.engine.visits import PartKey

T = TypeVar("T")


class Watched(Document):
    """A document that notes which parts of it are read, and whether anything else is.

    Its version is not noted: it is part of what is remembered of each part.
    """

    def __init__(self, document: Document) -> None:
        self.document, self.facts = document, _Facts(self)
        self._targets: dict[str, tuple[Any, frozenset[Pointer] | None]] = {}
        self.begin()

    def begin(self) -> None:
        """Forget what has been read."""
        self._parts: set[Pointer] = set()
        self._is_read = False

    @property
    def is_seen(self) -> bool:
        """Whether anything has been read."""
        return self._is_read or bool(self._parts)

    def looked_at(self, pointer: Pointer) -> list[tuple[Pointer, bytes]]:
        """Return a place's part and the parts that have been read; nothing if more has been."""
        if self._is_read:
            return []
        parts = {at: self._contents.get(at) for at in (part_around(pointer), *self._parts)}
        known = [(at, content) for at, content in parts.items() if content]
        return known if len(known) == len(parts) else []

    def has(self, parts: Iterable[tuple[Pointer, bytes]]) -> bool:
        """Return whether all these parts have these contents."""
        contents = self._contents
        return all(contents.get(at) == content for at, content in parts)

    @cached_property
    def _contents(self) -> Mapping[Pointer, bytes | None]:
        return self.document.contents()

    @cached_property
    def keys(self) -> Mapping[Pointer, PartKey]:
        """What parts with equal findings have; not of those whose content is unknown."""
        version = self.version
        return {at: PartKey(at, version, each) for at, each in self._contents.items() if each}

    def followed(self, reference: dict[str, Any]) -> Any:
        """Return the target of a reference; checks follow the same ones forty times."""
        text = reference["$ref"]
        if not isinstance(text, str):
            self._is_read = True
            return self.document.followed(reference)
        if text not in self._targets:
            self._targets[text] = self.document.followed(reference), self._way_of(reference)
        found, way = self._targets[text]
        if way is None:
            self._is_read = True
            return self.document.followed(reference)  # what a broken reference leads to is itself
        self._parts |= way
        return found

    def _way_of(self, reference: dict[str, Any]) -> frozenset[Pointer] | None:
        """Return the parts that a reference leads through; None if it leads elsewhere."""
        try:
            way = [each.pointer for each in chain(self.document.data, reference)]
        except UnresolvedReference:
            return None
        parts = frozenset(map(part_around, way))
        return parts if all(map(is_part, parts)) else None

    def part(self, pointer: Pointer) -> Any:
        self._parts.add(pointer)
        return self.document.part(pointer)

    def once(self, compute: Callable[[Document], T]) -> T:
        if compute not in self.facts:
            self.facts[compute] = compute(self)
        found: T = self.facts[compute]
        return found

    def about_parts(
        self, compute: Callable[[Any], T], only: Container[Pointer] | None = None
    ) -> Mapping[Pointer, T]:
        self._is_read = True
        return self.document.about_parts(compute, only)

    def about_extensions(self, compute: Callable[[Any], T]) -> Mapping[Pointer, T]:
        self._is_read = True
        return self.document.about_extensions(compute)

    def about_part(self, pointer: Pointer, compute: Callable[[Any], T]) -> T:
        self._is_read = True
        return self.document.about_part(pointer, compute)

    @property
    def data(self) -> dict[str, Any]:
        self._is_read = True
        return self.document.data

    @property
    def provenance(self) -> Provenance:
        self._is_read = True
        return self.document.provenance

    @property
    def page(self) -> Page | None:
        self._is_read = True
        return self.document.page

    @property
    def pages(self) -> tuple[Page, ...]:
        self._is_read = True
        return self.document.pages

    @cached_property
    def version(self) -> str:
        return self.document.version


class _Facts(dict[object, Any]):
    """Facts about the whole document: to ask for one is to look at the document."""

    def __init__(self, watched: Watched) -> None:
        super().__init__()
        self._watched = watched

    def __contains__(self, fact: object) -> bool:
        self._watched._is_read = True
        return super().__contains__(fact)
