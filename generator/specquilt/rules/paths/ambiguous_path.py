"""Paths that match the same URLs."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.kinds import Kind
from specquilt.openapi.paths import without_names
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.paths import path_of, paths


def check(node: Cursor) -> Iterator[Problem]:
    """Report paths that differ from an earlier one only in the names of their parameters."""
    path = path_of(node)
    if path is not None and len(node.pointer) == 2:
        first = node.once(_first_paths).get(without_names(path), path)
        if first != path:
            yield Problem(f"{path} and {first} match the same URLs", node.pointer)


def _first_paths(document: Document) -> dict[str, str]:
    return {without_names(path): path for path in reversed(paths(document))}


RULE = Rule(
    summary="paths that differ only in the names of their parameters",
    why="OpenAPI treats such paths as identical and forbids them (3.1, section 4.8.8.1). A server "
    "cannot tell which one is meant.",
    on=Kind.PATH_ITEM,
    shown=Kind.DOCUMENT,
    check=check,
    before="""
        paths:
          /quilts/{id}:
            get:
              operationId: get_quilt
              parameters: [{name: id, in: path, required: true, schema: {type: string}}]
              responses:
                '204':
                  description: No content
          /quilts/{name}:
            delete:
              operationId: delete_quilt
              parameters: [{name: name, in: path, required: true, schema: {type: string}}]
              responses:
                '204':
                  description: Deleted
    """,
)
