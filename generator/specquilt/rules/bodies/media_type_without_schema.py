"""Structured content without a schema."""

import re
from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_STRUCTURED = re.compile(
    r"application/([\w.-]+\+)?(json|xml)(;.*)?|application/x-www-form-urlencoded|multipart/form-data"
)


def check(node: Cursor) -> Iterator[Problem]:
    """Report JSON, XML and form content without a schema."""
    name = str(node.pointer[-1])
    if "schema" not in node.value and "$ref" not in node.value and _STRUCTURED.fullmatch(name):
        yield Problem(f"content {name} has no schema", node.pointer)


RULE = Rule(
    summary="JSON, XML and form content without a schema",
    why="The value can be anything, so a typed client has no type for it.",
    severity=Severity.WARNING,
    on=Kind.MEDIA_TYPE,
    check=check,
    before="""
        example:
          id: q1
    """,
)
