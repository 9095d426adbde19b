"""Classes and aliases generated from schemas."""

from __future__ import annotations

from typing import Any

from specquilt.api.value_types import Type
from specquilt.openapi.dataclass import dataclass


@dataclass(frozen=True)
class ModelField:
    """A field of a class. `read_only` is only received; `write_only` is only sent.

    Args:
        sample: A valid value, if not every value of the type is valid: see `Property`.
    """

    name: str
    wire: str
    type: Type
    annotation: str
    required: bool
    description: str
    read_only: bool
    write_only: bool
    sample: Any = None


@dataclass(frozen=True)
class ModelClass:
    """A class with fields, or an alias of another type.

    Args:
        alias: The aliased type. None for a class.
        annotation: The aliased type as Python code.
        in_requests, in_responses: Whether a method sends or receives it.
        dict_type: Name of the TypedDict that methods accept instead, if there is one.
        known: Name of the union of the documented members of a discriminated union.
        unknown: Name of the class for undocumented members of a discriminated union.
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

    def always_has(self, field: ModelField) -> bool:
        """Return whether objects always have a field, in each direction that the class is used in."""
        missing = (field.read_only and self.in_requests) or (field.write_only and self.in_responses)
        return field.required and not missing


def words_of(model: ModelClass) -> list[str]:
    """Return the descriptions of a class or alias and of its fields."""
    return [model.description, *(each.description for each in model.fields)]


def outline_of(model: ModelClass) -> list[object]:
    """Return all else that is known of it, and which of them have a description."""
    fields = [list(_undescribed(each).values()) for each in model.fields]
    return list((_undescribed(model) | {"fields": fields}).values())


def _undescribed(described: ModelClass | ModelField) -> dict[str, object]:
    return {**vars(described), "description": bool(described.description)}
