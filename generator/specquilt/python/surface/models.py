"""Classes and aliases of the surface: what schemas become."""

from __future__ import annotations

from dataclasses import dataclass

from specquilt.api.value_types import Type


@dataclass(frozen=True)
class ModelField:
    """A field of a class; `read_only` ones are never sent, `write_only` ones never come."""

    name: str
    wire: str
    type: Type
    annotation: str
    required: bool
    description: str
    read_only: bool
    write_only: bool


@dataclass(frozen=True)
class ModelClass:
    """A class with fields, or an alias of another type.

    Args:
        alias: what it stands for; None makes it a class. `annotation` is how that is written.
        in_requests, in_responses: whether a method sends or receives it.
        dict_type: name of the dictionary that may be sent in its place, if it has one.
        known: the union of the documented members of a tagged union.
        unknown: the class for members of a tagged union that are not documented yet.
        origin: JSON Pointer of the schema in the document.
    """

    name: str
    fields: tuple[ModelField, ...]
    alias: Type | None
    annotation: str
    description: str
    in_requests: bool
    in_responses: bool
    dict_type: str
    known: str
    unknown: str
    origin: str
