"""Python values as text and JSON."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeGuard

from ..errors import InvalidRequestError
from ..omit import Omit

if TYPE_CHECKING:
    from datetime import datetime

    from pydantic import BaseModel


def text_of(value: object) -> str:
    """Return a scalar as sent in a URL, header or form: booleans lower-case, times ISO 8601."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return value
    plain = value if isinstance(value, bool | int | float) else plain_value(value)
    if isinstance(plain, bool):
        return "true" if plain else "false"
    return plain if isinstance(plain, str) else json_text(plain)


def json_bytes(value: object) -> bytes:
    """Return compact UTF-8 JSON.

    Raises:
        InvalidRequestError: JSON cannot represent the value (RFC 8259: no NaN, no infinity).
    """
    return utf8(json_text(value), "the body")


def utf8(text: str, what: str) -> bytes:
    """Return a text as UTF-8.

    Raises:
        InvalidRequestError: It contains lone surrogates, as file names that are not UTF-8 do.
    """
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise InvalidRequestError(f"{what} cannot be sent as UTF-8: {error.reason}") from None


def json_text(value: object) -> str:
    """Return compact JSON text."""
    try:
        return _encoder()(value)
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidRequestError(f"the body cannot be sent as JSON: {error}") from None


def plain_value(value: object) -> object:
    """Return the JSON value that represents an object of another type.

    Raises:
        InvalidRequestError: The type is not supported.
    """
    if is_model(value):
        return fields_of(value)
    for kind, convert in _conversions():
        if isinstance(value, kind):
            return convert(value)
    if callable(tolist := getattr(value, "tolist", None)):
        return tolist()
    raise InvalidRequestError(f"{type(value).__name__} cannot be sent as JSON")


def fields_of(model: BaseModel) -> dict[str, object]:
    """Return the fields that were set, by wire name."""
    return model.model_dump(by_alias=True, exclude_unset=True)


def is_model(value: object) -> TypeGuard[BaseModel]:
    """Return whether a value is a pydantic model, without importing pydantic."""
    pydantic = sys.modules.get("pydantic")
    return pydantic is not None and isinstance(value, pydantic.BaseModel)


def _iso(moment: datetime) -> str:
    """Return a time as in ISO 8601. A naive one counts as UTC.

    In the machine's own zone, the same program would send other requests on other machines.
    """
    text = moment.isoformat()
    return text.replace("+00:00", "Z") if moment.tzinfo else f"{text}Z"


def _without_omitted(mapping: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if not isinstance(value, Omit)}


@cache
def _conversions() -> tuple[tuple[Any, Callable[[Any], object]], ...]:
    """Return conversions to JSON values by type; the first matching type is used.

    Most calls do not need these modules, and importing them would double the time that it takes
    to import a generated package.
    """
    import base64
    from datetime import date, datetime, time
    from decimal import Decimal
    from uuid import UUID

    return (
        (Enum, lambda member: member.value),
        (datetime, _iso),
        ((date, time), lambda moment: moment.isoformat()),
        ((UUID, Decimal), str),
        ((bytes, bytearray, memoryview), lambda data: base64.b64encode(data).decode()),
        (Mapping, _without_omitted),
        (Iterable, list),
    )


@cache
def _encoder() -> Callable[[object], str]:
    import json

    return json.JSONEncoder(
        ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=plain_value
    ).encode
