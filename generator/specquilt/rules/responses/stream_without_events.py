"""Streaming operations without a streaming response."""

import re
from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.values import mapping
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.composition import parts
from specquilt.rules.facts.pages import is_exported

_JSON = "application/json"
_EVENTS = "text/event-stream"
_STREAMING = re.compile(r"\bstream(s|ed|ing)?\b", re.IGNORECASE)


def check(node: Cursor) -> Iterator[Problem]:
    """Report operations with a `stream` switch whose only response is JSON."""
    words = f"{node.value.get('summary')} {node.value.get('description')}"
    if not is_exported(node) or not _STREAMING.search(words) or not _has_switch(node):
        return
    response = mapping(node.mapping("responses").get("200"))
    if set(mapping(response.get("content"))) == {_JSON}:
        pointer = node.pointer_to("responses", "200", "content", _EVENTS)
        message = "the response can be streamed, but no streaming response is defined"
        advice = "describe the events in the overlay"
        yield Problem(message, pointer[:-1], (Set(pointer, {"schema": {}}),), advice)


def _has_switch(node: Cursor) -> bool:
    body = mapping(node.resolve(node.value.get("requestBody")))
    media: Any = mapping(body.get("content")).get(_JSON)
    schemas = parts(node, mapping(media).get("schema"), "allOf")
    switches = [mapping(schema.get("properties")).get("stream") for schema in schemas]
    return any(_allows_both(mapping(switch)) for switch in switches)


def _allows_both(switch: dict[str, Any]) -> bool:
    """Return whether a switch allows both values; a constant belongs to one of two pages."""
    return switch.get("type") == "boolean" and "const" not in switch and "enum" not in switch


RULE = Rule(
    summary="streaming operations without a streaming response",
    why="A client cannot read the response to `stream: true`. Documentation exporters keep only "
    "one of the two responses. The fix adds server-sent events, the most common format.",
    severity=Severity.WARNING,
    fix=Fix.GUESS,
    on=Kind.OPERATION,
    shown=Kind.DOCUMENT,
    keys=("requestBody",),
    check=check,
    page="""
        # Chat

        POST https://api.quilt.test/chat
    """,
    before="""
        paths:
          /chat:
            post:
              operationId: chat
              description: Supports both streaming and non-streaming modes.
              requestBody:
                required: true
                content:
                  application/json:
                    schema:
                      type: object
                      properties: {stream: {type: boolean}}
              responses:
                '200':
                  description: The answer
                  content:
                    application/json: {schema: {type: string}}
    """,
    after="""
        paths:
          /chat:
            post:
              operationId: chat
              description: Supports both streaming and non-streaming modes.
              requestBody:
                required: true
                content:
                  application/json:
                    schema:
                      type: object
                      properties: {stream: {type: boolean}}
              responses:
                '200':
                  description: The answer
                  content:
                    application/json: {schema: {type: string}}
                    text/event-stream: {schema: {}}
    """,
)
