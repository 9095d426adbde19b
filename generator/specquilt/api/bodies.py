"""Request bodies: their properties become arguments of the method where that is possible."""

from __future__ import annotations

from dataclasses import replace

from specquilt.api.choices import only_value
from specquilt.api.media import JSON, essence, preferred_body
from specquilt.api.naming import ARGUMENTS, Scope, name_of
from specquilt.api.references import References
from specquilt.api.report import Report
from specquilt.api.schemas import Schemas
from specquilt.api.shapes import Shape, only_reference
from specquilt.api.types import Body, Param
from specquilt.api.types import Cursor as Where
from specquilt.api.value_types import ListOf, Scalar, Type
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.naming import pascal, snake

_FLAT = {"multipart/form-data": "multipart", "application/x-www-form-urlencoded": "form"}


class Bodies:
    """Reads request bodies."""

    def __init__(self, references: References, schemas: Schemas, report: Report) -> None:
        self._references, self._schemas, self._report = references, schemas, report

    def of(
        self, operation: Cursor, params: tuple[Param, ...], hint: str
    ) -> tuple[Body | None, tuple[Param, ...]]:
        """Return how the body is sent, and the arguments that make it."""
        preferred = preferred_body(operation, self._references)
        if preferred is None:
            return None, ()
        media_type, schema = preferred
        request = self._references.follow(operation.at("requestBody"))
        self._tell_of_others([m for m in request.value["content"] if m != media_type], operation)
        required = request.get("required") is True
        scope = Scope(self._report, "arguments", ARGUMENTS)
        for param in params:
            scope.claim(param.name.snake, operation.pointer)
        content = request.at("content", media_type)
        return self._body(essence(media_type), content, schema, required, scope, hint)

    def _tell_of_others(self, others: list[str], operation: Cursor) -> None:
        if others:
            self._report.add(
                "unsupported-media-type",
                Severity.INFO,
                f"the body can also be sent as {', '.join(others)}; that is not generated",
                operation.pointer,
            )

    def _body(
        self,
        media_type: str,
        content: Cursor,
        schema: Cursor,
        required: bool,
        scope: Scope,
        hint: str,
    ) -> tuple[Body | None, tuple[Param, ...]]:
        is_json = bool(JSON.match(media_type))
        shape = self._schemas.shape_of(schema) if is_json or media_type in _FLAT else None
        if shape is not None and not self._is_choice(schema):
            kind = "json" if is_json else _FLAT[media_type]
            params = self._properties(shape, kind, scope, hint)
            encode = _ENCODED.get(kind)
            if encode:
                encodings = dict(content.entries("encoding"))
                params = tuple(
                    (
                        encode(param, encodings[param.name.wire])
                        if param.name.wire in encodings
                        else param
                    )
                    for param in params
                )
            required = required or any(param.required for param in params)
            return Body(kind, _sent_as(media_type), required), params  # type: ignore[arg-type]
        if media_type in _FLAT and self._holds_nothing(schema):
            return None, ()
        if not is_json:
            param = self._single(schema, Scalar("bytes"), "body", required, scope)
            return Body("binary", _sent_as(media_type), required), (param,)
        type_ = self._schemas.type_of(schema, f"{hint}Request")
        return Body("whole", _sent_as(media_type), required), (
            self._single(schema, type_, "body", required, scope),
        )

    def _holds_nothing(self, schema: Cursor) -> bool:
        """Say whether a form has no field: generators of documents write such bodies for GET."""
        target = self._references.follow(schema)
        is_empty = target.get("type") == "object" and target.get("properties") == {}
        return is_empty and not target.get("additionalProperties")

    def _is_choice(self, schema: Cursor) -> bool:
        """Say whether the body is one of several objects: those keep their own shapes."""
        target = self._references.follow(only_reference(schema) or schema)
        return self._schemas.is_choice(target)

    def _single(
        self, schema: Cursor, type_: Type, place: Where, required: bool, scope: Scope
    ) -> Param:
        name = scope.claim("body", schema.pointer)
        text = self._references.follow(schema).text("description")
        return Param(name_of("body", name), place, type_, required, description=text)

    def _properties(self, shape: Shape, kind: str, scope: Scope, hint: str) -> tuple[Param, ...]:
        return tuple(
            self._property(wire, places, kind, wire in shape.required, scope, hint)
            for wire, places in shape.properties.items()
            if not any(place.get("readOnly") is True for place in places)
        )

    def _property(
        self, wire: str, places: list[Cursor], kind: str, required: bool, scope: Scope, hint: str
    ) -> Param:
        wanted = snake(wire, "param")
        name = scope.claim(wanted, places[0].pointer, f"body_{wanted}")
        type_ = self._schemas.property_type(places, hint + pascal(name))
        is_file = kind == "multipart" and self._is_file(places[-1])
        return Param(
            name=name_of(wire, name),
            place="file" if is_file else "body",
            type=_file_type(type_) if is_file else type_,
            required=required,
            constant=only_value(type_) if required else None,
            default=places[-1].get("default"),
            description=self._schemas.description(places),
            deprecated=any(place.get("deprecated") is True for place in places),
        )

    def _is_file(self, place: Cursor) -> bool:
        """Say whether a multipart property holds bytes (OpenAPI 3.1, section 4.8.14.3)."""
        schema = self._references.follow(place)
        if schema.has("items"):
            return self._is_file(schema.at("items"))
        binary = schema.get("format") == "binary"
        return binary or schema.text("contentMediaType") == "application/octet-stream"


def _styled(param: Param, encoding: Cursor) -> Param:
    """Return a field of a form with the style of its encoding (OpenAPI 3.1, section 4.8.15)."""
    if not (encoding.has("style") or encoding.has("explode")):
        return param
    style = encoding.text("style") or "form"
    explode = encoding.get("explode", style in ("form", "deepObject")) is True
    return replace(param, style=style, explode=explode)


def _typed(param: Param, encoding: Cursor) -> Param:
    """Return a part with the content type of its encoding, if that names a single one."""
    media_type = encoding.text("contentType")
    is_single = bool(media_type) and not set(media_type) & set("*,")
    return replace(param, media_type=media_type) if is_single else param


_ENCODED = {"form": _styled, "multipart": _typed}


def _file_type(type_: Type) -> Type:
    return ListOf(Scalar("bytes")) if isinstance(type_, ListOf) else Scalar("bytes")


def _sent_as(media_type: str) -> str:
    """Return a media type that can be sent: a range is none."""
    if media_type == "*/*":
        return "application/json"
    return "application/octet-stream" if "*" in media_type else media_type
