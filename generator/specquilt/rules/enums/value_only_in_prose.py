"""Values that only the description lists."""

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
    """Report values that the description lists (``one of `a` or `b` ``) and the enum does not."""
    listed = _listed(node)
    described = _described(node.value.get("description")) if listed else []
    missing = [value for value in described if value not in listed]
    if missing and len(missing) < len(described):
        message = (
            f"values in the description that are not in the enum: {', '.join(map(repr, missing))}"
        )
        advice = "if the API accepts the value, add it to the enum in the overlay"
        yield Problem(message, node.pointer_to("description"), help=advice)


def _described(description: Any) -> list[str]:
    found = _LIST.search(description) if isinstance(description, str) else None
    values = re.findall(_QUOTED, found["values"]) if found else []
    return [value[1:-1] for value in values if value[1:-1] not in _NO_VALUES]


def _listed(node: Cursor) -> set[str]:
    """Return the enum values of a schema or parameter, or of the items of an array."""
    schema = mapping(node.resolve(node.value.get("schema", node.value)))
    if schema.get("type") == "array":
        schema = mapping(node.resolve(schema.get("items")))
    return {str(unwrapped(value)) for value in listing(schema.get("enum"))}


RULE = Rule(
    summary="values that are listed in the description but not in the enum",
    why="People write descriptions and tools write enums, so the enum is probably incomplete. A "
    "typed client then rejects a value that the API accepts.",
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
