"""Schemas, and the keywords of parameters and headers that make up a schema."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from specquilt.openapi.keys import KEYS, KEYWORDS
from specquilt.openapi.kinds import MAP, Child, Kind, child_of
from specquilt.sources.swagger.part import Part, reference

_EXTENSIONS = frozenset({"x-nullable", "x-enum-varnames", "x-enumNames", "x-enum-descriptions"})
"""Extensions that are about the values of a parameter."""

_OF_VALUES = (KEYWORDS | _EXTENSIONS) - KEYS[Kind.PARAMETER]


def schema(part: Part) -> Part:
    """Convert a schema, and all schemas in it."""
    if not part.is_mapping:
        return part
    converted = dict(_keyword(key, value) for key, value in part.entries().items())
    return part.made(_with_file(converted))


def about_values(entries: dict[str, Part]) -> dict[str, Part]:
    """Return the keywords of a parameter or header that describe its value."""
    return {key: part for key, part in entries.items() if key in _OF_VALUES}


def others(entries: dict[str, Part]) -> dict[str, Part]:
    """Return the keys of a parameter or header that do not describe its value."""
    return {key: part for key, part in entries.items() if key not in _OF_VALUES}


def schema_of_value(owner: Part, entries: dict[str, Part]) -> Part:
    """Return the schema of a parameter or header; a `schema` that it should not have is kept."""
    known = schema(entries["schema"]).value if "schema" in entries else {}
    written = known if isinstance(known, dict) else {}
    keywords = {key: part.value for key, part in about_values(entries).items()}
    return owner.made({**written, **schema(owner.made(keywords)).value})


def _keyword(key: str, part: Part) -> tuple[str, Part]:
    child = child_of(Kind.SCHEMA, key)
    if key == "$ref":
        return key, reference(part)
    if key == "x-nullable" and isinstance(part.value, bool):
        return "nullable", part
    if key == "discriminator" and isinstance(part.value, str):
        return key, part.made({"propertyName": part})
    if child is not None and child.kind is Kind.SCHEMA:
        return key, _inside(child, part)
    return key, part


def _inside(child: Child, part: Part) -> Part:
    if part.is_list:
        return part.made(_all(part.items()))
    if child.many == MAP:
        return part.made({key: schema(each) for key, each in part.entries().items()} or part.value)
    # How items of a nested list are separated cannot be expressed.
    return _without_format(schema(part))


def _all(parts: Iterable[Part]) -> list[Part]:
    return [schema(part) for part in parts]


def _without_format(part: Part) -> Part:
    if not part.is_mapping or "collectionFormat" not in part.value:
        return part
    return part.made({key: v for key, v in part.value.items() if key != "collectionFormat"})


def _with_file(converted: dict[str, Part]) -> dict[str, Any]:
    """Return a schema in which a file is binary text."""
    written = converted.get("type")
    if written is None or written.value != "file":
        return converted
    return {**converted, "type": written.made("string"), "format": written.made("binary")}
