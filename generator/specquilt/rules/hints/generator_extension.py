"""Extensions that control other generators, and have no counterpart."""

from collections.abc import Iterator
from typing import NamedTuple

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.plural import counted
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.values import is_yes
from specquilt.openapi.walk import walk
from specquilt.rules.engine.rule import Problem, Rule, Shape
from specquilt.rules.facts.hints import unused


class _Place(NamedTuple):
    """Where a document has an extension first, and how often it has it."""

    pointer: Pointer
    times: int


def check(node: Cursor) -> Iterator[Problem]:
    """Report each extension once, where the document has it first."""
    for key, reason in _unused(node):
        first = node.once(_places)[key, reason]
        if first.pointer == node.pointer:
            others = f" here and in {counted(first.times - 1, 'other object')}"
            message = f"extension {key!r} is ignored{others if first.times > 1 else ''}: {reason}"
            yield Problem(message, node.pointer_to(key))


def _places(document: Document) -> dict[tuple[str, str], _Place]:
    found: dict[tuple[str, str], _Place] = {}
    for node in walk(document):
        for key in _unused(node):
            first = found.get(key, _Place(node.pointer, 0))
            found[key] = first._replace(times=first.times + 1)
    return found


def _unused(node: Cursor) -> Iterator[tuple[str, str]]:
    for key, value in node.value.items():
        if (reason := unused(key, node.kind)) and is_yes(value):
            yield key, reason


def _has_any(shape: Shape) -> bool:
    return any(unused(key, shape.kind) for key in shape.keys)


RULE = Rule(
    summary="extensions for other generators that have no effect",
    why="Nothing that a document says is ignored without a word. Each extension is reported once, where the "
    "document has it first.",
    severity=Severity.INFO,
    on=Kind.SCHEMA,
    also=tuple(kind for kind in Kind if kind not in (Kind.SCHEMA, Kind.VALUE)),
    concerns=_has_any,
    check=check,
    before="""
        type: string
        x-python-type: pathlib.Path
    """,
)
