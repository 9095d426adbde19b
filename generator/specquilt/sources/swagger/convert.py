"""Converts a whole document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding
from specquilt.sources.swagger.assemble import assembled
from specquilt.sources.swagger.media import readable
from specquilt.sources.swagger.notes import of_conversion
from specquilt.sources.swagger.operations import Conversion, path_item
from specquilt.sources.swagger.parameters import location, parameter
from specquilt.sources.swagger.part import Part, without
from specquilt.sources.swagger.responses import response
from specquilt.sources.swagger.schemas import schema
from specquilt.sources.swagger.security import security_scheme
from specquilt.sources.swagger.servers import servers
from specquilt.sources.swagger.version import is_swagger_2

_SECTIONS = ("definitions", "parameters", "responses", "securityDefinitions")
_CONVERTED = ("swagger", "openapi", *_SECTIONS)


def converted(source: Document) -> tuple[Document, list[Finding]]:
    """Return a document with Swagger 2.0 as OpenAPI 3, and findings about what has been converted."""
    root = Part(source.data, ())
    conversion = Conversion(root)
    result = assembled(root.made(_document(root, conversion)), source)
    notes = dict.fromkeys(conversion.notes)
    return result, [*of_conversion(source), *(note.finding(source) for note in notes)]


def _document(root: Part, conversion: Conversion) -> dict[str, Any]:
    entries = root.entries()
    is_swagger = is_swagger_2(root.value)
    version = entries["swagger"].made("3.0.3") if is_swagger else entries["openapi"]
    made: dict[str, Any] = {"openapi": version, **without(entries, *_CONVERTED, *readable(entries))}
    found = servers(root, entries.get("schemes"))
    if found and "servers" not in entries:
        made["servers"] = found
    if "paths" in entries:
        made["paths"] = _each(entries["paths"], lambda part: path_item(part, conversion), "x-")
    components = _components(entries, conversion)
    if components:
        written = entries.get("components", root.made({})).entries()
        joined = {key: _joined(written.get(key), part) for key, part in components.items()}
        made["components"] = {**written, **joined}
    return made


def _joined(written: Part | None, converted: Part) -> Part:
    """Return the components of a section: those that it has, and those that it gets."""
    if written is None or not (written.is_mapping and isinstance(converted.value, dict)):
        return converted
    return converted.made({**written.entries(), **converted.value})


def _components(entries: dict[str, Part], conversion: Conversion) -> dict[str, Part]:
    made = {
        "schemas": _section(entries, "definitions", schema),
        "responses": _section(entries, "responses", lambda part: _response(part, conversion)),
        "parameters": _parameters(entries, conversion),
        "securitySchemes": _section(entries, "securityDefinitions", security_scheme),
    }
    return {key: part for key, part in made.items() if part is not None}


def _section(entries: dict[str, Part], key: str, convert: Callable[[Part], Part]) -> Part | None:
    return _each(entries[key], convert) if key in entries else None


def _response(part: Part, conversion: Conversion) -> Part:
    return response(part, conversion.media_types("produces"), conversion.notes)


def _parameters(entries: dict[str, Part], conversion: Conversion) -> Part | None:
    """Return the shared parameters; those in the body or a form are with their operations."""
    part = entries.get("parameters")
    if part is None or not part.is_mapping:
        return part
    kept = {
        name: parameter(each, conversion.notes)
        for name, each in part.entries().items()
        if location(conversion.followed(each)) not in ("body", "formData")
    }
    return part.made(kept) if kept else None


def _each(part: Part, convert: Callable[[Part], Part], but: str = "\0") -> Part:
    """Convert each value of a mapping. Keys that begin with a text, and other values, stay."""
    if not part.is_mapping:
        return part
    entries = part.entries().items()
    return part.made({key: each if key.startswith(but) else convert(each) for key, each in entries})
