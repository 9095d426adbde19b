"""Text without quotes that YAML reads as another type."""

from collections.abc import Iterable, Iterator
from types import NoneType
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.values import listing
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.enums import booleans
from specquilt.rules.facts.text import is_text

_TEXT_KEYS: dict[Kind, tuple[str, ...]] = {
    Kind.INFO: ("title", "version"),
    Kind.OPERATION: ("operationId", "summary", "description"),
    Kind.PARAMETER: ("name", "description"),
    Kind.RESPONSE: ("description",),
    Kind.SCHEMA: ("title", "description", "pattern", "format"),
    Kind.DISCRIMINATOR: ("propertyName",),
    Kind.SERVER_VARIABLE: ("default", "description"),
    Kind.TAG: ("name", "description"),
}
_TEXT_LIST_KEYS: dict[Kind, tuple[str, ...]] = {
    Kind.OPERATION: ("tags",),
    Kind.SCHEMA: ("required",),
    Kind.SERVER_VARIABLE: ("enum",),
}
_VALUE_KEYS = ("const", "default", "example", "enum", "examples")
_KEYS = {
    key for keys in (*_TEXT_KEYS.values(), *_TEXT_LIST_KEYS.values(), _VALUE_KEYS) for key in keys
}
_WITH_SCHEMA = (Kind.PARAMETER, Kind.HEADER, Kind.MEDIA_TYPE)
_QUOTED_OR_NO_TEXT = {str, dict, NoneType}


def check(node: Cursor) -> Iterable[Problem]:
    """Report values that must be text but are not; the fix uses the text as written on the page."""
    for key, value in node.value.items():
        if type(value) not in _QUOTED_OR_NO_TEXT and _may_lack_quotes(key, value):
            return _found(node)
    return ()  # the fast path for most objects


def _may_lack_quotes(key: str, value: Any) -> bool:
    is_all_text = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return (key in _KEYS or key == "type") and not is_all_text


def _found(node: Cursor) -> Iterator[Problem]:
    for place, value in _texts(node):
        if isinstance(value, int | float):
            pointer = node.pointer_to(*place)
            text = _as_written(node, pointer, value)
            message = f"text without quotes: {text} is read as {_type_of(value)}"
            yield Problem(message, pointer, (Set(pointer, text),), f'write "{text}"')
    yield from _null_types(node)


def _texts(node: Cursor) -> Iterator[tuple[Pointer, Any]]:
    """Yield the values that must be text, with their pointers relative to the object."""
    for key in _TEXT_KEYS.get(node.kind, ()):
        if key in node.value:
            yield (key,), node.value[key]
    for key in _TEXT_LIST_KEYS.get(node.kind, ()):
        yield from _items(node, key)
    if node.kind in _WITH_SCHEMA and is_text(node.mapping("schema")):
        yield ("example",), node.value.get("example")
    if node.kind is Kind.SCHEMA and is_text(node.value):
        yield from _values(node)


def _values(node: Cursor) -> Iterator[tuple[Pointer, Any]]:
    for key in ("const", "default", "example"):
        if key in node.value:
            yield (key,), node.value[key]
    if not booleans(node):  # reported by boolean-enum-as-text
        yield from _items(node, "enum")
    yield from _items(node, "examples")


def _items(node: Cursor, key: str) -> Iterator[tuple[Pointer, Any]]:
    return (((key, at), item) for at, item in enumerate(node.listing(key)))


def _null_types(node: Cursor) -> Iterator[Problem]:
    """Report a null in a list of types: the name of the type is the text "null"."""
    if node.kind is Kind.SCHEMA:
        for at, item in enumerate(listing(node.value.get("type"))):
            if item is None:
                pointer = node.pointer_to("type", at)
                message = "the type 'null' must be in quotes"
                yield Problem(message, pointer, (Set(pointer, "null"),), 'write "null"')


def _as_written(node: Cursor, pointer: Pointer, value: float) -> str:
    """Return the value as written on the page, or as text if a rule has added it."""
    origin = node.document.provenance.place(pointer)
    text = origin.block.written(origin.pointer, value) if origin else None
    return text or (str(value).lower() if isinstance(value, bool) else repr(value))


def _type_of(value: Any) -> str:
    return "a boolean" if isinstance(value, bool) else "a number"


RULE = Rule(
    summary="text without quotes that YAML reads as a number, a boolean or null",
    why="YAML reads `1.10` without quotes as the number 1.1, and other tools use that value. The "
    "fix keeps the text as written on the page.",
    severity=Severity.WARNING,
    fix=Fix.SAFE,
    on=Kind.SCHEMA,
    also=tuple(
        kind for kind in (*_TEXT_KEYS, Kind.HEADER, Kind.MEDIA_TYPE) if kind is not Kind.SCHEMA
    ),
    concerns=lambda shape: shape.has(*_KEYS) or (shape.type is None and shape.has("type")),
    check=check,
    before="""
        type: string
        enum: [small, 42]
    """,
    after="""
        type: string
        enum: [small, '42']
    """,
)
