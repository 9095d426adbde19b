"""Generates documents with many kinds of bodies and answers."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from specquilt.openapi.kinds import METHODS

Json = dict[str, Any]

_TEXT = {"type": "string"}
_OBJECT = {"type": "object", "properties": {"name": _TEXT, "size": {"type": "integer"}}}
_SCHEMAS: list[Any] = [
    None,
    {},
    {"type": "object"},
    {"type": "object", "properties": {}},
    _OBJECT,
    {**_OBJECT, "required": ["name"]},
    {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}},
    {"type": "array", "items": _OBJECT},
    _TEXT,
    {"type": "string", "format": "binary"},
    {"type": "integer"},
    {"oneOf": [_OBJECT, {"type": "array", "items": _TEXT}]},
    {"$ref": "#/components/schemas/Quilt"},
]
_MEDIA_TYPES = [
    "application/json",
    "application/json; charset=utf-8",
    "application/vnd.quilt+json",
    "application/merge-patch+json",
    "text/json",
    "application/xml",
    "text/plain",
    "text/csv",
    "text/html",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/mixed",
    "application/octet-stream",
    "application/pdf",
    "image/png",
    "image/*",
    "*/*",
    "audio/mpeg",
    "text/event-stream",
    "application/x-ndjson",
    "application/jsonl",
]
_VERBS = [method for method in METHODS if method not in ("head", "trace")]
_SUCCESSES = ["200", "201", "202", "204", "205", "2XX", "default"]

_media = st.sampled_from(_SCHEMAS).map(lambda schema: {} if schema is None else {"schema": schema})
_names = st.lists(
    st.sampled_from(_MEDIA_TYPES), min_size=1, max_size=3, unique_by=lambda name: name.split(";")[0]
)
_contents = _names.flatmap(lambda names: st.fixed_dictionaries(dict.fromkeys(names, _media)))
_answers = st.one_of(
    st.just({"description": "Done."}),
    st.just({"description": "Done.", "content": {}}),
    _contents.map(lambda content: {"description": "Done.", "content": content}),
)
_bodies = st.none() | st.builds(
    lambda required, content: {"required": required, "content": content}, st.booleans(), _contents
)


@st.composite
def _operations(draw: st.DrawFn) -> tuple[str, Json]:
    successes = draw(st.dictionaries(st.sampled_from(_SUCCESSES), _answers, max_size=2))
    failures = draw(st.dictionaries(st.sampled_from(["302", "404"]), _answers, max_size=1))
    body = draw(_bodies)
    operation = {"responses": {**successes, **failures}} | ({"requestBody": body} if body else {})
    return draw(st.sampled_from(_VERBS)), operation


def _document(operations: list[tuple[str, Json]]) -> Json:
    paths: dict[str, Json] = {}
    for number, (method, operation) in enumerate(operations):
        item = paths.setdefault(f"/quilts/{number // 3}", {})
        item[method if method not in item else f"x-{number}"] = operation
    return {
        "openapi": "3.1.0",
        "info": {"title": "Quilts", "version": "1"},
        "security": [],
        "paths": paths,
        "components": {"schemas": {"Quilt": _OBJECT}},
    }


documents = st.lists(_operations(), min_size=10, max_size=20).map(_document)
