"""Tags with the package prefix of an exporter."""

import re
from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_PREFIX = re.compile(r"(?:(?<=[/.])|^)subpackage_")


def check(node: Cursor) -> Iterator[Problem]:
    """Report tags such as ``subpackage_datasets``; the fix keeps ``datasets``."""
    tags = node.value.get("tags")
    for index, tag in enumerate(tags if isinstance(tags, list) else ()):
        if isinstance(tag, str) and _PREFIX.search(tag):
            pointer = (*node.pointer, "tags", index)
            plain = _plain(tag)
            yield Problem(
                f"tag {tag!r} has the prefix of an exporter", pointer, (Set(pointer, plain),)
            )


def _plain(tag: str) -> str:
    """Return a tag without prefixes. A nested package is written after its parent and a dot."""
    path = ""
    for part in re.split(r"\.(?=subpackage_)", tag):
        name = _PREFIX.sub("", part)
        path = name if not path or name.startswith(f"{path}/") else f"{path}/{name}"
    return _PREFIX.sub("", path)


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
          - subpackage_sites.subpackage_sites/wellKnown
        operationId: make
        responses: {'204': {description: Done}}
    """,
    after="""
        tags:
          - voices/samples
          - sites/wellKnown
        operationId: make
        responses: {'204': {description: Done}}
    """,
)
