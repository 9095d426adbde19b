"""Hints for specquilt that are misspelled, at the wrong place, or have the wrong type."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.operations import ARGUMENTS, CALL, NAME
from specquilt.openapi.suggestion import did_you_mean
from specquilt.rules.engine.rule import Problem, Rule, Shape

_PREFIX = "x-specquilt-"
_HINTS: dict[Kind, dict[str, type[Any]]] = {
    Kind.DOCUMENT: {ARGUMENTS: dict, "x-specquilt-webhooks": dict},
    Kind.OPERATION: {
        CALL: str,
        ARGUMENTS: dict,
        "x-specquilt-pagination": dict,
        "x-specquilt-polling": dict,
        "x-specquilt-streaming": dict,
    },
    Kind.PARAMETER: {NAME: str},
    Kind.SCHEMA: {NAME: str},
    Kind.INFO: {"x-specquilt-client-names": list},
    Kind.SERVER: {"x-specquilt-env": str},
    Kind.SECURITY_SCHEME: {"x-specquilt-env": str},
}
_TYPES: dict[type[Any], str] = {str: "text", dict: "a mapping", list: "a list"}


def check(node: Cursor) -> Iterator[Problem]:
    """Report hints that have no effect. Null disables a hint."""
    known = _HINTS.get(node.kind, {})
    for key, value in node.value.items():
        if not key.startswith(_PREFIX):
            continue
        if key not in known:
            otherwise = "remove it, or put it where it has an effect"
            advice = did_you_mean(key, known, otherwise, prefix=_PREFIX)
            message = f"hint {key!r} has no effect in {node.kind.replace('-', ' ')}s"
            yield Problem(message, node.pointer_to(key), help=advice)
        elif value not in (None, False) and not isinstance(value, known[key]):
            message = f"hint {key!r} is ignored: expected {_TYPES[known[key]]}"
            yield Problem(message, node.pointer_to(key))


def _has_hint(shape: Shape) -> bool:
    return any(key.startswith(_PREFIX) for key in shape.keys)


RULE = Rule(
    summary="hints for specquilt that have no effect",
    why="A misspelled or misplaced hint would otherwise be silently ignored.",
    severity=Severity.WARNING,
    on=Kind.OPERATION,
    also=tuple(kind for kind in Kind if kind not in (Kind.OPERATION, Kind.VALUE)),
    concerns=_has_hint,
    check=check,
    before="""
        operationId: make
        x-specquilt-cal: quilts.make
        responses: {'201': {description: Made}}
    """,
)
