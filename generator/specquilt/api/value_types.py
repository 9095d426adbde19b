"""Types of arguments, responses and properties."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, Literal, TypeAlias, TypeVar

from specquilt.openapi.dataclass import dataclass

S = TypeVar("S")


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


KIND_OF: Final = {str: "string", bool: "boolean", int: "integer", float: "number"}
"""The kind of scalar that a constant is, by its class in Python."""


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


def closure(
    schemas: Mapping[str, S], roots: Iterable[Type], parts: Callable[[S], Iterable[Type]]
) -> set[str]:
    """Return the names of all schemas that types refer to, directly or indirectly.

    Args:
        schemas: The schemas by name; others are left out.
        roots: The types to start from.
        parts: Returns the types that a schema consists of.
    """
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        type_ = waiting.pop()
        if isinstance(type_, Scalar):  # most types
            continue
        for name in names_in(type_):
            if name not in found and name in schemas:
                found.add(name)
                waiting.extend(parts(schemas[name]))
    return found


def names_in(type_: Type) -> Iterator[str]:
    """Yield the names of schemas that a type refers to."""
    match type_:
        case Named():
            yield type_.name
        case ListOf(inner) | MapOf(inner):
            yield from names_in(inner)
        case UnionOf(members):
            for member in members:
                yield from names_in(member)
        case Scalar() | Constants():
            pass
