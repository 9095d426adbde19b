"""Paths that are nearly the same."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.paths import without_names
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.paths import path_of, paths


def check(node: Cursor) -> Iterator[Problem]:
    """Report paths that differ from an earlier one only in case or in a trailing slash."""
    path = path_of(node)
    if path is None or len(node.pointer) != 2:
        return
    first = node.once(_first_paths).get(_plain(path), path)
    if without_names(first) != without_names(path):
        message = f"{path} differs from {first} only in case or in a trailing slash"
        yield Problem(message, node.pointer)


def _plain(path: str) -> str:
    return without_names(path).casefold().rstrip("/")


def _first_paths(document: Document) -> dict[str, str]:
    return {_plain(path): path for path in reversed(paths(document))}


RULE = Rule(
    summary="paths that differ only in case or in a trailing slash",
    why="Few servers distinguish such paths. One of them is probably a mistake, and its "
    "operations are in the client twice.",
    severity=Severity.WARNING,
    on=Kind.PATH_ITEM,
    shown=Kind.DOCUMENT,
    check=check,
    before="""
        paths:
          /quilts:
            get:
              operationId: list_quilts
              responses:
                '204':
                  description: No content
          /Quilts:
            delete:
              operationId: delete_quilts
              responses:
                '204':
                  description: Deleted
    """,
)
