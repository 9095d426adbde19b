"""Properties of object schemas, with ``allOf`` resolved. Types are read elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from typing import Any

from specquilt.api.references import References
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.keywords import UNIONS
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.values import listing

_SHAPE = frozenset(
    [
        "$ref",
        "type",
        "properties",
        "additionalProperties",
        "items",
        "prefixItems",
        "enum",
        "const",
        "allOf",
        "oneOf",
        "anyOf",
        "format",
    ]
)
_CONSTRAINTS = frozenset(
    {"required", "not", "if", "then", "else", "dependentRequired", "minProperties"}
)
_HAVE_PROPERTIES = frozenset({"properties", *UNIONS})
"""Keywords that properties are in; the parts of an ``allOf`` are looked at one by one."""


@dataclass
class ObjectShape:
    """The properties of an object.

    Args:
        properties: All places that describe a property, by wire name. All of them apply.
        required: Wire names of required properties.
    """

    properties: dict[str, list[Cursor]] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)
    description: str = ""

    def add(self, part: Cursor, *, optional: bool = False) -> None:
        """Add the properties of one ``allOf`` part."""
        for name, place in part.entries("properties"):
            self.properties.setdefault(name, []).append(place)
        if not optional:
            self.required.update(filter(_is_text, listing(part.get("required"))))


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _says_what_values_are(part: Cursor) -> bool:
    """Return whether a part has a shape of its own: ``{nullable: true}`` has none."""
    return not (_SHAPE | _CONSTRAINTS).isdisjoint(part.value.keys() - {"allOf"})


def describes_values(place: Cursor) -> bool:
    """Return whether a schema describes values. ``{required: [a]}`` only constrains them."""
    keys = set(place.value) if isinstance(place.value, dict) else set()
    return bool(keys & _SHAPE) or not keys & _CONSTRAINTS


def variants(place: Cursor) -> list[Cursor]:
    """Return the members of ``oneOf`` and ``anyOf`` that describe values."""
    members = [member for key in UNIONS for member in place.elements(key)]
    return [member for member in members if describes_values(member)]


def only_reference(place: Cursor) -> Cursor | None:
    """Return the reference that a schema consists of: ``$ref``, or ``allOf`` with one member."""
    if place.has("$ref"):
        return place
    inner = place.elements("allOf")
    if len(inner) == 1 and not (set(place.value) & _SHAPE) - {"allOf", "type"}:
        return only_reference(inner[0])
    return None


def merged(parts: list[Cursor], fallback: Cursor) -> Cursor:
    """Return the parts merged into one schema. Later parts take precedence."""
    if len(parts) < 2:
        return parts[0] if parts else fallback
    value: dict[str, Any] = {}
    for part in parts:
        value.update(part.value)
    return fallback.of(value)


class Conjunctions:
    """Resolves ``allOf`` and the references inside it."""

    def __init__(self, references: References) -> None:
        self._references = references

    def parts(self, places: tuple[Cursor, ...]) -> list[Cursor]:
        """Return the schemas that must all hold, with ``allOf`` and references resolved."""
        seen: set[Pointer] = set()
        return [part for place in places for part in self._parts(place, seen)]

    def _parts(self, place: Cursor, seen: set[Pointer]) -> Iterator[Cursor]:
        if place.pointer in seen or not isinstance(place.value, dict):
            return
        seen.add(place.pointer)
        if place.has("$ref"):
            yield from self._parts(self._references.target(place), seen)
            return
        for inner in place.elements("allOf"):
            yield from self._parts(inner, seen)
        yield place

    def shape(self, parts: list[Cursor]) -> ObjectShape | None:
        """Return the object that the parts describe, or None if they have no properties."""
        if all(_HAVE_PROPERTIES.isdisjoint(part.value) for part in parts):
            return None
        shape = ObjectShape(description=first_text(parts, "description"))
        for part in parts:
            shape.add(part)
        if shape.properties or sum(_says_what_values_are(part) for part in parts) > 1:
            for part in parts:
                self._add_variants(shape, part)
        return shape if shape.properties else None

    def _add_variants(self, shape: ObjectShape, part: Cursor) -> None:
        """Add the properties of union members as optional properties.

        Skip discriminated schemas: their members are subtypes.
        """
        if part.has("discriminator"):
            return
        for variant in variants(part):
            for inner in self.parts((variant,)):
                shape.add(inner, optional=True)


def is_set(key: str, places: Iterable[Cursor]) -> bool:
    """Return whether a key is true in one of some places."""
    return bool([place for place in places if place.get(key) is True])


def first_text(parts: Sequence[Cursor], key: str) -> str:
    """Return the text at a key of the last part that has one: it takes precedence."""
    for part in parts[::-1]:
        if text := part.prose(key):
            return text
    return ""
