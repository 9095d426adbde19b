"""Parameters in the path, query or header, and headers of responses."""

from __future__ import annotations

from specquilt.sources.swagger.notes import Note
from specquilt.sources.swagger.part import Part, reference, without
from specquilt.sources.swagger.schemas import others, schema_of_value

_FORM = {"style": "form", "explode": False}
_STYLES: dict[tuple[str, str], dict[str, object]] = {
    ("query", "csv"): _FORM,
    ("query", "ssv"): {"style": "spaceDelimited", "explode": False},
    ("query", "pipes"): {"style": "pipeDelimited", "explode": False},
    ("query", "multi"): {"style": "form", "explode": True},
    ("path", "csv"): {},
    ("header", "csv"): {},
}
"""How lists are written (Swagger 2.0, Parameter Object, `collectionFormat`)."""

_SEPARATORS = {"ssv": "spaces", "tsv": "tabs", "pipes": "pipes"}


def location(part: Part) -> str:
    """Return where a parameter is: `body`, `formData`, or another text as it is written."""
    written = part.value.get("in") if part.is_mapping else None
    text = written.strip() if isinstance(written, str) else ""
    return {"body": "body", "formdata": "formData"}.get(text.lower(), text)


def parameter(part: Part, notes: list[Note]) -> Part:
    """Convert a parameter in the path, query or header, or a reference to one."""
    if not part.is_mapping:
        return part
    if "$ref" in part.value:
        return part.made({**part.entries(), "$ref": reference(part.at("$ref"))})
    return _described(part, location(part), notes)


def header(part: Part, notes: list[Note]) -> Part:
    """Convert a header of a response, or a reference to one, which only OpenAPI 3 has."""
    if part.is_mapping and "$ref" in part.value:
        return part
    return _described(part, "header", notes) if part.is_mapping else part


def list_style(part: Part, place: str) -> dict[str, Part] | None:
    """Return how a list is written. None if OpenAPI 3 cannot express it."""
    written = part.entries().get("collectionFormat", part.made("csv"))
    style = str(written.value) if written.value is not None else "csv"
    if style == "multi" and place != "query":
        style = "csv"
    if not _is_list(part):
        return {}
    if style not in ("csv", "ssv", "tsv", "pipes", "multi"):
        return {"collectionFormat": written}
    found = _STYLES.get((place if place in ("path", "header") else "query", style))
    return None if found is None else {key: written.made(item) for key, item in found.items()}


def _described(part: Part, place: str, notes: list[Note]) -> Part:
    entries = part.entries()
    kept = without(others(entries), "schema", "collectionFormat")
    style = list_style(part, place)
    if style is None:
        style, value = {}, _as_text(part, notes)
    else:
        value = schema_of_value(part, entries)
    described = {} if "content" in entries else {"schema": value}
    return part.made({**kept, **style, **described})


def _as_text(part: Part, notes: list[Note]) -> Part:
    written = part.at("collectionFormat")
    separator = _SEPARATORS[written.value]
    message = f"a list separated by {separator} cannot be expressed here: passed as text"
    notes.append(Note(message, written.origin))
    return part.made({"type": part.at("type").made("string")})


def _is_list(part: Part) -> bool:
    written = part.value.get("type")
    return written == "array" or (isinstance(written, list) and "array" in written)
