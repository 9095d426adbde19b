"""Unions that list a member twice."""

import json
from collections.abc import Iterator

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Remove
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.pointer import Pointer
from specquilt.rules.engine.rule import Problem, Rule


def check(node: Cursor) -> Iterator[Problem]:
    """Report the members of `oneOf` and `anyOf` that are listed before."""
    for keyword in ("oneOf", "anyOf"):
        copies = list(_copies(node, keyword))
        if copies:
            message = f"`{keyword}` lists a member twice"
            yield Problem(message, copies[0], tuple(map(Remove, copies)))


def _copies(node: Cursor, keyword: str) -> Iterator[Pointer]:
    known = set()
    for index, member in enumerate(node.listing(keyword)):
        text = json.dumps(member, sort_keys=True, default=str)
        if text in known:
            yield (*node.pointer_to(keyword), index)
        known.add(text)


RULE = Rule(
    summary="members that `oneOf` or `anyOf` lists twice",
    why="`oneOf` requires exactly one match (JSON Schema 2020-12, core, section 10.2.1.3): taken "
    "literally, no value can be such a member. It is often a mistake for another member.",
    severity=Severity.WARNING,
    fix=Fix.GUESS,
    on=Kind.SCHEMA,
    keys=("oneOf", "anyOf"),
    check=check,
    before="""
        oneOf:
          - {type: object, required: [side], properties: {side: {type: integer}}}
          - {type: object, required: [radius], properties: {radius: {type: integer}}}
          - {type: object, required: [side], properties: {side: {type: integer}}}
    """,
    after="""
        oneOf:
          - {type: object, required: [side], properties: {side: {type: integer}}}
          - {type: object, required: [radius], properties: {radius: {type: integer}}}
    """,
)
