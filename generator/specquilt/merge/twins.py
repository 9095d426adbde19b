"""One path, two pages: the plain call and its streaming twin become one operation.

A docs site shows ``chat`` and ``chat_stream`` as two endpoints of one method and path. They differ
in one boolean of the body, which each page has as a constant, and in what comes back.
"""

from __future__ import annotations

import re
from typing import Any

from specquilt.merge.combined import Combined
from specquilt.merge.identify import CALL, call_of
from specquilt.openapi.document import Document, clone
from specquilt.openapi.pointer import Pointer, resolve

STREAMING = "x-specquilt-streaming"
_STREAMS = ("text/event-stream", "application/x-ndjson", "application/jsonl")
_OFF_BY_DEFAULT = re.compile(r"\bdefaults?( value)?( is| to|:)?:? [`'\"]?false\b", re.IGNORECASE)
_MAY_DIFFER = {
    "operationId",
    "summary",
    "description",
    "externalDocs",
    "requestBody",
    "responses",
    "tags",
    CALL,
}


def join_twins(combined: Combined, document: Document, pointer: Pointer, twin: Any) -> bool:
    """Join an operation with the one that is there already, if they are such twins."""
    known = resolve(combined.data, pointer)
    field = _switch(known, twin)
    if field is None or not _same_otherwise(known, twin):
        return False
    plain, streaming = (known, twin) if _streams(twin) else (twin, known)
    if not _streams(streaming) or _streams(plain):
        return False
    combined.put(pointer, _joined(plain, streaming, field))
    combined.provenance.add(pointer, document.provenance.trace(pointer))
    return True


def _body(operation: dict[str, Any]) -> dict[str, Any]:
    content = (operation.get("requestBody") or {}).get("content") or {}
    schema = (content.get("application/json") or {}).get("schema") or {}
    return schema if isinstance(schema, dict) else {}


def _switch(one: dict[str, Any], other: dict[str, Any]) -> str | None:
    """Return the only property in which two bodies differ, if it is a boolean constant in both."""
    mine, yours = _body(one).get("properties"), _body(other).get("properties")
    if not isinstance(mine, dict) or not isinstance(yours, dict) or list(mine) != list(yours):
        return None
    differing = [name for name in mine if mine[name] != yours[name]]
    if len(differing) != 1:
        return None
    name = differing[0]
    return name if {_constant(mine[name]), _constant(yours[name])} == {True, False} else None


def _constant(schema: Any) -> Any:
    if not isinstance(schema, dict):
        return None
    values = schema.get("enum")
    single = values[0] if isinstance(values, list) and len(values) == 1 else None
    value = schema.get("const", single)
    return value if isinstance(value, bool) else None


def _same_otherwise(one: dict[str, Any], other: dict[str, Any]) -> bool:
    keys = (set(one) | set(other)) - _MAY_DIFFER
    return all(one.get(key) == other.get(key) for key in keys)


def _success_content(operation: dict[str, Any]) -> dict[str, Any]:
    response = (operation.get("responses") or {}).get("200") or {}
    content = response.get("content")
    return content if isinstance(content, dict) else {}


def _streams(operation: dict[str, Any]) -> bool:
    return any(media_type in _STREAMS for media_type in _success_content(operation))


def _joined(plain: dict[str, Any], streaming: dict[str, Any], field: str) -> dict[str, Any]:
    joined: dict[str, Any] = clone(plain)
    _open_switch(_body(joined), field)
    _success_content(joined).update(clone(_success_content(streaming)))
    told = {
        "field": field,
        "call": streaming.get(CALL) or call_of(streaming),
        "summary": streaming.get("summary"),
        "description": streaming.get("description"),
    }
    joined[STREAMING] = {key: value for key, value in told.items() if value}
    return joined


def _open_switch(body: dict[str, Any], field: str) -> None:
    """Let the constant of one page be either; it may be left out if that is said to mean false."""
    schema = body["properties"][field]
    others = {key: value for key, value in schema.items() if key not in ("const", "enum")}
    body["properties"][field] = {**others, "type": "boolean"}
    if _OFF_BY_DEFAULT.search(str(schema.get("description"))):
        body["required"] = [name for name in body.get("required") or [] if name != field]
        if not body["required"]:
            del body["required"]
