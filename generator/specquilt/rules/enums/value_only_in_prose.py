"""A choice that only the description offers."""

import re
from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import listing, mapping
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.enums import unwrapped

_QUOTED = r"[`\"'][\w./:+-]+[`\"']"
_LIST = re.compile(
    r"\b(one of|either|(allowed|possible|valid|supported|accepted) values|can be|must be|values?)\b"
    r"( of)?( the following)?( values)?( is| are)?:?\s*"
    rf"(?P<values>(?:{_QUOTED}(?:\s*(?:,|and|or|\||/))*\s*){{2,}})",
    re.IGNORECASE,
)
_NO_VALUES = {"null", "None", "undefined", "nil"}


def check(node: Cursor) -> Iterator[Problem]:
    """Look for ``one of `a`, `b` or `c` `` where the enum has just some of them."""
    listed = _listed(node)
    described = _described(node.value.get("description")) if listed else []
    lost = [value for value in described if value not in listed]
    if lost and len(lost) < len(described):
        message = f"the description offers {', '.join(map(repr, lost))}, the enum does not"
        advice = "if the API takes the value, add it to the enum in the overlay"
        yield Problem(message, node.pointer_to("description"), help=advice)


def _described(description: Any) -> list[str]:
    found = _LIST.search(description) if isinstance(description, str) else None
    values = re.findall(_QUOTED, found["values"]) if found else []
    return [value[1:-1] for value in values if value[1:-1] not in _NO_VALUES]


def _listed(node: Cursor) -> set[str]:
    """Return the values of the enum; none in common with the description is no evidence."""
    schema = mapping(node.resolve(node.value.get("schema", node.value)))
    if schema.get("type") == "array":
        schema = mapping(node.resolve(schema.get("items")))
    return {str(unwrapped(value)) for value in listing(schema.get("enum"))}


RULE = Rule(
    summary="values that a description offers and the enum lacks",
    why="People write the description and tools the enum, so the enum is the one that has lost "
    "something: a typed client refuses a value that the API takes.",
    severity=Severity.WARNING,
    on=Kind.SCHEMA,
    also=(Kind.PARAMETER,),
    keys=("description",),
    concerns=lambda shape: shape.has("enum", "schema", "$ref", "items"),
    check=check,
    before="""
        type: string
        description: One of `small`, `large` or `huge`.
        enum: [small, large]
    """,
)
