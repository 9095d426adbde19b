"""Request bodies. The properties of an object become parameters of the operation."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from specquilt.api.choices import only_value
from specquilt.api.examples import example_of
from specquilt.api.hints import REQUEST, Hint
from specquilt.api.media import (
    JSON,
    XML,
    FieldsKind,
    essence,
    fields_kind,
    is_empty_form,
    preferred_body,
)
from specquilt.api.references import References
from specquilt.api.report import BuildReport
from specquilt.api.schemas import Schemas
from specquilt.api.shapes import ObjectShape, is_set, only_reference
from specquilt.api.types import Parameter, RequestBody
from specquilt.api.value_types import BINARY, ListOf, Type
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import Severity

_ENCODED_XML = "pass text or bytes, such as those of xml.etree.ElementTree.tostring(element)"


@dataclass(frozen=True)
class _Content:
    """The content of a request body in the media type that the client sends."""

    media_type: str
    place: Cursor
    schema: Cursor
    required: bool


class Bodies:
    """Reads request bodies."""

    def __init__(self, references: References, schemas: Schemas, report: BuildReport) -> None:
        self._references, self._schemas, self._report = references, schemas, report

    def of(
        self, operation: Cursor, before: int, hint: Hint
    ) -> tuple[RequestBody | None, tuple[Parameter, ...]]:
        """Return how the body is sent, and the parameters it is made of.

        Args:
            operation: The operation.
            before: Number of the operation's path, query, header and cookie parameters.
            hint: The hint for the operation.
        """
        preferred = preferred_body(operation, self._references)
        if preferred is None:
            return None, ()
        media_type, schema = preferred
        request = self._references.follow(operation.at("requestBody"))
        self._report_others(media_type, list(request.value["content"]), operation)
        self._report_xml(media_type, schema, operation)
        required = request.get("required") is True
        content = request.at("content", media_type)
        return self._body(_Content(essence(media_type), content, schema, required), before, hint)

    def _report_others(self, sent: str, media_types: list[str], operation: Cursor) -> None:
        others = [each for each in media_types if each != sent]
        if others:
            self._report.add(
                "unsupported-media-type",
                Severity.INFO,
                f"request body also accepts {', '.join(others)}; the client sends {sent}",
                operation.pointer,
                "choose another one with the option content_type of a call",
            )

    def _report_xml(self, media_type: str, schema: Cursor, operation: Cursor) -> None:
        is_text = self._references.follow(schema).get("type") == "string"
        if XML.match(essence(media_type)) and not is_text:
            message = f"request body is {media_type}; the client sends it as it is given"
            place = operation.pointer
            self._report.add("unsupported-media-type", Severity.INFO, message, place, _ENCODED_XML)

    def _body(
        self, content: _Content, before: int, hint: Hint
    ) -> tuple[RequestBody | None, tuple[Parameter, ...]]:
        media_type, schema = content.media_type, content.schema
        fields = fields_kind(media_type)
        shape = self._schemas.shape_of(schema) if fields else None
        if fields and shape is not None and not self._is_choice(schema):
            return self._of_properties(content, fields, shape, before, hint)
        if is_empty_form(media_type, schema, self._references):
            return None, ()
        is_json = bool(JSON.match(media_type))
        type_ = self._schemas.type_of(schema, hint.word(REQUEST)) if is_json else BINARY
        kind: Literal["whole", "binary"] = "whole" if is_json else "binary"
        body = RequestBody(kind, _sent_as(media_type), content.required)
        return body, (self._single(content, type_),)

    def _of_properties(
        self, content: _Content, kind: FieldsKind, shape: ObjectShape, before: int, hint: Hint
    ) -> tuple[RequestBody, tuple[Parameter, ...]]:
        parameters = self._properties(shape, kind, before, hint)
        parameters = _with_examples(parameters, self._example(content))
        encode = _ENCODED.get(kind)
        if encode:
            encodings = dict(content.place.entries("encoding"))
            parameters = tuple(
                encode(each, encodings[each.wire]) if each.wire in encodings else each
                for each in parameters
            )
        required = content.required or any(each.required for each in parameters)
        return RequestBody(kind, _sent_as(content.media_type), required), parameters

    def _is_choice(self, schema: Cursor) -> bool:
        """Return whether the body is one of several objects. Their properties stay separate."""
        target = self._references.follow(only_reference(schema) or schema)
        return self._schemas.is_choice(target)

    def _single(self, content: _Content, type_: Type) -> Parameter:
        schema = content.schema
        text = self._references.follow(schema).prose("description")
        required, origin = content.required, schema.pointer
        example = self._example(content)
        return Parameter(
            "body", "body", type_, required, description=text, example=example, origin=origin
        )

    def _example(self, content: _Content) -> Any:
        return example_of(content.place, self._references.follow(content.schema))

    def _properties(
        self, shape: ObjectShape, kind: FieldsKind, before: int, hint: Hint
    ) -> tuple[Parameter, ...]:
        writable = [
            (wire, places)
            for wire, places in shape.properties.items()
            if not is_set("readOnly", places)
        ]
        return tuple(
            self._property(wire, places, kind, wire in shape.required, hint.parameter(number))
            for number, (wire, places) in enumerate(writable, before)
        )

    def _property(
        self, wire: str, places: list[Cursor], kind: FieldsKind, required: bool, hint: Hint
    ) -> Parameter:
        type_ = self._schemas.property_type(places, hint)
        is_file = kind == "multipart" and self._is_file(places[-1])
        return Parameter(
            wire=wire,
            location="file" if is_file else "body",
            type=_file_type(type_) if is_file else type_,
            required=required,
            constant=only_value(type_) if required else None,
            default=places[-1].get("default"),
            description=self._schemas.description(places),
            deprecated=is_set("deprecated", places),
            example=example_of(self._references.follow(places[-1])),
            origin=places[0].pointer,
        )

    def _is_file(self, place: Cursor) -> bool:
        """Return whether a multipart property is binary (OpenAPI 3.1, section 4.8.14.3)."""
        schema = self._references.follow(place)
        if schema.has("items"):
            return self._is_file(schema.at("items"))
        binary = schema.get("format") == "binary"
        return binary or schema.text("contentMediaType") == "application/octet-stream"


def _with_examples(parameters: tuple[Parameter, ...], body: Any) -> tuple[Parameter, ...]:
    """Return the properties of a body with their values in an example of the whole body."""
    if not isinstance(body, dict):
        return parameters
    return tuple(
        replace(each, example=body[each.wire], in_body_example=True) if each.wire in body else each
        for each in parameters
    )


def _styled(parameter: Parameter, encoding: Cursor) -> Parameter:
    """Return a form field with the style of its encoding (OpenAPI 3.1, section 4.8.15)."""
    if not (encoding.has("style") or encoding.has("explode")):
        return parameter
    style = encoding.text("style") or "form"
    explode = encoding.get("explode", style in ("form", "deepObject")) is True
    return replace(parameter, style=style, explode=explode)


def _typed(parameter: Parameter, encoding: Cursor) -> Parameter:
    """Return a part with the content type of its encoding, if the encoding names exactly one."""
    media_type = encoding.text("contentType")
    is_single = bool(media_type) and not set(media_type) & set("*,")
    return replace(parameter, media_type=media_type) if is_single else parameter


_ENCODED = {"form": _styled, "multipart": _typed}


def _file_type(type_: Type) -> Type:
    return ListOf(BINARY) if isinstance(type_, ListOf) else BINARY


def _sent_as(media_type: str) -> str:
    """Return the media type to send. Replaces ranges such as ``image/*``."""
    if media_type == "*/*":
        return "application/json"
    return "application/octet-stream" if "*" in media_type else media_type
