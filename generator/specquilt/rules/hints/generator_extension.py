"""Extensions that control other generators, and have no counterpart."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document
from specquilt.openapi.finding import Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.parts import is_part
from specquilt.openapi.plural import counted
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.values import is_yes
from specquilt.openapi.walk import children, start, walk_from
from specquilt.rules.engine.rule import EXTENSIONS, Problem, Rule, Shape
from specquilt.rules.facts.hints import unused

_Unused = tuple[Pointer, str, str]
"""Where an extension is, its key, and why it is ignored."""

_Reported = list[tuple[str, str, int]]
"""The key of each extension, why it is ignored, and in how many other objects."""


def check(node: Cursor) -> Iterator[Problem]:
    """Report each extension once, where the document has it first."""
    for key, reason, others in node.once(_firsts).get(node.pointer, ()):
        if key not in node.value:  # the object is not the one that the document has there
            continue
        more = f" here and in {counted(others, 'other object')}" if others else ""
        message = f"extension {key!r} is ignored{more}: {reason}"
        yield Problem(message, node.pointer_to(key))


def _firsts(document: Document) -> dict[Pointer, _Reported]:
    """Return the extensions without effect, by the object that has them first."""
    counts: dict[tuple[str, str], int] = {}
    firsts: dict[tuple[str, str], Pointer] = {}
    for pointer, key, reason in _all_unused(document):
        firsts.setdefault((key, reason), pointer)
        counts[key, reason] = counts.get((key, reason), -1) + 1
    found: dict[Pointer, _Reported] = {}
    for (key, reason), pointer in firsts.items():
        found.setdefault(pointer, []).append((key, reason, counts[key, reason]))
    return found


def _all_unused(document: Document) -> Iterator[_Unused]:
    """Yield the extensions without effect in the order of a walk; those of a part are remembered."""
    waiting = [start(document)]
    while waiting:
        node = waiting.pop()
        if is_part(node.pointer):
            for way, key, reason in document.about_part(node.pointer, _unused_in(node.kind)):
                yield (*node.pointer, *way), key, reason
            continue
        yield from ((node.pointer, key, reason) for key, reason in _unused(node))
        waiting.extend(reversed(children(node)))


@cache
def _unused_in(kind: Kind) -> Callable[[Any], list[_Unused]]:
    """Return what finds the extensions without effect in a part, with pointers that start there."""

    def unused_in(part: Any) -> list[_Unused]:
        # A cursor of an operation has the name of what is around it, which does not matter here.
        inside = walk_from(Cursor(("",), part, Document({}), kind))
        return [(each.pointer[1:], *found) for each in inside for found in _unused(each)]

    return unused_in


def _unused(node: Cursor) -> Iterator[tuple[str, str]]:
    for key, value in node.value.items():
        if key.startswith(EXTENSIONS) and (reason := unused(key, node.kind)) and is_yes(value):
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
