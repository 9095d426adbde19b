"""Types that JSON Schema does not define."""

from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Edit, Remove, Set
from specquilt.openapi.finding import Fix
from specquilt.openapi.keywords import TYPES
from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import Pointer
from specquilt.rules.engine.rule import Problem, Rule

_ANYTHING = {"any", "mixed", "unknown"}
_MEANT = {
    "int": "integer",
    "int32": "integer",
    "int64": "integer",
    "long": "integer",
    "bool": "boolean",
    "float": "number",
    "double": "number",
    "decimal": "number",
    "str": "string",
    "text": "string",
    "uuid": "string",
    "date": "string",
    "datetime": "string",
    "date-time": "string",
    "list": "array",
    "dict": "object",
    "map": "object",
    "none": "null",
}


def check(node: Cursor) -> Iterator[Problem]:
    """Report unknown types, such as ``type: int``, and types in capitals."""
    types = node.value.get("type")
    for index, name in enumerate(types if isinstance(types, list) else [types]):
        if isinstance(name, str) and name not in TYPES:
            pointer = node.pointer_to("type", *([index] if isinstance(types, list) else []))
            yield Problem(f"unknown type {name!r}", pointer, tuple(_edits(name, pointer)))


def _edits(name: str, pointer: Pointer) -> Iterator[Edit]:
    lower = name.lower()
    meant = lower if lower in TYPES else _MEANT.get(lower)
    if meant:
        yield Set(pointer, meant)
    elif lower in _ANYTHING:
        yield Remove(pointer)


RULE = Rule(
    summary="types that JSON Schema does not define",
    why="With an unknown type, a validator rejects either every value or none. The types are "
    "string, number, integer, boolean, object, array and null.",
    fix=Fix.GUESS,
    on=Kind.SCHEMA,
    keys=("type",),
    concerns=lambda shape: shape.type not in TYPES,
    check=check,
    before="""
        type: int
    """,
    after="""
        type: integer
    """,
)
