"""Names of types that a vendor declares for the clients of other generators."""

import re
from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.operations import NAME
from specquilt.openapi.values import mapping, plain_text
from specquilt.openapi.words import pascal, words
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.hints import TABLE, keys_of

_ANY_SCHEMA, _COMPONENTS = (hint.keys for hint in TABLE if hint.rule == "declared-name")
"""Extensions that name a type; in other places than components, the second name a property."""

_MADE_UP = re.compile(r"-[a-z0-9]{6}\Z")
"""What a tool appends to a name that it made up itself."""


def check(node: Cursor) -> Iterator[Problem]:
    """Report types whose name is declared in an extension, and is not yet ours."""
    is_component = len(node.pointer) == 3 and node.pointer[:2] == ("components", "schemas")
    for key in _keys(is_component) if NAME not in node.value else ():
        name = _declared(node.get(key))
        if not words(name) or _MADE_UP.search(name):
            continue
        if not (is_component and pascal(name) == pascal(str(node.pointer[2]))):
            message = f"the document declares the name {pascal(name)}"
            edit = Set((*node.pointer, NAME), pascal(name))
            yield Problem(message, node.pointer_to(key), (edit,))
        return


def _keys(is_component: bool) -> tuple[str, ...]:
    return (*_ANY_SCHEMA, *_COMPONENTS) if is_component else _ANY_SCHEMA


def _declared(value: Any) -> str:
    """Return the name that an extension declares: its text, or the `name` of what it says."""
    return plain_text(mapping(value).get("name") or value)


RULE = Rule(
    summary="names of types that are declared for other generators",
    why="The vendor has chosen the names that his users know. The fix uses them, so that code "
    "written for another client also fits this one. A name of your own, in `[client.names]` or "
    "`x-specquilt-name`, takes precedence.",
    severity=Severity.INFO,
    fix=Fix.SAFE,
    on=Kind.SCHEMA,
    keys=keys_of("declared-name"),
    check=check,
    before="""
        x-fern-type-name: QuiltStatus
        enum: [planned, sewn]
    """,
    after="""
        x-fern-type-name: QuiltStatus
        enum: [planned, sewn]
        x-specquilt-name: QuiltStatus
    """,
)
