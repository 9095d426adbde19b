"""Types of arguments, responses and properties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from specquilt.openapi.dataclass import dataclass


@dataclass(frozen=True)
class Scalar:
    """A JSON scalar, a supported format, any value, or null."""

    kind: Literal[
        "string", "integer", "number", "boolean", "date-time", "date", "binary", "any", "null"
    ]


@dataclass(frozen=True)
class Constants:
    """An enum of constants. `open` admits other values of their type, too."""

    values: tuple[str | int | float | bool | None, ...]
    open: bool = True


@dataclass(frozen=True)
class Named:
    """A named schema.

    Args:
        name: Id of the schema in `Api.schemas`, or its name in a back end.
    """

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
    """The property that identifies the member of a union.

    Args:
        wire: Wire name of the property.
        mapping: Pairs of a value and the name of the member, as in `Named`.
        optional: Whether a member may omit the property. It is then identified by its shape.
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
    """Yield the names of schemas that a type refers to."""
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
