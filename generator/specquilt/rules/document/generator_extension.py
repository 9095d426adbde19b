"""An extension that steers another generator."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule

_STEERING = (
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
    """Look for keys by which a document chooses what a generator imports or calls things."""
    for key in _STEERING:
        if key in node.value:
            yield Problem(
                f"{key!r} is for other generators, and is not followed", node.pointer_to(key)
            )


RULE = Rule(
    summary="extensions that tell another generator what to import, or what to call things",
    why="What a client imports must not be chosen by whoever writes its document. Nothing of it is "
    "taken over.",
    severity=Severity.INFO,
    on=Kind.SCHEMA,
    keys=_STEERING,
    check=check,
    before="""
        type: string
        x-python-type: pathlib.Path
    """,
)
