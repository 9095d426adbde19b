"""JSON of an unknown kind."""

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
    """Look for JSON, XML and forms without a schema."""
    name = str(node.pointer[-1])
    if "schema" not in node.value and "$ref" not in node.value and _STRUCTURED.fullmatch(name):
        yield Problem(f"{name} has no schema", node.pointer)


RULE = Rule(
    summary="structured content without a schema",
    why="The value can be anything; a typed client has nothing to offer for it.",
    severity=Severity.WARNING,
    on=Kind.MEDIA_TYPE,
    check=check,
    before="""
        example:
          id: q1
    """,
)
