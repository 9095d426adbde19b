"""`allOf` members that contradict each other."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import listing, mapping
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.composition import parts


def check(node: Cursor) -> Iterator[Problem]:
    """Report members of `allOf` that forbid a property which another member requires."""
    members = node.listing("allOf")
    for index, member in enumerate(members):
        schema = mapping(node.resolve(member))
        if schema.get("additionalProperties") is False and not _allows_other_properties(schema):
            others = [each for at, each in enumerate(members) if at != index]
            own = mapping(schema.get("properties"))
            forbidden = [name for name in _required(node, others) if name not in own]
            if forbidden:
                names = ", ".join(map(repr, forbidden))
                message = f"this member of `allOf` forbids {names}, required by another member"
                yield Problem(message, node.pointer_to("allOf", index))


def _allows_other_properties(schema: dict[str, object]) -> bool:
    return "patternProperties" in schema or "$ref" in schema


def _required(node: Cursor, members: list[object]) -> list[str]:
    names = [
        name
        for member in members
        for part in parts(node, member, "allOf")
        for name in listing(part.get("required"))
        if isinstance(name, str)
    ]
    return list(dict.fromkeys(names))


RULE = Rule(
    summary="`allOf` members that forbid a property another member requires",
    why="`additionalProperties: false` only allows the properties next to it, so no object is "
    "valid for all members.",
    on=Kind.SCHEMA,
    keys=("allOf",),
    check=check,
    before="""
        allOf:
          - type: object
            properties: {id: {type: string}}
            required: [id]
          - type: object
            properties: {size: {type: integer}}
            additionalProperties: false
    """,
)
