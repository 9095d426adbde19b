"""Lenient decoding: data that does not match its type is returned without validation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo
from pydantic_core import from_json

from ..errors import DecodingError
from .members import aliased, members_of
from .results import CompleteResponse


def construct_json(kind: Any, content: bytes, response: CompleteResponse) -> Any:
    """Return JSON converted to a type as far as possible.

    Raises:
        DecodingError: The body is not JSON.
    """
    try:
        data = from_json(content)
    except ValueError as error:
        status, headers, request_id = response.info
        raise DecodingError(
            f"the body of a {status} response is not valid JSON: {error}",
            status=status,
            headers=headers,
            content=response.content,
            request_id=request_id,
        ) from None
    return construct(kind, data)


def construct(kind: Any, data: Any) -> Any:
    """Return data converted to a type: valid parts are validated, other parts stay as they are."""
    try:
        return _adapter(kind).validate_python(data)
    except ValueError:
        return _construct_parts(kind, data)


def _construct_parts(kind: Any, data: Any) -> Any:
    if hasattr(kind, "__value__"):
        return _construct_parts(aliased(kind), data)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _construct_parts(arguments[0], data)
    if origin in (Union, UnionType):
        return _construct_member(list(members_of(kind)), data)
    if isinstance(kind, type) and issubclass(kind, BaseModel) and isinstance(data, dict):
        return _construct_model(kind, cast("dict[str, Any]", data))
    if origin is list and isinstance(data, list):
        return [construct(arguments[0], item) for item in cast("Sequence[Any]", data)]
    if origin is dict and isinstance(data, dict):
        fields = cast("dict[str, Any]", data)
        return {name: construct(arguments[1], item) for name, item in fields.items()}
    return data


def _construct_model(kind: type[BaseModel], data: Mapping[str, Any]) -> BaseModel:
    fields = _fields(kind)
    attributes = {field.alias or name: name for name, field in fields.items()}
    values = {
        attributes.get(wire, wire): (
            construct(fields[attributes[wire]].annotation, value) if wire in attributes else value
        )
        for wire, value in data.items()
    }
    return kind.model_construct(set(values), **values)


def _fields(kind: type[BaseModel]) -> Mapping[str, FieldInfo]:
    """Return the fields of a model. Before it is built, their types may be mere names."""
    kind.model_rebuild()
    return kind.model_fields


# --- unions ----------------------------------------------------------------------------------


def _construct_member(members: Sequence[Any], data: Any) -> Any:
    """Return the data as the model whose tag it has, or that has most of its fields."""
    models = [m for m in members if isinstance(m, type) and issubclass(m, BaseModel)]
    if isinstance(data, dict) and models:
        fields = cast("dict[str, Any]", data)
        return construct(max(models, key=lambda model: _likeness(model, fields)), data)
    kind = type(cast("object", data))
    found = next((m for m in members if kind in (list, dict) and get_origin(m) is kind), None)
    return cast("Any", data) if found is None else construct(found, data)


def _likeness(model: type[BaseModel], data: Mapping[str, Any]) -> tuple[bool, int]:
    """Return whether no tag contradicts, and how many fields of a model are in the data."""
    known = {field.alias or name: field for name, field in _fields(model).items()}
    present = known.keys() & data.keys()
    return all(_may_be(known[wire], data[wire]) for wire in present), len(present)


def _may_be(field: FieldInfo, value: Any) -> bool:
    """Return whether a value is no other constant than that of a field."""
    extra = cast("Mapping[str, Any]", field.json_schema_extra or {})
    if get_origin(field.annotation) is Literal:
        return value in get_args(field.annotation)
    return value not in extra.get("x-known", ())


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
