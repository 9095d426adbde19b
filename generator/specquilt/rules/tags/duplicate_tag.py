"""Duplicate tags."""

from collections.abc import Iterator

from specquilt.openapi.coverage import Disagreement
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Remove
from specquilt.openapi.finding import Fix
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import mapping
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report duplicate tags; the fix removes a duplicate that adds nothing."""
    first: dict[str, object] = {}
    for index, tag in enumerate(node.listing("tags")):
        name = mapping(tag).get("name")
        if isinstance(name, str) and name in first:
            pointer = node.pointer_to("tags", index)
            is_repeated = tag == first[name] or set(tag) == {"name"}
            edits = (Remove(pointer),) if is_repeated else ()
            yield Problem(f"duplicate tag {name!r}", pointer, edits)
        elif isinstance(name, str):
            first[name] = tag


RULE = Rule(
    summary="duplicate tags",
    why="Tag names must be unique (OpenAPI 3.1, section 4.8.1). If the descriptions differ, only "
    "one of them is shown.",
    fix=Fix.SAFE,
    on=Kind.DOCUMENT,
    keys=("tags",),
    covers=(Disagreement.TAGS,),
    check=check,
    before="""
        tags:
          - name: quilts
            description: Warm things
          - name: quilts
    """,
    after="""
        tags:
          - name: quilts
            description: Warm things
    """,
)
