"""Tags that carry the exporter's package prefix."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_PREFIX = "subpackage_"


def check(node: Cursor) -> Iterator[Problem]:
    """Look for ``subpackage_datasets``, and keep ``datasets``."""
    tags = node.value.get("tags")
    for index, tag in enumerate(tags if isinstance(tags, list) else ()):
        if isinstance(tag, str) and _PREFIX in tag:
            pointer = (*node.pointer, "tags", index)
            plain = "/".join(part.removeprefix(_PREFIX) for part in tag.split("/"))
            yield Problem(f"tag {tag!r} has an exporter's prefix", pointer, (Set(pointer, plain),))


RULE = Rule(
    summary="tags with the exporter's prefix `subpackage_`",
    why="Tags are names for people: they head the sections of the docs and the parts of a client.",
    severity=Severity.WARNING,
    fix=Fix.SAFE,
    on=Kind.OPERATION,
    keys=("tags",),
    check=check,
    before="""
        tags:
          - subpackage_voices/samples
        operationId: make
        responses: {'204': {description: Done}}
    """,
    after="""
        tags:
          - voices/samples
        operationId: make
        responses: {'204': {description: Done}}
    """,
)
