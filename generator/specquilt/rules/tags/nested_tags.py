"""Tags that are lists of tags."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Look for ``tags: [[a, b]]``, and join the inner names with a slash."""
    tags = node.value.get("tags")
    if not isinstance(tags, list) or not any(isinstance(tag, list) for tag in tags):
        return
    pointer = (*node.pointer, "tags")
    flat = [_joined(tag) if isinstance(tag, list) else tag for tag in tags]
    edit = Set(pointer, [tag for tag in flat if tag])
    yield Problem("a tag is a list of names instead of a name", pointer, (edit,))


def _joined(names: list[Any]) -> str:
    """Join names with slashes; one that begins with the names before it stands for all of them."""
    path = ""
    for name in map(str, names):
        path = name if not path or name.startswith(f"{path}/") else f"{path}/{name}"
    return path


RULE = Rule(
    summary="tags nested into lists",
    why="OpenAPI wants a list of strings; with anything else, tools lose the grouping or stop.",
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
