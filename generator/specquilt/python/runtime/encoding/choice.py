"""Request bodies in another media type than the usual one of their operation."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from typing import Final, cast

from ..errors import InvalidRequestError
from ..headers import checked_headers
from ..omit import OMIT, Omit
from .bodies import (
    Arguments,
    BinaryBody,
    Body,
    Encoded,
    FormBody,
    JsonBody,
    MultipartBody,
    WholeBody,
    fields_of_body,
)
from .scalars import utf8

_JSON: Final = re.compile(r"(application/([\w.-]+\+)?json|text/json)\s*(;|$)", re.IGNORECASE)


def encode_as(
    media_type: str, body: Body, arguments: Arguments, extra: Mapping[str, object] | str | bytes
) -> Encoded | None:
    """Return the encoded body; None if there is none.

    Args:
        media_type: Content type to send.
        body: The usual body of the operation.
        arguments: Arguments by name.
        extra: Additional fields, or the complete body.

    Raises:
        InvalidRequestError: The arguments cannot be sent in this media type.
    """
    media_type = checked_headers({"content-type": media_type})["content-type"]
    if isinstance(extra, str | bytes):
        return Encoded(utf8(extra, "the body") if isinstance(extra, str) else extra, media_type)
    if isinstance(body, BinaryBody):
        return BinaryBody(media_type).encode(arguments, extra)
    if isinstance(body, WholeBody):
        return _whole(media_type, arguments, extra)
    return _fields(media_type, getattr(body, "wire", {}), arguments, extra)


def _whole(media_type: str, arguments: Arguments, extra: Mapping[str, object]) -> Encoded | None:
    value = arguments.get("body", OMIT)
    if isinstance(value, Omit | str | bytes) or _JSON.match(media_type):
        return WholeBody(media_type).encode(arguments, extra)
    fields = fields_of_body(value)
    return _fields(media_type, {name: name for name in fields}, fields, extra)


def _fields(
    media_type: str, wire: Mapping[str, str], arguments: Arguments, extra: Mapping[str, object]
) -> Encoded | None:
    """Return a body of some arguments, by their wire names, and of additional fields."""
    named = {name: arguments.get(key, OMIT) for key, name in wire.items()}
    return _body_of(media_type, fields := {**named, **extra}).encode(fields, {})


def _body_of(media_type: str, fields: Mapping[str, object]) -> Body:
    if _JSON.match(media_type):
        return JsonBody(*fields, media_type=media_type)
    make = _FLAT.get(media_type.partition(";")[0].strip().lower())
    if make is None:
        raise InvalidRequestError(
            f"arguments cannot be sent as {media_type!r}: pass the body in the option 'body'"
        )
    return make(fields)


def _multipart(fields: Mapping[str, object]) -> Body:
    """Return a form. A usual body of JSON does not say which fields are files: their values do."""
    files = tuple(name for name, value in fields.items() if _is_file(value))
    return MultipartBody(tuple(name for name in fields if name not in files), files)


def _is_file(value: object) -> bool:
    if isinstance(value, list):
        items = cast("list[object]", value)
        return bool(items) and all(map(_is_file, items))
    content = value
    if isinstance(value, tuple):
        parts = cast("tuple[object, ...]", value)
        content = parts[1] if len(parts) in (2, 3) else None
    return isinstance(content, bytes | bytearray | os.PathLike) or hasattr(content, "read")


_FLAT: Final[dict[str, Callable[[Mapping[str, object]], Body]]] = {
    "application/x-www-form-urlencoded": lambda fields: FormBody(*fields),
    "multipart/form-data": _multipart,
}
