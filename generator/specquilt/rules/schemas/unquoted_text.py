"""Text without quotes that YAML reads as a number."""

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

_ONE: dict[Kind, tuple[str, ...]] = {
    Kind.INFO: ("title", "version"),
    Kind.OPERATION: ("operationId", "summary", "description"),
    Kind.PARAMETER: ("name", "description"),
    Kind.RESPONSE: ("description",),
    Kind.SCHEMA: ("title", "description", "pattern", "format"),
    Kind.DISCRIMINATOR: ("propertyName",),
    Kind.SERVER_VARIABLE: ("default", "description"),
    Kind.TAG: ("name", "description"),
}
_MANY: dict[Kind, tuple[str, ...]] = {
    Kind.OPERATION: ("tags",),
    Kind.SCHEMA: ("required",),
    Kind.SERVER_VARIABLE: ("enum",),
}
_OF_TEXT = ("const", "default", "example", "enum", "examples")
_KEYS = {key for keys in (*_ONE.values(), *_MANY.values(), _OF_TEXT) for key in keys}
_WITH_SCHEMA = (Kind.PARAMETER, Kind.HEADER, Kind.MEDIA_TYPE)
_NOTHING_TO_QUOTE = {str, dict, NoneType}


def check(node: Cursor) -> Iterable[Problem]:
    """Look where OpenAPI or a ``type: string`` asks for text, and take what the page has there."""
    for key, value in node.value.items():
        if type(value) not in _NOTHING_TO_QUOTE and _may_lack_quotes(key, value):
            return _found(node)
    return ()  # as for most objects: no need to go through all that might be there


def _may_lack_quotes(key: str, value: Any) -> bool:
    is_all_text = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return (key in _KEYS or key == "type") and not is_all_text


def _found(node: Cursor) -> Iterator[Problem]:
    for place, value in _texts(node):
        if isinstance(value, int | float):
            pointer = node.pointer_to(*place)
            text = _as_written(node, pointer, value)
            message = f"text is meant, but without quotes {text} is {_what(value)}"
            yield Problem(message, pointer, (Set(pointer, text),), f'write "{text}"')
    yield from _null_types(node)


def _texts(node: Cursor) -> Iterator[tuple[Pointer, Any]]:
    """Yield what must be text, with the way there from the object."""
    for key in _ONE.get(node.kind, ()):
        if key in node.value:
            yield (key,), node.value[key]
    for key in _MANY.get(node.kind, ()):
        yield from _items(node, key)
    if node.kind in _WITH_SCHEMA and is_text(node.mapping("schema")):
        yield ("example",), node.value.get("example")
    if node.kind is Kind.SCHEMA and is_text(node.value):
        yield from _values(node)


def _values(node: Cursor) -> Iterator[tuple[Pointer, Any]]:
    for key in ("const", "default", "example"):
        if key in node.value:
            yield (key,), node.value[key]
    if not booleans(node):  # those have a rule of their own
        yield from _items(node, "enum")
    yield from _items(node, "examples")


def _items(node: Cursor, key: str) -> Iterator[tuple[Pointer, Any]]:
    return (((key, at), item) for at, item in enumerate(node.listing(key)))


def _null_types(node: Cursor) -> Iterator[Problem]:
    """The name of the type is the text "null"; without quotes it is nothing at all."""
    if node.kind is Kind.SCHEMA:
        for at, item in enumerate(listing(node.value.get("type"))):
            if item is None:
                pointer = node.pointer_to("type", at)
                message = "the type is called 'null', and without quotes that is nothing"
                yield Problem(message, pointer, (Set(pointer, "null"),), 'write "null"')


def _as_written(node: Cursor, pointer: Pointer, value: float) -> str:
    """Return what the page says; a value that a rule has made has no page."""
    origin = node.document.provenance.place(pointer)
    text = origin.block.written(origin.pointer) if origin else None
    return text or (str(value).lower() if isinstance(value, bool) else repr(value))


def _what(value: Any) -> str:
    return "true or false" if isinstance(value, bool) else "a number"


RULE = Rule(
    summary="text that is read as a number, a truth value or nothing because it has no quotes",
    why="In YAML, `1.10` is the number 1.1 and `null` is nothing. The text is taken as it stands on "
    "the page, but other tools will read something else.",
    severity=Severity.WARNING,
    fix=Fix.SAFE,
    on=Kind.SCHEMA,
    also=tuple(kind for kind in (*_ONE, Kind.HEADER, Kind.MEDIA_TYPE) if kind is not Kind.SCHEMA),
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
