"""Lenient decoding: data that does not match its type is returned without validation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Union, cast, get_args, get_origin

from pydantic import BaseModel, TypeAdapter
from pydantic_core import from_json

from ..errors import DecodingError
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
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _construct_parts(arguments[0], data)
    if origin in (Union, UnionType):
        return _construct_member(arguments, data)
    if isinstance(kind, type) and issubclass(kind, BaseModel) and isinstance(data, dict):
        return _construct_model(kind, cast("dict[str, Any]", data))
    if origin is list and isinstance(data, list):
        return [construct(arguments[0], item) for item in cast("Sequence[Any]", data)]
    if origin is dict and isinstance(data, dict):
        fields = cast("dict[str, Any]", data)
        return {name: construct(arguments[1], item) for name, item in fields.items()}
    return data


def _construct_model(kind: type[BaseModel], data: Mapping[str, Any]) -> BaseModel:
    kind.model_rebuild()  # types of fields may be defined after the model
    attributes = {field.alias or name: name for name, field in kind.model_fields.items()}
    values = {
        attributes.get(wire, wire): construct(_annotation(kind, attributes.get(wire)), value)
        for wire, value in data.items()
    }
    return kind.model_construct(set(values), **values)


def _construct_member(members: Sequence[Any], data: Any) -> Any:
    """Return the data as the model that has most of its fields; the first one wins a tie."""
    models = [m for m in members if isinstance(m, type) and issubclass(m, BaseModel)]
    if isinstance(data, dict) and models:
        wire_names = set(cast("dict[str, Any]", data))
        return construct(max(models, key=lambda model: len(_known(model) & wire_names)), data)
    kind = type(cast("object", data))
    found = next((m for m in members if kind in (list, dict) and get_origin(m) is kind), None)
    return cast("Any", data) if found is None else construct(found, data)


def _known(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def _annotation(kind: type[BaseModel], attribute: str | None) -> Any:
    return kind.model_fields[attribute].annotation if attribute else Any


@lru_cache(maxsize=512)
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
