"""Joins an operation and its streaming variant if they have the same method and path.

Documentation sites show ``chat`` and ``chat_stream`` as two endpoints with one method and path.
They differ in one boolean of the body, which is a constant on each page, and in the response.
"""

from __future__ import annotations

import re
from typing import Any

from specquilt.merging.draft import Draft
from specquilt.merging.operation_ids import call_of
from specquilt.openapi.document import Document, clone
from specquilt.openapi.operations import CALL, STREAMING
from specquilt.openapi.pointer import Pointer, resolve

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


def join_streaming_variant(draft: Draft, document: Document, pointer: Pointer, other: Any) -> bool:
    """Join an operation with its streaming variant in the draft.

    Args:
        draft: the draft, which contains the first of the two operations.
        document: the fragment with the second operation.
        pointer: location of both operations.
        other: the second operation.

    Returns:
        Whether the operations were joined. False if they differ in other ways.
    """
    known = resolve(draft.data, pointer)
    field = _switch(known, other)
    if field is None or not _same_otherwise(known, other):
        return False
    plain, streaming = (known, other) if _streams(other) else (other, known)
    if not _streams(streaming) or _streams(plain):
        return False
    draft.put(pointer, _joined(plain, streaming, field))
    draft.provenance.add(pointer, document.provenance.trace(pointer))
    return True


def _body(operation: dict[str, Any]) -> dict[str, Any]:
    content = (operation.get("requestBody") or {}).get("content") or {}
    schema = (content.get("application/json") or {}).get("schema") or {}
    return schema if isinstance(schema, dict) else {}


def _switch(one: dict[str, Any], other: dict[str, Any]) -> str | None:
    """Return the property that switches streaming on.

    It is the only property in which the bodies differ, and a boolean constant in both.
    """
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
    facts = {
        "field": field,
        "call": streaming.get(CALL) or call_of(streaming),
        "summary": streaming.get("summary"),
        "description": streaming.get("description"),
    }
    joined[STREAMING] = {key: value for key, value in facts.items() if value}
    return joined


def _open_switch(body: dict[str, Any], field: str) -> None:
    """Allow both values of the switch. It becomes optional if its description names a default."""
    schema = body["properties"][field]
    others = {key: value for key, value in schema.items() if key not in ("const", "enum")}
    body["properties"][field] = {**others, "type": "boolean"}
    if _OFF_BY_DEFAULT.search(str(schema.get("description"))):
        body["required"] = [name for name in body.get("required") or [] if name != field]
        if not body["required"]:
            del body["required"]
