"""Puts parts together: plain values, their provenance, and references to where parts have gone."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.document import Document
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.provenance import Provenance
from specquilt.openapi.references import UnresolvedReference, reference_to, split_reference
from specquilt.sources.swagger.part import MovingReference, Part

_MOVED: dict[Pointer, Pointer] = {
    ("definitions",): ("components", "schemas"),
    ("parameters",): ("components", "parameters"),
    ("responses",): ("components", "responses"),
    ("securityDefinitions",): ("components", "securitySchemes"),
}


_DATA = frozenset(("example", "examples", "default", "enum", "const"))
"""Keys below which ``$ref`` is a field like any other."""


def assembled(parts: Part, source: Document) -> Document:
    """Return the document that parts make up.

    Args:
        parts: the whole document.
        source: what it was made from.
    """
    assembly = _Assembly(source.provenance)
    data = assembly.plain(parts, (), None)
    assembly.rewrite_references()
    return Document(data, assembly.result, source.page, source.pages)


def _is_local(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("#/")


@dataclass
class _Assembly:
    """The provenance of a document that is being put together.

    Args:
        source: provenance of the document that the parts are from.
        result: provenance so far.
        moved: where parts of the source are now; the first place if there are several.
        references: the mapping and key of each reference.
    """

    source: Provenance
    result: Provenance = field(default_factory=Provenance)
    moved: dict[Pointer, Pointer] = field(default_factory=lambda: dict(_MOVED))
    references: list[tuple[Any, str | int]] = field(default_factory=list)

    def plain(self, value: Any, at: Pointer, origin: Pointer | None) -> Any:
        """Return a value without parts. Note where they are from.

        Args:
            at: the pointer in the result.
            origin: the pointer in the source if nothing has moved.
        """
        if isinstance(value, Part):
            self._note(at, origin, value.origin)
            return self.plain(value.value, at, value.origin)
        assert origin is not None
        if origin in self.source.entries and at not in self.result.entries:
            self._set(at, origin)
        if isinstance(value, dict):
            result: dict[str, Any] = {}
            for key, item in value.items():
                self._put(result, key, item, at, origin)
            return result
        if isinstance(value, list):
            return [self.plain(each, (*at, n), (*origin, n)) for n, each in enumerate(value)]
        return value

    def _put(
        self, result: dict[str, Any], key: str, item: Any, at: Pointer, origin: Pointer
    ) -> None:
        result[key] = self.plain(item, (*at, key), (*origin, key))
        # What is OpenAPI 3 already has references as plain texts.
        is_plain = key == "$ref" and _is_local(result[key]) and _DATA.isdisjoint(at)
        if is_plain or isinstance(result[key], MovingReference):
            self.references.append((result, key))

    def _note(self, at: Pointer, expected: Pointer | None, origin: Pointer) -> None:
        if origin == expected:
            return
        self._set(at, origin)
        is_inside = expected is not None and expected[: len(origin)] == origin
        is_copy = origin[:1] == ("responses",) and at[:1] != ("components",)
        if not is_inside and not is_copy:
            self.moved.setdefault(origin, at)

    def _set(self, at: Pointer, origin: Pointer) -> None:
        self.result.set(at, self.source.trace(origin))

    def rewrite_references(self) -> None:
        """Point references at the new places of their targets."""
        for holder, key in self.references:
            holder[key] = self._rewritten(str(holder[key]))

    def _rewritten(self, text: str) -> str:
        try:
            file, pointer = split_reference(text)
        except UnresolvedReference:
            return text
        if file or not pointer:
            return text
        place = self._place(pointer)
        return text if place == pointer else reference_to(place)

    def _place(self, pointer: Pointer) -> Pointer:
        for length in range(len(pointer), 0, -1):
            found = self.moved.get(pointer[:length])
            if found is not None:
                return (*found, *pointer[length:])
        return pointer
