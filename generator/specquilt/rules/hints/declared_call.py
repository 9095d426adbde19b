"""Calls that a vendor declares for the clients of other generators."""

import re
from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.operations import CALL
from specquilt.openapi.values import listing, plain_text
from specquilt.openapi.words import snake, words
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.hints import TABLE, keys_of

_DECLARATIONS = tuple(hint.keys for hint in TABLE if hint.rule == "declared-call")
"""Extensions that hold the path of resources, and the name of the method."""


def check(node: Cursor) -> Iterator[Problem]:
    """Report operations whose call is declared in an extension, and is not yet ours."""
    for group_key, method_key in _DECLARATIONS if CALL not in node.value else ():
        group = _path(node.get(group_key))
        method = plain_text(node.get(method_key))
        if call := _call(node, group, method):
            key = method_key if method else group_key
            message = f"the document declares the call {call}()"
            yield Problem(message, node.pointer_to(key), (Set((*node.pointer, CALL), call),))
            return


def _path(declared: Any) -> list[str]:
    """Return the resources that a text such as ``beta.chat``, or a list, names."""
    parts = listing(declared) or re.split(r"[./]", plain_text(declared))
    return [snake(part) for part in parts if isinstance(part, str) and words(part)]


def _call(node: Cursor, group: list[str], method: str) -> str:
    """Return the call; what is not declared comes from the tag and the operationId."""
    name = method or (node.text("operationId") if group else "")
    resources = group or _path(next(iter(listing(node.get("tags"))), ""))
    return ".".join((*resources, snake(name))) if words(name) else ""


RULE = Rule(
    summary="calls that are declared for other generators",
    why="The vendor has chosen the names that his users know. The fix uses them, so that code "
    "and examples written for another client also fit this one. A call of your own, in "
    "`x-specquilt-call`, takes precedence.",
    severity=Severity.INFO,
    fix=Fix.SAFE,
    on=Kind.OPERATION,
    keys=keys_of("declared-call"),
    check=check,
    before="""
        operationId: listQuiltsByOwner
        tags: [Quilts]
        x-fern-sdk-group-name: [shop, quilts]
        x-fern-sdk-method-name: listByOwner
        responses: {'204': {description: Done}}
    """,
    after="""
        operationId: listQuiltsByOwner
        tags: [Quilts]
        x-fern-sdk-group-name: [shop, quilts]
        x-fern-sdk-method-name: listByOwner
        responses: {'204': {description: Done}}
        x-specquilt-call: shop.quilts.list_by_owner
    """,
)
