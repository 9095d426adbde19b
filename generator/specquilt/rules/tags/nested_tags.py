"""Tags that are lists."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report nested lists such as ``tags: [[a, b]]``; the fix joins the names with slashes."""
    tags = node.value.get("tags")
    if not isinstance(tags, list) or not any(isinstance(tag, list) for tag in tags):
        return
    pointer = (*node.pointer, "tags")
    flat = [_joined(tag) if isinstance(tag, list) else tag for tag in tags]
    edit = Set(pointer, [tag for tag in flat if tag])
    yield Problem("a tag is a list instead of a string", pointer, (edit,))


def _joined(names: list[Any]) -> str:
    """Join names with slashes; a name that starts with the previous names replaces them."""
    path = ""
    for name in map(str, names):
        path = name if not path or name.startswith(f"{path}/") else f"{path}/{name}"
    return path


RULE = Rule(
    summary="tags that are lists of names",
    why="OpenAPI requires a list of strings. With nested lists, tools ignore the tags or fail.",
    fix=Fix.SAFE,
    on=Kind.OPERATION,
    keys=("tags",),
    check=check,
    before="""
        tags:
          - - finetuning
            - models
          - - quilts
            - quilts/patches
        operationId: make
        responses: {'204': {description: Done}}
    """,
    after="""
        tags:
          - finetuning/models
          - quilts/patches
        operationId: make
        responses: {'204': {description: Done}}
    """,
)
