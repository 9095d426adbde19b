"""Text without quotes that YAML reads as a number."""

from collections.abc import Iterator
from typing import Any

from specquilt.document import Set
from specquilt.finding import Fix, Severity
from specquilt.pointer import Pointer
from specquilt.rules._enum import booleans
from specquilt.rules._rule import Problem, Rule
from specquilt.rules._text import is_text
from specquilt.walk import Kind, Node, listing

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
_WITH_SCHEMA = (Kind.PARAMETER, Kind.HEADER, Kind.MEDIA_TYPE)


def check(node: Node) -> Iterator[Problem]:
    """Look where OpenAPI or a ``type: string`` asks for text, and take what the page has there."""
    for pointer, value in _texts(node):
        if isinstance(value, int | float):
            text = _as_written(node, pointer, value)
            message = f"text is meant, but without quotes {text} is {_what(value)}"
            yield Problem(message, pointer, (Set(pointer, text),), f'write "{text}"')
    yield from _null_types(node)


def _texts(node: Node) -> Iterator[tuple[Pointer, Any]]:
    for key in _ONE.get(node.kind, ()):
        yield node.at(key), node.value.get(key)
    for key in _MANY.get(node.kind, ()):
        yield from ((node.at(key, at), item) for at, item in enumerate(node.listing(key)))
    if node.kind in _WITH_SCHEMA and is_text(node.mapping("schema")):
        yield node.at("example"), node.value.get("example")
    if node.kind is Kind.SCHEMA and is_text(node.value):
        yield from _values(node)


def _values(node: Node) -> Iterator[tuple[Pointer, Any]]:
    for key in ("const", "default", "example"):
        yield node.at(key), node.value.get(key)
    for key in ("enum", "examples"):
        if not (key == "enum" and booleans(node)):  # those have a rule of their own
            yield from ((node.at(key, at), item) for at, item in enumerate(node.listing(key)))


def _null_types(node: Node) -> Iterator[Problem]:
    """The name of the type is the text "null"; without quotes it is nothing at all."""
    if node.kind is Kind.SCHEMA:
        for at, item in enumerate(listing(node.value.get("type"))):
            if item is None:
                pointer = node.at("type", at)
                message = "the type is called 'null', and without quotes that is nothing"
                yield Problem(message, pointer, (Set(pointer, "null"),), 'write "null"')


def _as_written(node: Node, pointer: Pointer, value: float) -> str:
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
