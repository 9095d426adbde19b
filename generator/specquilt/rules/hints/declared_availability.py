"""Deprecated and unfinished parts, as documents tell other generators."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Edit, Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import is_yes, mapping, plain_text
from specquilt.openapi.words import words
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.hints import keys_of

_KEYS = keys_of("declared-availability")
_USUAL = ("available", "stable", "ga", "general", "production")
"""Words that say nothing new: what a document has is for everybody."""


def check(node: Cursor) -> Iterator[Problem]:
    """Report what is deprecated or unfinished by an extension alone."""
    for key in _KEYS:
        state, message = _said(key, node.get(key))
        edits = tuple(_edits(node, state, message))
        if edits:
            yield Problem(f"the document says that this is {state}", node.pointer_to(key), edits)
            return


def _said(key: str, value: Any) -> tuple[str, str]:
    """Return a state such as ``beta``, and a message; both are empty if nothing is said."""
    if not is_yes(value):
        return "", ""
    last = " ".join(word.lower() for word in words(key)[1:])
    if value is True or str(value).lower() == "true":
        return last, ""
    status = plain_text(mapping(value).get("status") or value)
    message = plain_text(mapping(value).get("message"))
    if "message" in last:
        return ("deprecated", status) if status else ("", "")
    state = " ".join(words(status)).lower()
    return ("", "") if set(state.split()) & set(_USUAL) else (state, message)


def _edits(node: Cursor, state: str, message: str) -> Iterator[Edit]:
    if not state:
        return
    is_deprecated = state == "deprecated"
    if is_deprecated and node.get("deprecated") is not True:
        yield Set(node.pointer_to("deprecated"), True)
    label = "Deprecated" if is_deprecated else f"Availability: {state}"
    sentence = f"{label}: {message}" if message else "" if is_deprecated else f"{label}."
    text = plain_text(node.get("description"))
    if sentence and sentence not in text:
        yield Set(node.pointer_to("description"), f"{text}\n\n{sentence}" if text else sentence)


RULE = Rule(
    summary="parts that are deprecated or unfinished by an extension for other generators",
    why="Callers should know. The fix marks what is deprecated, which type checkers and editors "
    "show, and writes every other state into the description, which becomes a docstring.",
    severity=Severity.INFO,
    fix=Fix.SAFE,
    on=Kind.OPERATION,
    also=(Kind.SCHEMA, Kind.PARAMETER),
    keys=_KEYS,
    check=check,
    before="""
        operationId: makeQuilt
        x-fern-availability: deprecated
        x-deprecation-message: Use sewQuilt.
        responses: {'204': {description: Done}}
    """,
    after="""
        operationId: makeQuilt
        x-fern-availability: deprecated
        x-deprecation-message: Use sewQuilt.
        responses: {'204': {description: Done}}
        deprecated: true
        description: 'Deprecated: Use sewQuilt.'
    """,
)
