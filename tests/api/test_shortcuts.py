"""What is read once, or in a quick way, is what is read without these shortcuts."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from api.small import document, facts
from specquilt.api import fitting, schemas, shapes
from specquilt.api.build import build
from specquilt.api.once import Once
from specquilt.api.types import Api
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Finding, InputError

NAMES = ("A", "B", "C", "D")
TYPES = ("string", "string", "integer", "number", "boolean", "null", "array", "object", "widget")
VALUES: tuple[Any, ...] = (
    True,
    1,
    2.5,
    "a",
    "2030-01-31",
    [],
    [1],
    {},
    {"a": "a"},
    {"a": "a", "b": 1},
)


class Maker:
    """Makes documents whose operations share parameters, responses and schemas."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def document(self) -> dict[str, Any]:
        """Return a document in which every part of a component is used at least once."""
        components = {
            "schemas": {name: self._schema(3) for name in NAMES},
            "parameters": {name: self._parameter(name) for name in NAMES},
            "responses": {name: self._response() for name in NAMES},
        }
        paths = {f"/{name}": {"get": self._operation()} for name in NAMES}
        return document(paths, components=components)  # type: ignore[no-any-return]

    def _operation(self) -> dict[str, Any]:
        statuses = ("200", "400", "404", "4XX", "default")
        parameters = [self._reference("parameters", name) for name in NAMES]
        return {
            "parameters": [*parameters, self._parameter("own")],
            "responses": {each: self._one_response() for each in statuses},
        }

    def _one_response(self) -> dict[str, Any]:
        made = self._reference("responses"), self._reference("responses"), self._response()
        return self._random.choice(made)

    def _reference(self, section: str, name: str = "") -> dict[str, Any]:
        chosen = name or self._random.choice(NAMES)
        beside = {"description": "Beside."} if self._random.random() < 0.2 else {}
        return {"$ref": f"#/components/{section}/{chosen}", **beside}

    def _parameter(self, name: str) -> dict[str, Any]:
        is_text = self._random.random() < 0.2
        schema = {"content": {"text/plain": {}}} if is_text else {"schema": self._schema(1)}
        return {"name": name, "in": "query", **schema}

    def _response(self) -> dict[str, Any]:
        content = {"schema": self._schema(2), "example": self._random.choice(VALUES)}
        return {"description": "One.", "content": {"application/json": content}}

    def _schema(self, depth: int) -> dict[str, Any]:
        if self._random.random() < 0.2:
            return self._reference("schemas")
        more = [each for each in self._keywords(depth) if self._random.random() < 0.2]
        given = {"type": self._random.choice(TYPES)} if self._random.random() < 0.8 else {}
        return given | {key: make() for key, make in more}

    def _keywords(self, depth: int) -> list[tuple[str, Callable[[], Any]]]:
        choose, flat = self._random.choice, list[tuple[str, Callable[[], Any]]]()
        flat += [
            ("format", lambda: choose(["date", "uri", "widget"])),
            ("nullable", lambda: choose([True, False, "yes"])),
            ("description", lambda: choose(["One.", "Another."])),
            ("enum", lambda: [choose(VALUES), choose(VALUES)]),
            ("const", lambda: choose(VALUES)),
            ("minimum", lambda: 2),
            ("required", lambda: [choose("abc")]),
        ]
        if depth == 0:
            return flat
        members = lambda: [self._schema(depth - 1) for _ in range(choose([1, 2]))]  # noqa: E731
        properties = lambda: {each: self._schema(depth - 1) for each in "ab"}  # noqa: E731
        deep = [("properties", properties), ("properties", properties)]
        deep += [
            (each, lambda: self._schema(depth - 1)) for each in ("items", "additionalProperties")
        ]
        return [*flat, *deep, *((each, members) for each in ("allOf", "oneOf", "anyOf"))]


class _NoKeywords(frozenset[str]):
    """Keywords of which any schema is said to have one."""

    def isdisjoint(self, _other: Any) -> bool:
        return False


