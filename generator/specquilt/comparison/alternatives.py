"""What a type admits, by kind of JSON value: aliases, references and nested unions make no difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from specquilt.api.types import NamedSchema
from specquilt.api.value_types import (
    KIND_OF,
    Constants,
    Discriminator,
    ListOf,
    MapOf,
    Named,
    Scalar,
    Type,
    UnionOf,
)
from specquilt.openapi.dataclass import dataclass


@dataclass
class Alternatives:
    """What a type admits.

    Args:
        kinds: Kinds of values: those of `Scalar`, "list", "map" and "object".
        constants: Values of enums and constants, by their kind.
        is_open: Whether any of the constants come from an enum, which clients read as open.
        free: Kinds with other values than constants.
        items, values: Types of the items of lists, and of the values of maps.
        objects: Ids of schemas with properties.
        tag: The discriminator of the objects.
    """

    kinds: set[str] = field(default_factory=set)
    constants: dict[str, dict[object, None]] = field(default_factory=dict)
    is_open: bool = False
    free: set[str] = field(default_factory=set)
    items: list[Type] = field(default_factory=list)
    values: list[Type] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    tag: Discriminator | None = None

    @property
    def is_any(self) -> bool:
        """Whether any value is admitted."""
        return "any" in self.kinds

    @property
    def is_nullable(self) -> bool:
        """Whether null is admitted, next to other values."""
        return "null" in self.kinds and len(self.kinds) > 1

    @property
    def main(self) -> set[str]:
        """The kinds without null, unless there is no other."""
        return self.kinds - {"null"} or self.kinds


def alternatives(type_: Type, schemas: Mapping[str, NamedSchema]) -> Alternatives:
    """Return what a type admits."""
    found = Alternatives()
    for member in _members(type_, schemas, found, set()):
        _add(member, found)
    return found


def _members(
    type_: Type, schemas: Mapping[str, NamedSchema], found: Alternatives, seen: set[str]
) -> Iterator[Type]:
    """Yield the members of a type that are neither unions nor aliases."""
    match type_:
        case Named(id_) if id_ not in seen:
            schema = schemas.get(id_)
            seen.add(id_)
            if schema and schema.alias is not None:
                yield from _members(schema.alias, schemas, found, seen)
            else:
                yield type_
        case UnionOf(members, tag):
            found.tag = tag or found.tag
            for member in members:
                yield from _members(member, schemas, found, seen)
        case _:
            yield type_


def _add(member: Type, found: Alternatives) -> None:
    match member:
        case Scalar(kind):
            found.kinds.add(kind)
            found.free.add(kind)
        case Constants(values, is_open):
            found.is_open |= is_open
            for value in values:
                own = KIND_OF.get(type(value), "string")
                found.kinds.add(own)
                found.constants.setdefault(own, {})[value] = None
        case ListOf(item):
            found.kinds.add("list")
            found.items.append(item)
        case MapOf(value):
            found.kinds.add("map")
            found.values.append(value)
        case Named(id_):
            found.kinds.add("object")
            if id_ not in found.objects:
                found.objects.append(id_)
        case UnionOf():
            raise TypeError("a member of a union is never a union")
