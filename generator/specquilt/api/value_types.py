"""What values can be: the types of arguments, answers and properties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True)
class Scalar:
    """A JSON scalar, one of the formats that clients know, any value, or none."""

    kind: Literal[
        "string", "integer", "number", "boolean", "date-time", "date", "binary", "any", "null"
    ]


@dataclass(frozen=True)
class Constants:
    """A choice of constant values; `open` admits any other value of their type."""

    values: tuple[str | int | float | bool | None, ...]
    open: bool = True


@dataclass(frozen=True)
class Named:
    """A schema with a name: by its id in `Api.schemas`, or by what a back end calls it."""

    name: str


@dataclass(frozen=True)
class ListOf:
    """A JSON array."""

    item: Type


@dataclass(frozen=True)
class MapOf:
    """A JSON object with arbitrary keys."""

    value: Type


@dataclass(frozen=True)
class Discriminator:
    """The property that tells the members of a union apart.

    Args:
        wire: the property's name.
        mapping: pairs of its value and the name of the member, as in `Named`.
        optional: whether a member may lack the property: then it is known by its shape.
    """

    wire: str
    mapping: tuple[tuple[str, str], ...]
    optional: bool = False


@dataclass(frozen=True)
class UnionOf:
    """One of several types."""

    members: tuple[Type, ...]
    discriminator: Discriminator | None = None


Type: TypeAlias = Scalar | Constants | Named | ListOf | MapOf | UnionOf

ANY, BINARY, NULL, STRING = Scalar("any"), Scalar("binary"), Scalar("null"), Scalar("string")


def names_in(type_: Type) -> Iterator[str]:
    """Yield the names of the schemas that a type refers to."""
    match type_:
        case Named(name):
            yield name
        case ListOf(inner) | MapOf(inner):
            yield from names_in(inner)
        case UnionOf(members):
            for member in members:
                yield from names_in(member)
        case Scalar() | Constants():
            pass
