"""An example that has fields which its schema does not know."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import Pointer
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Compare every example of a media type with the properties of its schema."""
    schema = node.value.get("schema")
    for pointer, example in _examples(node):
        yield from _compare(node, schema, example, pointer)


def _examples(node: Cursor) -> Iterator[tuple[Pointer, Any]]:
    if "example" in node.value:
        yield (*node.pointer, "example"), node.value["example"]
    examples = node.value.get("examples")
    for name, example in examples.items() if isinstance(examples, dict) else ():
        if isinstance(example, dict) and "value" in example:
            yield (*node.pointer, "examples", name, "value"), example["value"]


def _compare(node: Cursor, schema: Any, example: Any, pointer: Pointer) -> Iterator[Problem]:
    schema = node.resolve(schema)
    if not isinstance(schema, dict):
        return
    if isinstance(example, list):
        for index, item in enumerate(example):
            yield from _compare(node, schema.get("items"), item, (*pointer, index))
    properties = schema.get("properties")
    if not isinstance(example, dict) or not isinstance(properties, dict):
        return
    for key, value in example.items():
        if key in properties:
            yield from _compare(node, properties[key], value, (*pointer, key))
        elif _is_plain_object(schema):
            message = f"{key!r} is in the example, but in no schema"
            advice = "if the API really returns it, add the property in the overlay"
            yield Problem(message, (*pointer, key), help=advice)


def _is_plain_object(schema: dict[str, Any]) -> bool:
    """Only then do `properties` list everything that the schema describes."""
    others = ("additionalProperties", "patternProperties", "allOf", "anyOf", "oneOf")
    return not any(key in schema for key in others)


RULE = Rule(
    summary="examples with fields that no schema has",
    why="Examples are often taken from real answers. A field that is only there is one that the "
    "schema has lost, and that a typed client would hide.",
    severity=Severity.WARNING,
    on=Kind.MEDIA_TYPE,
    keys=("example", "examples"),
    check=check,
    before="""
        schema:
          type: object
          properties:
            input_tokens:
              type: integer
        example:
          input_tokens: 3
          image_tokens: 0
    """,
)
