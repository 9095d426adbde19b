"""Extensions that control other generators."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_EXTENSIONS = (
    "customTypePath",
    "customBasePath",
    "x-python-type",
    "x-python-import",
    "x-python-class",
    "x-enum-varnames",
    "x-enum-descriptions",
    "x-enumNames",
)


def check(node: Cursor) -> Iterator[Problem]:
    """Report extensions that choose imports or names in the code of other generators."""
    for key in _EXTENSIONS:
        if key in node.value:
            yield Problem(
                f"extension {key!r} is for other generators and is ignored", node.pointer_to(key)
            )


RULE = Rule(
    summary="extensions that choose imports or names in other generators",
    why="A document must not decide what a client imports. These extensions are ignored.",
    severity=Severity.INFO,
    on=Kind.SCHEMA,
    keys=_EXTENSIONS,
    check=check,
    before="""
        type: string
        x-python-type: pathlib.Path
    """,
)
