"""Variants that fit the same value, where exactly one may fit."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import RenameKey
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import mapping
from specquilt.rules.engine.rule import Problem, Rule

_WORDS = {"title", "description", "example", "examples", "deprecated", "default"}
_INCLUDED = {("integer", "number"), ("number", "integer")}


def check(node: Cursor) -> Iterator[Problem]:
    """Look among the plain types of `oneOf` for a pair where one includes the other."""
    if "anyOf" in node.value or "discriminator" in node.value:
        return
    variants = [mapping(node.resolve(variant)) for variant in node.listing("oneOf")]
    for one, other in combinations(variants, 2):
        if _overlap(one, other):
            message = f"{_spoken(one)} and {_spoken(other)} fit the same values"
            yield Problem(
                message, node.pointer_to("oneOf"), (RenameKey(node.pointer_to("oneOf"), "anyOf"),)
            )
            return


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """One of the two must take every value of its type, and the other one such values, too."""
    types = one.get("type"), other.get("type")
    if not all(isinstance(type_, str) for type_ in types):
        return False
    if types in _INCLUDED:
        return _is_plain(one if types[0] == "number" else other)
    return types[0] == types[1] and types[0] in _SCALARS and (_is_plain(one) or _is_plain(other))


_SCALARS = {"string", "number", "integer", "boolean"}


def _is_plain(schema: dict[str, Any]) -> bool:
    """Say whether a schema takes every value of its type; the format of a number is its size."""
    is_number = schema["type"] in ("integer", "number")
    return set(schema) <= {"type", *_WORDS, *(["format"] if is_number else [])}


def _spoken(schema: dict[str, Any]) -> str:
    return f"{schema['type']} ({schema['format']})" if "format" in schema else str(schema["type"])


RULE = Rule(
    summary="variants of `oneOf` that overlap",
    why="`oneOf` demands that exactly one variant fits, but every integer is a number, too: such "
    "a value is never valid. `anyOf` says what is meant.",
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