def _without_shortcuts(patch: pytest.MonkeyPatch) -> None:
    def read(_: Any, _place: Cursor, read: Callable[[], Any], **_also: Any) -> Any:
        return read()

    patch.setattr(Once, "read", read)
    patch.setattr(schemas, "only_scalar", lambda _schema: None)
    patch.setattr(shapes, "_HAVE_PROPERTIES", _NoKeywords())
    patch.setattr(fitting, "_MORE_THAN_TYPE", _NoKeywords())


def _read(data: dict[str, Any]) -> tuple[Api | None, list[Finding]]:
    try:
        return build(data)
    except InputError as error:
        return None, [*error.findings]


@pytest.mark.parametrize("seed", range(40))
def test_shortcuts_change_nothing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    data = Maker(seed).document()
    quick = _read(data)
    _without_shortcuts(monkeypatch)
    assert _read(data) == quick


def test_made_documents_can_mostly_be_read() -> None:
    read = [_read(Maker(seed).document())[0] for seed in range(40)]
    assert sum(each is not None for each in read) > 30


# --- once ----------------------------------------------------------------------------------------


def _shared(reference: dict[str, Any]) -> dict[str, Any]:
    return {"responses": {"200": {"description": "One."}, "404": reference}}


def test_an_error_that_operations_share_is_read_once() -> None:
    response = {"$ref": "#/components/responses/Missing"}
    paths = {path: {"get": _shared(response)} for path in ("/a", "/b")}
    components = {"responses": {"Missing": {"description": "None."}}}
    one, other = (each.errors for each in facts(paths, components=components)[0].operations)
    assert one[0] is other[0]


def test_a_description_beside_a_reference_is_for_one_operation() -> None:
    response = {"$ref": "#/components/responses/Missing"}
    described = response | {"description": "No animal."}
    paths = {"/a": {"get": _shared(response)}, "/b": {"get": _shared(described)}}
    components = {"responses": {"Missing": {"description": "None."}}}
    found = [each.errors for each in facts(paths, components=components)[0].operations]
    assert [each.description for (each,) in found] == ["None.", "No animal."]


def test_a_response_of_two_statuses_is_two_errors() -> None:
    response = {"$ref": "#/components/responses/Failed"}
    responses = {"200": {"description": "One."}, "400": response, "500": response}
    components = {"responses": {"Failed": {"description": "Not done."}}}
    (operation,) = facts({"/a": {"get": {"responses": responses}}}, components=components)[
        0
    ].operations
    assert [each.status for each in operation.errors] == [400, 500]


def test_a_response_by_two_names_is_two_errors() -> None:
    responses = {
        "Failed": {"$ref": "#/components/responses/Refused"},
        "Refused": {"description": "Not done."},
    }
    paths = {
        f"/{name}": {"get": _shared({"$ref": f"#/components/responses/{name}"})}
        for name in responses
    }
    found = facts(paths, components={"responses": responses})[0].operations
    assert [each.errors[0].name for each in found] == ["Failed", "Refused"]


def test_a_parameter_that_operations_share_is_reported_for_each() -> None:
    parameters = [{"$ref": "#/components/parameters/Where"}]
    paths = {path: {"get": {"parameters": parameters} | _shared({})} for path in ("/a", "/b")}
    where = {"name": "where", "in": "query", "content": {"text/plain": {}}}
    api, found = facts(paths, components={"parameters": {"Where": where}})
    one, other = (each.parameters for each in api.operations)
    assert one[0] is other[0]
    reported = [each.operation for each in found if each.rule == "unsupported-parameter-content"]
    assert reported == ["GET /a", "GET /b"]


def test_a_reference_that_is_no_text_is_refused() -> None:
    parameters = [{"$ref": ["#/components/parameters/Where"]}]
    with pytest.raises(InputError, match="external reference"):
        facts({"/a": {"get": {"parameters": parameters} | _shared({})}})
