"""A choice of one."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import RenameKey, Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.enums import booleans, is_wrapped


def check(node: Cursor) -> Iterator[Problem]:
    """Look for an enum with one value where the standard has `const`."""
    values = node.listing("enum")
    if len(values) != 1 or node.is_openapi_30 or "const" in node.value:
        return
    if not booleans(node) and not is_wrapped(values[0]):
        pointer = node.pointer_to("enum")
        edits = (Set(pointer, values[0]), RenameKey(pointer, "const"))
        yield Problem(f"the enum has one value, {values[0]!r}: a constant", pointer, edits)


RULE = Rule(
    summary="enums of one value",
    why="Exporters write constants this way, which tell variants apart. `const` means the same, and "
    "says that there is nothing to choose.",
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
