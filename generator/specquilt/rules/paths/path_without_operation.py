"""Paths without operations."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import METHODS, Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.paths import path_of


def check(node: Cursor) -> Iterator[Problem]:
    """Report path items without a method."""
    if path_of(node) is None or len(node.pointer) != 2 or "$ref" in node.value:
        return
    if not any(key.lower() in METHODS for key in node.value):
        yield Problem(f"path {node.pointer[-1]} has no operations", node.pointer)


RULE = Rule(
    summary="paths without operations",
    why="The path is left over, or the key of a method is misspelled and its operation is lost.",
    severity=Severity.WARNING,
    on=Kind.PATH_ITEM,
    check=check,
    before="""
        summary: Quilts
    """,
)
