"""A part that shuts out the other parts."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import listing, mapping
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.composition import parts


def check(node: Cursor) -> Iterator[Problem]:
    """Look in `allOf` for a part without room for the properties that another part requires."""
    members = node.listing("allOf")
    for index, member in enumerate(members):
        schema = mapping(node.resolve(member))
        if schema.get("additionalProperties") is False and not _takes_up_others(schema):
            others = [each for at, each in enumerate(members) if at != index]
            own = mapping(schema.get("properties"))
            lost = [name for name in _required(node, others) if name not in own]
            if lost:
                message = f"this part forbids {', '.join(map(repr, lost))}, which another requires"
                yield Problem(message, node.pointer_to("allOf", index))


def _takes_up_others(schema: dict[str, object]) -> bool:
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
    summary="parts of `allOf` that forbid what another part requires",
    why="`additionalProperties: false` only knows the properties beside it, so no object fits all "
    "parts at once.",
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
