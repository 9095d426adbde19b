"""Tags that are lists of tags."""

from collections.abc import Iterator

from specquilt.document import Set
from specquilt.finding import Fix
from specquilt.rules._rule import Problem, Rule
from specquilt.walk import Kind, Node


def check(node: Node) -> Iterator[Problem]:
    """Look for ``tags: [[a, b]]``, and join the inner names with a slash."""
    tags = node.value.get("tags")
    if not isinstance(tags, list) or not any(isinstance(tag, list) for tag in tags):
        return
    pointer = (*node.pointer, "tags")
    flat = ["/".join(map(str, tag)) if isinstance(tag, list) else tag for tag in tags]
    edit = Set(pointer, [tag for tag in flat if tag])
    yield Problem("a tag is a list of names instead of a name", pointer, (edit,))


RULE = Rule(
    summary="tags nested into lists",
    why="OpenAPI wants a list of strings; with anything else, tools lose the grouping or stop.",
    fix=Fix.SAFE,
    on=Kind.OPERATION,
    check=check,
    before="""
        tags:
          - - finetuning
            - models
        operationId: make
        responses: {'204': {description: Done}}
    """,
    after="""
        tags:
          - finetuning/models
        operationId: make
        responses: {'204': {description: Done}}
    """,
)
