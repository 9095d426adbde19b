"""Variants of `oneOf` that match the same values."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import RenameKey
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import mapping
from specquilt.rules.engine.rule import Problem, Rule

_ANNOTATIONS = {"title", "description", "example", "examples", "deprecated", "default"}
_INCLUDED = {("integer", "number"), ("number", "integer")}


def check(node: Cursor) -> Iterator[Problem]:
    """Report `oneOf` if one of its simple types includes another."""
    if "anyOf" in node.value or "discriminator" in node.value:
        return
    listed = node.listing("oneOf")
    variants = [mapping(node.resolve(variant)) for variant in listed]
    for (first, one), (second, other) in combinations(zip(listed, variants, strict=True), 2):
        if first != second and _overlap(one, other):
            message = f"`oneOf` variants {_label(one)} and {_label(other)} match the same values"
            yield Problem(
                message, node.pointer_to("oneOf"), (RenameKey(node.pointer_to("oneOf"), "anyOf"),)
            )
            return


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Return whether one schema allows all values of its type and the other has such values."""
    types = one.get("type"), other.get("type")
    if not all(isinstance(type_, str) for type_ in types):
        return False
    if types in _INCLUDED:
        return _is_plain(one if types[0] == "number" else other)
    return types[0] == types[1] and types[0] in _SCALARS and (_is_plain(one) or _is_plain(other))


_SCALARS = {"string", "number", "integer", "boolean"}


def _is_plain(schema: dict[str, Any]) -> bool:
    """Return whether a schema allows every value of its type; a number may have a format."""
    is_number = schema["type"] in ("integer", "number")
    return set(schema) <= {"type", *_ANNOTATIONS, *(["format"] if is_number else [])}


def _label(schema: dict[str, Any]) -> str:
    return f"{schema['type']} ({schema['format']})" if "format" in schema else str(schema["type"])


RULE = Rule(
    summary="`oneOf` variants that overlap",
    why="A value that matches two variants is invalid, because `oneOf` requires exactly one "
    "match. For example, an integer also matches `number`. `anyOf` allows several matches.",
    severity=Severity.WARNING,
    fix=Fix.GUESS,
    on=Kind.SCHEMA,
    keys=("oneOf",),
    check=check,
    before="""
        oneOf:
          - type: integer
          - type: number
    """,
    after="""
        anyOf:
          - type: integer
          - type: number
    """,
)
