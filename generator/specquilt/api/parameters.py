"""Path, query, header and cookie parameters of operations."""

from __future__ import annotations

from typing import Any, cast

from specquilt.api.choices import only_value
from specquilt.api.examples import example_of
from specquilt.api.hints import Hint
from specquilt.api.once import Once
from specquilt.api.references import References
from specquilt.api.report import BuildReport
from specquilt.api.schemas import Schemas
from specquilt.api.types import Location, Parameter
from specquilt.api.value_types import NULL, STRING
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.operations import NAME
from specquilt.openapi.paths import template_names

_IGNORED_HEADERS = frozenset({"accept", "authorization", "content-type"})
USUAL_STYLES = {"path": "simple", "header": "simple", "query": "form", "cookie": "form"}

_QUERY_STRING = "is the whole query string (OpenAPI 3.2): pass it in the option 'query' of a call"


class Parameters:
    """Reads parameters. Adds path parameters that a path template has but nothing declares."""

    def __init__(self, references: References, schemas: Schemas, report: BuildReport) -> None:
        self._references, self._schemas, self._report = references, schemas, report
        self._known = Once[Parameter]()

    def of(self, path: str, item: Cursor, operation: Cursor, hint: Hint) -> tuple[Parameter, ...]:
        """Return the parameters of an operation, including those of its path item."""
        places = self._places(path, item, operation)
        return tuple(
            self._parameter(place, hint.parameter(number)) for number, place in enumerate(places)
        )

    def _places(self, path: str, item: Cursor, operation: Cursor) -> list[Cursor]:
        found: dict[tuple[str, str], Cursor] = {}
        for place in (*item.elements("parameters"), *operation.elements("parameters")):
            parameter = self._references.follow(place)
            name, location = _wire_name(parameter), parameter.text("in")
            if location == "header" and name.lower() in _IGNORED_HEADERS:
                continue  # OpenAPI 3.1, section 4.8.12.2: such definitions are ignored
            if location == "querystring":
                self._warn("part-left-out", f"parameter {name!r} {_QUERY_STRING}", operation)
                continue
            if location not in USUAL_STYLES or not name:
                self._leave_out(parameter, operation)
                continue
            found[location, name] = parameter
        return self._matched_to_template(path, found, operation)

    def _leave_out(self, place: Cursor, operation: Cursor) -> None:
        message = f"parameter without a valid 'name' or 'in': {place.value!r:.80}: left out"
        self._warn("part-left-out", message, operation)

    def _matched_to_template(
        self, path: str, found: dict[tuple[str, str], Cursor], operation: Cursor
    ) -> list[Cursor]:
        templates = list(dict.fromkeys(filter(None, template_names(path))))
        for name in templates:
            if ("path", name) not in found:
                message = f"path parameter '{name}' is not declared"
                self._warn("undeclared-path-parameter", message, operation)
                found["path", name] = _text_parameter(name, operation)
        for location, name in list(found):
            if location == "path" and name not in templates:
                message = f"path parameter '{name}' does not occur in the path"
                self._warn("unused-path-parameter", message, operation)
                del found[location, name]
        in_path = [found.pop(("path", name)) for name in templates]
        return [*in_path, *found.values()]

    def _warn(self, rule: str, message: str, operation: Cursor) -> None:
        self._report.add(rule, Severity.WARNING, message, operation.pointer)

    def _parameter(self, place: Cursor, hint: Hint) -> Parameter:
        if place.has("content"):
            message = (
                f"parameter {place.text('name')!r} uses 'content'; pass it as an encoded string"
            )
            self._report.add(
                "unsupported-parameter-content", Severity.WARNING, message, place.pointer
            )
        return self._known.read(place, lambda: self._read(place, hint))

    def _read(self, place: Cursor, hint: Hint) -> Parameter:
        location = cast("Location", place.text("in"))
        schema = _schema(place)
        style = place.text("style") or USUAL_STYLES[location]
        type_ = self._schemas.type_of(schema, hint)
        return Parameter(
            wire=_wire_name(place),
            location=location,
            type=STRING if type_ == NULL else type_,
            required=location == "path" or place.get("required") is True,
            wanted=place.text(NAME),
            constant=only_value(type_) if place.get("required") is True else None,
            style=style,
            explode=_flag(place.get("explode"), style == "form"),
            default=schema.get("default"),
            description=place.prose("description") or schema.prose("description"),
            deprecated=place.get("deprecated") is True,
            example=example_of(place, self._references.follow(schema)),
            origin=place.pointer,
        )


def _schema(place: Cursor) -> Cursor:
    """Return the schema. A parameter with ``content`` is a string that the caller encodes."""
    return place.at("schema") if place.has("schema") else place.of({"type": "string"})


def _wire_name(parameter: Cursor) -> str:
    """Return the parameter's name unchanged, or an empty string."""
    name = parameter.get("name")
    return name if isinstance(name, str) else ""


def _flag(value: Any, otherwise: bool) -> bool:
    return value if isinstance(value, bool) else otherwise


def _text_parameter(name: str, operation: Cursor) -> Cursor:
    value = {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
    return operation.of(value)
