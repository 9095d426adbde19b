"""Unions and their discriminators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from specquilt.api.references import References
from specquilt.api.shapes import Conjunctions
from specquilt.api.types import NamedSchema
from specquilt.api.value_types import (
    ANY,
    NULL,
    Constants,
    Discriminator,
    ListOf,
    MapOf,
    Named,
    Type,
    UnionOf,
)
from specquilt.openapi.cursor import Cursor


def one_of(types: Iterable[Type]) -> Type:
    """Return the union of types, flat and without duplicates. A union with ``any`` is ``any``."""
    members = tuple(dict.fromkeys(member for type_ in types for member in _members(type_)))
    if not members or ANY in members:
        return ANY
    return members[0] if len(members) == 1 else UnionOf(_null_last(members))


def optional(type_: Type) -> Type:
    """Return the union of a type and null."""
    if isinstance(type_, UnionOf) and type_.discriminator:
        members = tuple(dict.fromkeys((*type_.members, NULL)))
        return UnionOf(members, type_.discriminator)
    return one_of((type_, NULL))


def without_null(type_: Type) -> Type:
    """Return a type without null. Null itself stays."""
    if not isinstance(type_, UnionOf):
        return type_
    members = tuple(member for member in type_.members if member != NULL)
    return members[0] if len(members) == 1 else UnionOf(members, type_.discriminator)


def needs_name(type_: Type, is_component: bool) -> bool:
    """Return whether a type needs an alias: enums and discriminated unions do, scalars do not."""
    core = without_null(type_)
    if isinstance(core, Constants):
        return core.open
    if isinstance(core, UnionOf):
        return is_component or core.discriminator is not None
    return is_component and isinstance(core, ListOf | MapOf)


def _members(type_: Type) -> tuple[Type, ...]:
    return type_.members if isinstance(type_, UnionOf) else (type_,)


def _null_last(members: tuple[Type, ...]) -> tuple[Type, ...]:
    return tuple(sorted(members, key=lambda member: member == NULL))


class Discriminators:
    """Recognises discriminated unions, with or without a ``discriminator``."""

    def __init__(self, references: References, conjunctions: Conjunctions) -> None:
        self._references, self._conjunctions = references, conjunctions

    def union(
        self,
        place: Cursor,
        members: list[Cursor],
        types: list[Type],
        schemas: Mapping[str, NamedSchema],
    ) -> Type:
        """Return the union of types, with a discriminator if all members are named objects."""
        plain = one_of(types)
        cores = [without_null(type_) for type_ in types]
        tagged = [(m, t) for m, t in zip(members, cores, strict=True) if t != NULL]
        if not isinstance(plain, UnionOf) or not _all_objects([t for _, t in tagged], schemas):
            return plain
        names = [t.name for _, t in tagged if isinstance(t, Named)]
        wire, tags = self._tags(place, [m for m, _ in tagged])
        mapping = tuple((tag, name) for name, own in zip(names, tags, strict=False) for tag in own)
        if not wire or len(set(names)) < 2 or len(dict(mapping)) != len(mapping):
            return plain
        optional_tag = not all(self._requires(wire, member) for member, _ in tagged)
        return UnionOf(plain.members, Discriminator(wire, mapping, optional_tag))

    def _tags(self, place: Cursor, members: list[Cursor]) -> tuple[str, list[list[str]]]:
        """Return the discriminator property and its values for each member."""
        announced = place.get("discriminator")
        constants = [self._constants(member) for member in members]
        if isinstance(announced, dict) and isinstance(announced.get("propertyName"), str):
            wire = announced["propertyName"]
            mapping = announced.get("mapping") or {}
            return wire, [
                self._mapped(member, mapping) or own.get(wire) or _component_name(member)
                for member, own in zip(members, constants, strict=True)
            ]
        shared = [wire for wire in constants[0] if all(wire in own for own in constants)]
        return _first_distinct(shared, constants)

    def _mapped(self, member: Cursor, mapping: Any) -> list[str]:
        reference = str(member.get("$ref") or "")
        short = reference.rpartition("/")[2]
        pairs = mapping.items() if isinstance(mapping, dict) else ()
        return [str(value) for value, target in pairs if target in (reference, short) and short]

    def _requires(self, wire: str, member: Cursor) -> bool:
        shape = self._conjunctions.shape(self._conjunctions.parts((member,)))
        return shape is None or wire in shape.required

    def _constants(self, member: Cursor) -> dict[str, list[str]]:
        """Return the required properties of a member that admit exactly one string."""
        shape = self._conjunctions.shape(self._conjunctions.parts((member,)))
        if shape is None:
            return {}
        found = {wire: _constant(places[-1]) for wire, places in shape.properties.items()}
        return {w: [v] for w, v in found.items() if v is not None and w in shape.required}


def _constant(place: Cursor) -> str | None:
    values = [place.get("const")] if place.has("const") else place.get("enum")
    single = isinstance(values, list) and len(values) == 1 and isinstance(values[0], str)
    return str(values[0]) if single and isinstance(values, list) else None


def _component_name(member: Cursor) -> list[str]:
    """Return the implicit value without a mapping (OpenAPI 3.1, section 4.8.25)."""
    name = str(member.get("$ref") or "").rpartition("/")[2]
    return [name] if name else []


def _all_objects(types: list[Type], schemas: Mapping[str, NamedSchema]) -> bool:
    return all(
        isinstance(t, Named) and t.name in schemas and not schemas[t.name].alias for t in types
    )


def _first_distinct(
    wires: list[str], constants: list[dict[str, list[str]]]
) -> tuple[str, list[list[str]]]:
    for wire in wires:
        values = [own[wire] for own in constants]
        if len({value[0] for value in values}) == len(values):
            return wire, values
    return "", []
