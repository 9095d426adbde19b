"""Tags with the package prefix of an exporter."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_PREFIX = "subpackage_"


def check(node: Cursor) -> Iterator[Problem]:
    """Report tags such as ``subpackage_datasets``; the fix keeps ``datasets``."""
    tags = node.value.get("tags")
    for index, tag in enumerate(tags if isinstance(tags, list) else ()):
        if isinstance(tag, str) and _PREFIX in tag:
            pointer = (*node.pointer, "tags", index)
            plain = "/".join(part.removeprefix(_PREFIX) for part in tag.split("/"))
            yield Problem(
                f"tag {tag!r} has the prefix of an exporter", pointer, (Set(pointer, plain),)
            )


RULE = Rule(
    summary="tags with the prefix `subpackage_` of an exporter",
    why="Tags are shown to people: as headings in the documentation and as groups of methods in a "
    "client.",
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
