"""References inside extensions."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import Pointer
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report references to other files in the extensions of an object."""
    for key, value in node.value.items():
        if key.startswith("x-") and isinstance(value, dict | list):
            for pointer, reference in _references(value, node.pointer_to(key)):
                yield Problem(
                    f"reference {reference!r} is ignored because it is inside an extension", pointer
                )


def _references(value: Any, pointer: Pointer) -> Iterator[tuple[Pointer, str]]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        if key == "$ref" and isinstance(item, str) and not item.startswith("#"):
            yield (*pointer, key), item
        elif isinstance(item, dict | list):
            yield from _references(item, (*pointer, key))


RULE = Rule(
    summary="references to other files inside extensions (`x-…`)",
    why="Only the tool that defines an extension knows what `$ref` means in it (OpenAPI 3.1, "
    "section 4.9). The file is neither read nor checked.",
    severity=Severity.INFO,
    on=Kind.DOCUMENT,
    also=(Kind.INFO, Kind.TAG, Kind.PATH_ITEM, Kind.OPERATION, Kind.COMPONENTS),
    shown=Kind.INFO,
    check=check,
    before="""
        title: Quilts
        version: "1"
        x-topics:
          - title: Getting started
            content: {$ref: ./getting-started.md}
    """,
)
