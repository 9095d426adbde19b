"""Required properties that are not defined."""

import difflib
from collections.abc import Iterable, Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Edit, Remove, Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.words import snake
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.usage import inherited_schemas

_OTHER_SOURCES = {
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
_SUBSCHEMAS = {"allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"}


def check(node: Cursor) -> Iterator[Problem]:
    """Report names in `required` that are not in `properties`."""
    known = node.mapping("properties")
    undefined = [
        (index, name)
        for index, name in enumerate(node.listing("required") if known else ())
        if isinstance(name, str) and name not in known
    ]
    for index, name in undefined if undefined and _has_all_properties(node) else ():
        close = difflib.get_close_matches(name, known, n=1)
        advice = f"did you mean {close[0]!r}?" if close else ""
        message = f"required property {name!r} is not defined"
        pointer = node.pointer_to("required", index)
        yield Problem(message, pointer, (_edit(node, name, index),), help=advice)


def _edit(node: Cursor, name: str, index: int) -> Edit:
    """Replace the name by a property that is only spelled differently, or remove it."""
    pointer, required = node.pointer_to("required", index), node.listing("required")
    meant = next(_same_words(name, node.mapping("properties")), None)
    return Remove(pointer) if meant is None or meant in required else Set(pointer, meant)


def _same_words(name: str, others: Iterable[str]) -> Iterator[str]:
    return (other for other in others if snake(other) == snake(name))


def _has_all_properties(node: Cursor) -> bool:
    """Return whether only `properties` can define the properties of the object."""
    is_part = not _SUBSCHEMAS.isdisjoint(map(str, node.pointer[-2:]))
    return (
        not is_part
        and _OTHER_SOURCES.isdisjoint(node.value)
        and not (node.pointer[:1] == ("components",) and _is_inherited(node))
    )


def _is_inherited(node: Cursor) -> bool:
    return node.pointer in node.once(inherited_schemas)


RULE = Rule(
    summary="names in `required` that are not in `properties`",
    why="The name is misspelled, or the property was lost. A typed client cannot set it. The fix "
    "corrects a name that is spelled differently in `properties`, and removes any other.",
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
