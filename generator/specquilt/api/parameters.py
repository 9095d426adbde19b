"""The parameters of an operation that go into its path, query, headers and cookies."""

from __future__ import annotations

import re
from typing import Any, cast

from specquilt.api.choices import only_value
from specquilt.api.hints import Hint
from specquilt.api.references import References
from specquilt.api.report import BuildReport
from specquilt.api.schemas import Schemas
from specquilt.api.types import Location, Parameter
from specquilt.api.value_types import NULL, STRING
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity

_IGNORED_HEADERS = frozenset({"accept", "authorization", "content-type"})
_STYLES = {"path": "simple", "header": "simple", "query": "form", "cookie": "form"}
_TEMPLATE = re.compile(r"\{([^{}]+)\}")


class Parameters:
    """Reads parameters; what a path template names is always among them."""

    def __init__(self, references: References, schemas: Schemas, report: BuildReport) -> None:
        self._references, self._schemas, self._report = references, schemas, report

    def of(self, path: str, item: Cursor, operation: Cursor, hint: Hint) -> tuple[Parameter, ...]:
        """Return the parameters of an operation, those of its path item included."""
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
            if location not in _STYLES or not name:
                raise self._unsupported(parameter)
            found[location, name] = parameter
        return self._in_step_with_the_path(path, found, operation)

    def _unsupported(self, place: Cursor) -> Exception:
        return self._report.error(
            "unsupported-parameter",
            f"a parameter needs a name and a location, this one is {place.value!r:.80}",
            place.pointer,
        )

    def _in_step_with_the_path(
        self, path: str, found: dict[tuple[str, str], Cursor], operation: Cursor
    ) -> list[Cursor]:
        templates = list(dict.fromkeys(_TEMPLATE.findall(path)))
        for name in templates:
            if ("path", name) not in found:
                self._warn("undeclared-path-parameter", f"{{{name}}} is not declared", operation)
                found["path", name] = _text_parameter(name, operation)
        for location, name in list(found):
            if location == "path" and name not in templates:
                self._warn("unused-path-parameter", f"the path has no {{{name}}}", operation)
                del found[location, name]
        in_path = [found.pop(("path", name)) for name in templates]
        return [*in_path, *found.values()]

    def _warn(self, rule: str, message: str, operation: Cursor) -> None:
        self._report.add(rule, Severity.WARNING, message, operation.pointer)

    def _parameter(self, place: Cursor, hint: Hint) -> Parameter:
        location = cast("Location", place.text("in"))
        schema = self._schema(place)
        style = place.text("style") or _STYLES[location]
        type_ = self._schemas.type_of(schema, hint)
        return Parameter(
            wire=_wire_name(place),
            location=location,
            type=STRING if type_ == NULL else type_,
            required=location == "path" or place.get("required") is True,
            constant=only_value(type_) if place.get("required") is True else None,
            style=style,
            explode=_flag(place.get("explode"), style == "form"),
            default=schema.get("default"),
            description=place.text("description") or schema.text("description"),
            deprecated=place.get("deprecated") is True,
            origin=place.pointer,
        )

    def _schema(self, place: Cursor) -> Cursor:
        """Return the schema; a parameter described by a media type is text, already encoded."""
        if place.has("content"):
            self._report.add(
                "unsupported-parameter-content",
                Severity.WARNING,
                f"{place.text('name')!r} has a media type of its own: pass it as encoded text",
                place.pointer,
            )
        return place.at("schema") if place.has("schema") else place.of({"type": "string"})


def _wire_name(parameter: Cursor) -> str:
    """Return the name as it is, whatever characters it has: it goes over the wire."""
    name = parameter.get("name")
    return name if isinstance(name, str) else ""


def _flag(value: Any, otherwise: bool) -> bool:
    return value if isinstance(value, bool) else otherwise


def _text_parameter(name: str, operation: Cursor) -> Cursor:
    value = {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
    return operation.of(value)
