"""Request bodies: how the arguments of an operation are encoded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, cast

from ..errors import InvalidRequestError
from ..omit import OMIT, Omit
from .parameters import Param, Style, query_pairs
from .scalars import fields_of, is_model, json_bytes, text_of, utf8

if TYPE_CHECKING:
    from .upload import Upload

Arguments: TypeAlias = Mapping[str, object]


class Encoded:
    """An encoded body, which can be sent several times.

    Args:
        content: Bytes, or an upload that yields them for each attempt.
        media_type: Content-Type.
    """

    __slots__ = ("content", "media_type")

    def __init__(self, content: bytes | Upload, media_type: str) -> None:
        self.content = content
        self.media_type = media_type


class Body(Protocol):
    """Encodes arguments as a request body; None if there is no body."""

    def encode(self, arguments: Arguments, extra: Mapping[str, object]) -> Encoded | None: ...


class JsonBody:
    """A JSON object of some arguments.

    Args:
        names: Names of the arguments.
        renamed: Wire names of arguments, where they differ.
        required: Send ``{}`` if all arguments are omitted.
        media_type: Content type to send.
    """

    def __init__(
        self,
        *names: str,
        renamed: Mapping[str, str] | None = None,
        required: bool = True,
        media_type: str = "application/json",
    ) -> None:
        self.wire = _wire_names(names, renamed)
        self._required = required
        self._media_type = media_type

    def encode(self, arguments: Arguments, extra: Mapping[str, object]) -> Encoded | None:
        """Return the object, or None if it is empty and not required."""
        fields = dict(_given(self.wire, arguments))
        fields.update(extra)
        if not fields and not self._required:
            return None
        return Encoded(json_bytes(fields), self._media_type)


class WholeBody:
    """The argument ``body``, as JSON (or as text or bytes for other media types)."""

    def __init__(self, media_type: str = "application/json") -> None:
        self._media_type = media_type

    def encode(self, arguments: Arguments, extra: Mapping[str, object]) -> Encoded | None:
        """Return the body, or None if it is omitted.

        Raises:
            InvalidRequestError: There are extra fields, but the body is not an object.
        """
        body = arguments.get("body", OMIT)
        if extra:
            body = {**fields_of_body(body), **extra}
        if isinstance(body, Omit):
            return None
        if "json" not in self._media_type and isinstance(body, str | bytes):
            content = utf8(body, "the body") if isinstance(body, str) else body
            return Encoded(content, self._media_type)
        return Encoded(json_bytes(body), self._media_type)


class FormBody:
    """``application/x-www-form-urlencoded`` of some arguments.

    Args:
        names: Names of the arguments.
        renamed: Wire names of arguments, where they differ.
        styles: Style and explode by wire name, where they are not the defaults
            (OpenAPI 3.1, section 4.8.15).
    """

    def __init__(
        self,
        *names: str,
        renamed: Mapping[str, str] | None = None,
        styles: Mapping[str, tuple[Style, bool]] | None = None,
    ) -> None:
        self.wire = _wire_names(names, renamed)
        self._params = {
            wire: Param(wire, "query", None, *(styles or {}).get(wire, (None, None)))
            for wire in self.wire.values()
        }

    def encode(self, arguments: Arguments, extra: Mapping[str, object]) -> Encoded | None:
        """Return the form."""
        fields = chain(_given(self.wire, arguments), extra.items())
        pairs = chain.from_iterable(
            query_pairs(self._params.get(wire) or Param(wire, "query"), value)
            for wire, value in fields
        )
        return Encoded("&".join(pairs).encode(), "application/x-www-form-urlencoded")


class MultipartBody:
    """``multipart/form-data``: text fields and files, streamed.

    Args:
        fields: Arguments sent as text; objects and numbers as JSON.
        files: Arguments sent as files, or as lists of files.
        renamed: Wire names of arguments, where they differ.
        media_types: Content types of parts by wire name.
    """

    def __init__(
        self,
        fields: tuple[str, ...] = (),
        files: tuple[str, ...] = (),
        renamed: Mapping[str, str] | None = None,
        media_types: Mapping[str, str] | None = None,
    ) -> None:
        self._media_types = media_types or {}
        self._fields = _wire_names(fields, renamed)
        self._files = _wire_names(files, renamed)
        self.wire = {**self._fields, **self._files}

    def encode(self, arguments: Arguments, extra: Mapping[str, object]) -> Encoded | None:
        """Return the parts in document order, or None if all arguments are omitted."""
        from .multipart import FilePart, MultipartUpload, TextPart

        fields = chain(_given(self._fields, arguments), extra.items())
        types = self._media_types
        texts = [
            TextPart(wire, text, types.get(wire))
            for wire, value in fields
            for text in _field_texts(value)
        ]
        files = [
            FilePart(wire, file, types.get(wire))
            for wire, value in _given(self._files, arguments)
            if value is not None
            for file in _items(value, list)
        ]
        if not texts and not files:
            return None
        upload = MultipartUpload([*texts, *files])
        return Encoded(upload, upload.media_type)


class BinaryBody:
    """The argument ``body`` as raw bytes, from a path, bytes, a file object or an iterator."""

    def __init__(self, media_type: str = "application/octet-stream") -> None:
        self._media_type = media_type

    def encode(self, arguments: Arguments, extra: Mapping[str, object]) -> Encoded | None:
        """Return the bytes, or None if the argument is omitted."""
        if extra:
            raise InvalidRequestError("a binary body cannot have additional fields")
        body = arguments.get("body", OMIT)
        if isinstance(body, Omit) or body is None:
            return None
        if isinstance(body, bytes):
            return Encoded(body, self._media_type)
        from .upload import upload_from

        return Encoded(upload_from(body), self._media_type)


def _wire_names(names: tuple[str, ...], renamed: Mapping[str, str] | None) -> dict[str, str]:
    return {name: (renamed or {}).get(name, name) for name in names}


def _given(wire: dict[str, str], arguments: Arguments) -> Iterator[tuple[str, object]]:
    for name, wire_name in wire.items():
        value = arguments.get(name, OMIT)
        if not isinstance(value, Omit):
            yield wire_name, value


def fields_of_body(body: object) -> Mapping[str, object]:
    """Return the fields of a body that is an object.

    Raises:
        InvalidRequestError: The body is no object.
    """
    if isinstance(body, Omit):
        return {}
    if is_model(body):
        return fields_of(body)
    if isinstance(body, Mapping):
        return cast("Mapping[str, object]", body)
    raise InvalidRequestError(f"a body of type {type(body).__name__} cannot have additional fields")


def _field_texts(value: object) -> Iterator[str]:
    if value is None:
        return
    for item in _items(value, list, tuple):
        yield text_of(item)


def _items(value: object, *kinds: type[Any]) -> Iterable[object]:
    return cast("Iterable[object]", value) if isinstance(value, kinds) else (value,)
