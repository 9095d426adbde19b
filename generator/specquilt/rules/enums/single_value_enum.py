"""Enums with one value."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import RenameKey, Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.enums import booleans, is_wrapped


def check(node: Cursor) -> Iterator[Problem]:
    """Report enums with one value where `const` is available."""
    values = node.listing("enum")
    if len(values) != 1 or node.is_openapi_30 or "const" in node.value:
        return
    if not booleans(node) and not is_wrapped(values[0]):
        pointer = node.pointer_to("enum")
        edits = (Set(pointer, values[0]), RenameKey(pointer, "const"))
        yield Problem(f"the enum has only one value, {values[0]!r}; use `const`", pointer, edits)


RULE = Rule(
    summary="enums with one value",
    why="`const` means the same and is clearer. Documentation exporters write constants this way, "
    "often to distinguish variants.",
    severity=Severity.INFO,
    fix=Fix.SAFE,
    on=Kind.SCHEMA,
    keys=("enum",),
    check=check,
    before="""
        type: string
        enum: [quilt]
    """,
    after="""
        type: string
        const: quilt
    """,
)
