"""Inheritance: discriminated base schemas that other schemas extend with ``allOf``."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from specquilt.api.references import References
from specquilt.api.shapes import variants
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.references import local_pointer, reference_to


class Inheritance:
    """Finds the subtypes of discriminated schemas (OpenAPI 3.1, section 4.8.25.4)."""

    def __init__(self, references: References) -> None:
        self._references = references

    def choice(self, base: Cursor) -> Cursor | None:
        """Return the union of subtypes of a discriminated schema that has properties.

        The union does not include the base itself. None if there are fewer than two subtypes.
        """
        if not isinstance(base.get("discriminator"), dict) or not base.has("properties"):
            return None
        listed = [member for member in variants(base) if member.has("$ref")]
        found = {_target(member): None for member in listed} or self._subtypes(base)
        found.pop(base.pointer, None)
        if len(found) < 2:
            return None
        members = [{"$ref": reference_to(pointer)} for pointer in found]
        kept = {key: base.value[key] for key in ("discriminator", "description", "nullable")
                if key in base.value}  # fmt: skip
        return base.of({**kept, "oneOf": members})

    def extends(self, place: Cursor, base: Cursor) -> bool:
        """Return whether a component is a subtype of a discriminated schema, even an equal one."""
        return place.pointer in self._children.get(base.pointer, ()) and bool(self.choice(base))

    def _subtypes(self, base: Cursor) -> dict[Pointer, None]:
        """Return the schemas that extend the base with ``allOf``, directly or indirectly."""
        found: dict[Pointer, None] = {}
        waiting = [base.pointer]
        while waiting:
            new = [child for child in self._children[waiting.pop(0)] if child not in found]
            found.update(dict.fromkeys(new))
            waiting.extend(new)
        return found

    @cached_property
    def _children(self) -> defaultdict[Pointer, list[Pointer]]:
        children: defaultdict[Pointer, list[Pointer]] = defaultdict(list)
        root = self._references.root
        components = root.at("components") if root.has("components") else root
        for _, place in components.entries("schemas"):
            for part in place.elements("allOf"):
                if part.has("$ref"):
                    children[_target(part)].append(place.pointer)
        return children


def _target(place: Cursor) -> Pointer:
    return local_pointer(place.get("$ref")) or ()
