"""Example fields that the schema does not have."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import Pointer
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Compare the examples of a media type with the properties of its schema."""
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
            message = f"example field {key!r} is not in the schema"
            advice = "if the API returns this field, add it to the schema in the overlay"
            yield Problem(message, (*pointer, key), help=advice)


def _is_plain_object(schema: dict[str, Any]) -> bool:
    """Return whether `properties` lists everything that the schema describes."""
    others = ("additionalProperties", "patternProperties", "allOf", "anyOf", "oneOf")
    return not any(key in schema for key in others)


RULE = Rule(
    summary="example fields that are not in the schema",
    why="Examples are often copied from real responses, so the field may be missing from the "
    "schema. A typed client would not show it.",
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
