"""A path where nothing can be called."""

from collections.abc import Iterator

from specquilt.finding import Severity
from specquilt.rules._facts import path_of
from specquilt.rules._rule import Problem, Rule
from specquilt.walk import METHODS, Kind, Node


def check(node: Node) -> Iterator[Problem]:
    """Look for a path item without any method."""
    if path_of(node) is None or len(node.pointer) != 2 or "$ref" in node.value:
        return
    if not any(method in node.value for method in METHODS):
        yield Problem(f"path {node.pointer[-1]} has no operation", node.pointer)


RULE = Rule(
    summary="paths without an operation",
    why="It is either a leftover, or the key of the method is misspelt and the operation is lost.",
    severity=Severity.WARNING,
    on=Kind.PATH_ITEM,
    check=check,
    before="""
        summary: Quilts
    """,
)
