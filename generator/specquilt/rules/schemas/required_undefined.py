"""A required property that nobody has described."""

import difflib
from collections.abc import Iterable, Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Edit, Remove, Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.naming import snake
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.usage import inherited_schemas

_MORE_PROPERTIES = {
    "$ref",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "patternProperties",
    "additionalProperties",
    "unevaluatedProperties",
}
_PARTS = {"allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"}


def check(node: Cursor) -> Iterator[Problem]:
    """Look for names in `required` that `properties`, standing alone, do not have."""
    known = node.mapping("properties")
    lost = [
        (index, name)
        for index, name in enumerate(node.listing("required") if known else ())
        if isinstance(name, str) and name not in known
    ]
    for index, name in lost if lost and _stands_alone(node) else ():
        close = difflib.get_close_matches(name, known, n=1)
        advice = f"did you mean {close[0]!r}?" if close else ""
        message = f"{name!r} is required, but there is no such property"
        pointer = node.pointer_to("required", index)
        yield Problem(message, pointer, (_edit(node, name, index),), help=advice)


def _edit(node: Cursor, name: str, index: int) -> Edit:
    """Require the property that is written a little differently, or nothing."""
    pointer, required = node.pointer_to("required", index), node.listing("required")
    meant = next(_same_words(name, node.mapping("properties")), None)
    return Remove(pointer) if meant is None or meant in required else Set(pointer, meant)


def _same_words(name: str, others: Iterable[str]) -> Iterator[str]:
    return (other for other in others if snake(other) == snake(name))


def _stands_alone(node: Cursor) -> bool:
    """Say whether nothing but `properties` can describe the object."""
    is_part = not _PARTS.isdisjoint(map(str, node.pointer[-2:]))
    return (
        not is_part
        and _MORE_PROPERTIES.isdisjoint(node.value)
        and not (node.pointer[:1] == ("components",) and _is_inherited(node))
    )


def _is_inherited(node: Cursor) -> bool:
    return node.pointer in node.once(inherited_schemas)


RULE = Rule(
    summary="names in `required` that are not among the properties",
    why="The name is misspelt, or the property was lost. Objects without it are invalid, and a "
    "typed client has no way to set it. One that is only written differently is meant; any other "
    "is not required.",
    severity=Severity.WARNING,
    fix=Fix.GUESS,
    on=Kind.SCHEMA,
    keys=("required",),
    check=check,
    before="""
        type: object
        properties:
          patch_count: {type: integer}
        required: [patchCount, thread]
    """,
    after="""
        type: object
        properties:
          patch_count: {type: integer}
        required: [patch_count]
    """,
)
