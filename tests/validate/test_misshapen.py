"""Values that are no mapping, list or string where OpenAPI has one: what is said, and about what."""

from __future__ import annotations

from typing import Any

import pytest

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.kinds import Kind
from specquilt.openapi.walk import walk
from specquilt.validate import shapes
from specquilt.validate.shapes import misshapen


def _operation(**parts: Any) -> dict[str, Any]:
    return {"paths": {"/a": {"get": parts}}}


def _schema(schema: Any) -> dict[str, Any]:
    return {"components": {"schemas": {"A": schema}}}


def _flow(scopes: Any) -> dict[str, Any]:
    scheme = {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "/", "scopes": scopes}}}
    return {"components": {"securitySchemes": {"oauth": scheme}}}


def _variable(values: Any) -> dict[str, Any]:
    return {"servers": [{"url": "/", "variables": {"a": {"enum": values}}}]}


def _choice(targets: Any) -> dict[str, Any]:
    return _schema({"discriminator": {"propertyName": "kind", "mapping": targets}})


def messages(data: dict[str, Any]) -> list[str]:
    return [finding.message for finding in misshapen(walk(Document(data)))]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"paths": []}, "'paths' must be a mapping, not a list"),
        ({"paths": {"/a": 1}}, "'paths./a' must be a mapping, not 1"),
        ({"paths": {"/a": True}}, "'paths./a' must be a mapping, not true"),
        ({"tags": {}}, "'tags' must be a list, not a mapping"),
        ({"tags": [{}]}, "'name' is required in a tag"),
        ({"tags": [{"name": None}]}, "'name' must be a string, not null"),
        ({"security": {}}, "'security' must be a list, not a mapping"),
        ({"security": [1, {}]}, "'security.0' must be a mapping, not 1"),
        ({"security": [{"a": "b"}]}, "'security.0.a' must be a list, not the string 'b'"),
        ({"security": [{}, {"a": [None]}]}, "'security.1.a.0' must be a string, not null"),
        (_operation(security="a"), "'security' must be a list, not the string 'a'"),
        (_operation(tags="a"), "'tags' must be a list, not the string 'a'"),
        (_operation(tags=["a", None]), "'tags.1' must be a string, not null"),
        (_operation(tags=["a", {}]), "'tags.1' must be a string, not a mapping"),
        (_operation(parameters=[True]), "'parameters.0' must be a mapping, not true"),
        (_operation(operationId=["a"]), "'operationId' must be a string, not a list"),
        (_schema([]), "'schemas.A' must be a mapping, not a list"),
        (_schema({"required": "a"}), "'required' must be a list, not the string 'a'"),
        (_schema({"required": ["a", []]}), "'required.1' must be a string, not a list"),
        (_schema({"enum": {}}), "'enum' must be a list, not a mapping"),
        (_schema({"type": {}}), "'type' must be a string, not a mapping"),
        (_schema({"type": ["string", []]}), "'type.1' must be a string, not a list"),
        (_schema({"$ref": 3}), "'$ref' must be a string, not 3"),
        (_schema({"$ref": None}), "'$ref' must be a string, not null"),
        (_schema({"description": {}}), "'description' must be a string, not a mapping"),
        (_variable("a"), "'enum' must be a list, not the string 'a'"),
        (_variable(["a", {}]), "'enum.1' must be a string, not a mapping"),
        (_choice([]), "'mapping' must be a mapping, not a list"),
        (_choice({"a": None}), "'mapping.a' must be a string, not null"),
        (_flow("all"), "'scopes' must be a mapping, not the string 'all'"),
        (_flow({"all": []}), "'scopes.all' must be a string, not a list"),
    ],
)
def test_wrong_value_is_named_with_what_should_be_there(
    data: dict[str, Any], expected: str
) -> None:
    assert messages(data) == [expected]


@pytest.mark.parametrize(
    "data",
    [
        {"security": []},
        {"security": [{}, {"a": []}, {"a": ["b", 1]}]},
        {"info": {"title": None, "version": 1.5}},
        _operation(tags=["a", 1, ["b"]], summary=None),
        _schema(True),
        _schema({"required": ["a", 1], "enum": [None, {}, []], "type": None}),
        _schema({"type": ["string", None, 1], "description": 7}),
        _variable(["a", 1, False]),
        _choice({"a": 1}),
        _flow({"all": "", "one": 2}),
    ],
)
def test_scalars_may_stand_for_strings(data: dict[str, Any]) -> None:
    assert messages(data) == []


def test_only_the_beginning_of_a_long_string_is_quoted() -> None:
    (message,) = messages({"paths": "abcdefghij" * 4})
    assert message == f"'paths' must be a mapping, not the string {'abcdefghij' * 3!r}"


def test_a_key_of_many_objects_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def child(_kind: object, key: str) -> None:
        asked.append(key)

    monkeypatch.setattr(shapes, "child_of", child)
    nodes = [Cursor((), {"x-once": "text"}, Document({}), Kind.VALUE)] * 3
    assert list(misshapen(nodes[:1])) == []
    known = len(asked)
    assert list(misshapen(nodes)) == []
    assert len(asked) == known > 0


def test_finding_points_at_the_value_or_at_the_object_that_lacks_a_key() -> None:
    found = misshapen(walk(Document({"tags": [{"name": "a"}, {}], "servers": 1})))
    assert [finding.pointer for finding in found] == [("servers",), ("tags", 1)]
