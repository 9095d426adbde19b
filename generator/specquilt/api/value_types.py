"""What values can be: the types of arguments, answers and fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True)
class Scalar:
    """A JSON scalar or one of the formats that have a Python type."""

    kind: Literal["str", "int", "float", "bool", "datetime", "date", "bytes", "any", "none"]


@dataclass(frozen=True)
class Constants:
    """A choice of constant values; `open` admits any other value of their type."""

    values: tuple[str | int | float | bool | None, ...]
    open: bool = True


@dataclass(frozen=True)
class Named:
    """A model or alias of `Api.models`, by its class name."""

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
        mapping: pairs of its value and the class name of the member.
        known: name for the union of the documented members.
        unknown: name for the class that holds a member nobody has documented yet.
        optional: whether a member may lack the property: then it is known by its shape.
    """

    wire: str
    mapping: tuple[tuple[str, str], ...]
    known: str
    unknown: str
    optional: bool = False


@dataclass(frozen=True)
class UnionOf:
    """One of several types."""

    members: tuple[Type, ...]
    discriminator: Discriminator | None = None


Type: TypeAlias = Scalar | Constants | Named | ListOf | MapOf | UnionOf
