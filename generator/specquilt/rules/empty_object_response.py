"""A success answer that is an object without any field."""

from collections.abc import Iterator
from typing import Any

from specquilt.document import Remove
from specquilt.finding import Fix, Severity
from specquilt.pointer import parse
from specquilt.rules._rule import Problem, Rule
from specquilt.walk import Kind, Node

_NOTHING_ELSE = {"type", "properties", "title", "description"}


def check(node: Node) -> Iterator[Problem]:
    """Look for ``type: object, properties: {}`` as the only body of a 2xx response."""
    content = node.value.get("content")
    if not str(node.pointer[-1]).startswith("2") or not isinstance(content, dict):
        return
    schemas = [
        node.resolve(media.get("schema")) for media in content.values() if isinstance(media, dict)
    ]
    if schemas and all(_is_empty_object(schema) for schema in schemas):
        pointer = (*node.pointer, "content")
        message = f"response {node.pointer[-1]} is an object of no fields: nothing to return"
        yield Problem(message, pointer, (Remove(pointer), *_orphans(node, content)))


def _orphans(node: Node, content: dict[str, Any]) -> Iterator[Remove]:
    """Name the components that nothing else refers to."""
    for reference in {media["schema"].get("$ref") for media in content.values()}:
        if reference and _count(node.document.data, reference) == 1:
            yield Remove(parse(reference))


def _count(value: Any, reference: str) -> int:
    if isinstance(value, dict):
        return sum(_count(item, reference) for item in value.values())
    if isinstance(value, list):
        return sum(_count(item, reference) for item in value)
    return int(value == reference)


def _is_empty_object(schema: Any) -> bool:
    return (
        isinstance(schema, dict)
        and schema.get("type") == "object"
        and schema.get("properties") == {}
        and set(schema) <= _NOTHING_ELSE
    )


RULE = Rule(
    summary="success responses that are objects without fields",
    why="The exporter writes them where the API answers with nothing or with `{}`. A method that "
    "returns an empty class promises something that is not there.",
    severity=Severity.WARNING,
    fix=Fix.GUESS,
    on=Kind.RESPONSE,
    check=check,
    before="""
        description: OK
        content:
          application/json:
            schema:
              type: object
              properties: {}
    """,
    after="""
        description: OK
    """,
)
