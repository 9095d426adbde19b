"""The keyword `nullable`, which OpenAPI 3.1 does not have."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Edit, Remove, Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_NULL = {"type": "null"}


def check(node: Cursor) -> Iterator[Problem]:
    """Report `nullable` in OpenAPI 3.1; the fix uses the type null instead."""
    if "nullable" in node.value and not node.is_openapi_30:
        message = "`nullable` is not a keyword of OpenAPI 3.1; use type 'null'"
        yield Problem(message, node.pointer_to("nullable"), tuple(_edits(node)))


def _edits(node: Cursor) -> Iterator[Edit]:
    if node.value["nullable"] is not True:
        yield Remove(node.pointer_to("nullable"))
        return
    schema = {key: value for key, value in node.value.items() if key != "nullable"}
    yield Set(node.pointer, _with_null(schema))


def _with_null(schema: dict[str, Any]) -> dict[str, Any]:
    for keyword in ("anyOf", "oneOf"):
        if isinstance(schema.get(keyword), list) and "type" not in schema:
            known = schema[keyword]
            return {**schema, keyword: known if _NULL in known else [*known, _NULL]}
    if "$ref" in schema or "allOf" in schema:
        return {"anyOf": [schema, _NULL]}
    return _with_null_type(schema) if "type" in schema else schema


def _with_null_type(schema: dict[str, Any]) -> dict[str, Any]:
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    better = {**schema, "type": types if "null" in types else [*types, "null"]}
    enum = schema.get("enum")
    if isinstance(enum, list) and None not in enum:
        better["enum"] = [*enum, None]
    return better


RULE = Rule(
    summary="`nullable` in OpenAPI 3.1",
    why="OpenAPI 3.1 ignores the keyword, so the schema does not allow null. A client rejects a "
    "response that contains null.",
    severity=Severity.WARNING,
    fix=Fix.SAFE,
    on=Kind.SCHEMA,
    keys=("nullable",),
    check=check,
    before="""
        type: string
        nullable: true
    """,
    after="""
        type: [string, 'null']
    """,
)
