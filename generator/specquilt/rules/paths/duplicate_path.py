"""The same path, written twice."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.paths import path_of, paths, without_names


def check(node: Cursor) -> Iterator[Problem]:
    """Look for a path that differs from an earlier one only by case or a slash at the end."""
    path = path_of(node)
    if path is None or len(node.pointer) != 2:
        return
    first = node.once(_first_paths).get(_plain(path), path)
    if without_names(first) != without_names(path):
        message = f"{path} differs from {first} only by case or by a slash at the end"
        yield Problem(message, node.pointer)


def _plain(path: str) -> str:
    return without_names(path).casefold().rstrip("/")


def _first_paths(document: Document) -> dict[str, str]:
    return {_plain(path): path for path in reversed(paths(document))}


RULE = Rule(
    summary="paths that differ only by case or by a slash at the end",
    why="Few servers tell them apart, so one of them is most likely a slip, and its operations "
    "stand twice in the client.",
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
                  description: None there
          /Quilts:
            delete:
              operationId: delete_quilts
              responses:
                '204':
                  description: Gone
    """,
)
