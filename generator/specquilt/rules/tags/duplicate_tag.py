"""A tag that is declared twice."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Remove
from specquilt.openapi.finding import Fix
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import mapping
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Look for tags of one name; one that says nothing new is dropped."""
    first: dict[str, object] = {}
    for index, tag in enumerate(node.listing("tags")):
        name = mapping(tag).get("name")
        if isinstance(name, str) and name in first:
            pointer = node.pointer_to("tags", index)
            is_repeated = tag == first[name] or set(tag) == {"name"}
            edits = (Remove(pointer),) if is_repeated else ()
            yield Problem(f"tag {name!r} is declared again", pointer, edits)
        elif isinstance(name, str):
            first[name] = tag


RULE = Rule(
    summary="tags that are declared twice",
    why="Names of tags are unique (OpenAPI 3.1, section 4.8.1); with two descriptions, nobody "
    "knows which one is shown.",
    fix=Fix.SAFE,
    on=Kind.DOCUMENT,
    keys=("tags",),
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
