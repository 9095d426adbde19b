"""Examples that are not valid for their schema."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import Pointer
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.fit import misfit
from specquilt.rules.facts.text import lacks_quotes


def check(node: Cursor) -> Iterator[Problem]:
    """Check the examples of schemas, parameters, headers and media types against their schema."""
    schema = node.value if node.kind is Kind.SCHEMA else node.value.get("schema")
    for pointer, example in _examples(node):
        if example is None or lacks_quotes(schema, example):
            continue
        wrong = misfit(node.document, schema, example)
        if wrong:
            yield Problem(f"invalid example: {wrong.message}", (*pointer, *wrong.at))


def _examples(node: Cursor) -> Iterator[tuple[Pointer, Any]]:
    if node.value.get("example") is not None:
        yield node.pointer_to("example"), node.value["example"]
    if node.kind is Kind.SCHEMA:
        for index, example in enumerate(node.listing("examples")):
            yield node.pointer_to("examples", index), example
        return
    for name, example in node.mapping("examples").items():
        if isinstance(example, dict) and "value" in example:
            yield node.pointer_to("examples", name, "value"), example["value"]


RULE = Rule(
    summary="examples that are not valid for their schema",
    why="Examples are often copied from real responses, so the schema may be wrong. A client "
    "would then reject what the API sends.",
    severity=Severity.WARNING,
    on=Kind.SCHEMA,
    also=(Kind.MEDIA_TYPE, Kind.PARAMETER, Kind.HEADER),
    keys=("example", "examples"),
    check=check,
    before="""
        type: object
        properties:
          size:
            type: integer
        example:
          size: large
    """,
)
