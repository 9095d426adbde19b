"""The comparison ignores notation and finds every real difference."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.agreement import facts
from corpus.schema_view import view

SAME = [
    ({"type": ["string", "null"]}, {"type": "string", "nullable": True}),
    ({"type": ["string", "null"]}, {"oneOf": [{"type": "string"}, {"type": "null"}]}),
    ({"const": "a", "type": "string"}, {"enum": ["a"]}),
    ({"type": "string", "enum": ["a", None]}, {"enum": ["a"], "nullable": True, "type": "string"}),
    ({"allOf": [{"$ref": "#/components/schemas/Text"}]}, {"type": "string"}),
    ({"type": "number", "format": "int64"}, {"type": "integer"}),
    ({"anyOf": [{"type": "string"}]}, {"type": "string", "description": "words"}),
]
OTHER = [
    ({"type": "string"}, {"type": "integer"}, "response type"),
    ({"type": "string"}, {"type": "string", "nullable": True}, "response nullable"),
    ({"enum": ["a"]}, {"enum": ["a", "b"]}, "response enum"),
    ({"properties": {"a": {}}}, {"properties": {"b": {}}}, "response field"),
    (
        {"properties": {"a": {}}, "required": ["a"]},
        {"properties": {"a": {}}},
        "response field required",
    ),
    (
        {"oneOf": [{"type": "string"}, {"type": "integer"}]},
        {"oneOf": [{"type": "string"}, {"type": "boolean"}]},
        "response variant",
    ),
    (
        {"type": "array", "items": {"type": "string"}},
        {"type": "array", "items": {}},
        "response type",
    ),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_notations_of_a_schema_agree(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert _differing(_answering(one), _answering(other)) == set()


@pytest.mark.parametrize(("one", "other", "kind"), OTHER)
def test_difference_between_schemas_is_a_fact_of_its_type(
    one: dict[str, Any], other: dict[str, Any], kind: str
) -> None:
    assert _differing(_answering(one), _answering(other)) == {kind}


def test_recursive_schema_is_compared_once() -> None:
    root = {"components": {"schemas": {"Node": {"properties": {"next": {"$ref": NODE}}}}}}
    document = {**_answering({"$ref": NODE}), **root}
    assert _differing(document, document) == set()
    assert view(document, {"$ref": NODE}).type == "object"


def test_missing_parameter_and_missing_body_are_facts() -> None:
    ours, theirs = _answering({}), _answering({})
    theirs["paths"]["/a"]["get"]["parameters"] = [{"name": "n", "in": "query"}]
    theirs["paths"]["/a"]["get"]["requestBody"] = {"content": {"text/plain": {}}}
    assert _differing(ours, theirs) == {"parameter", "request body"}


NODE = "#/components/schemas/Node"


def _answering(schema: dict[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    responses = {"200": {"description": "", "content": content}}
    return {
        "paths": {"/a": {"get": {"responses": responses}}},
        "components": {"schemas": {"Text": {"type": "string"}}},
    }


def _differing(ours: dict[str, Any], theirs: dict[str, Any]) -> set[str]:
    return {fact.kind for fact in facts(ours, theirs) if not fact.agrees}
