"""Responses: their content by media type, and their headers."""

from __future__ import annotations

from typing import Any

from specquilt.sources.swagger.media import BINARY, JSON, content
from specquilt.sources.swagger.notes import Note
from specquilt.sources.swagger.parameters import header
from specquilt.sources.swagger.part import Part, reference, without
from specquilt.sources.swagger.schemas import schema


def response(part: Part, produces: list[Part], notes: list[Note]) -> Part:
    """Convert a response, or a reference to one."""
    if not part.is_mapping:
        return part
    entries = part.entries()
    if "$ref" in entries:
        return part.made({**entries, "$ref": reference(entries["$ref"])})
    made: dict[str, Any] = without(entries, "schema", "examples", "headers")
    if "headers" in entries:
        made["headers"] = _headers(entries["headers"], notes)
    found = _content(part, entries, produces) if "content" not in entries else {}
    return part.made({**made, "content": found} if found else made)


def depends_on_media_types(part: Part) -> bool:
    """Return whether the content of a response is different for other media types."""
    return part.is_mapping and ("schema" in part.value or "examples" in part.value)


def _headers(part: Part, notes: list[Note]) -> Part:
    found = {name: header(each, notes) for name, each in part.entries().items()}
    return part.made(found) if part.is_mapping else part


def _content(part: Part, entries: dict[str, Part], produces: list[Part]) -> dict[str, Part]:
    media, default = {}, JSON
    if entries.get("schema", part.made(None)).value is not None:
        media["schema"] = schema(entries["schema"])
        default = BINARY if _is_file(entries["schema"]) else JSON
    examples = _examples(entries.get("examples", part.made(None)), produces)
    result = content(produces, part.made(default), media) if media else {}
    for name, example in examples.items():
        others = result.get(name, example.made(media)).value
        result[name] = result.get(name, example).made({**others, "example": example})
    return result


def _examples(part: Part, produces: list[Part]) -> dict[str, Part]:
    """Return examples by media type. Without media types, the value itself is the example."""
    entries = {key: each for key, each in part.entries().items() if not key.startswith("x-")}
    found = {name: each for name, each in entries.items() if "/" in name}
    if not found and entries:
        return {(produces[0].value.strip() if produces else JSON): part}
    return found


def _is_file(part: Part) -> bool:
    return part.is_mapping and part.value.get("type") == "file"
