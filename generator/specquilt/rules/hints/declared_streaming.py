"""Streams that documents describe for other generators only."""

from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Edit, Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.operations import STREAMING
from specquilt.openapi.values import mapping
from specquilt.rules.engine.rule import Problem, Rule
from specquilt.rules.facts.hints import keys_of

_KEYS = keys_of("declared-streaming")
_USUAL_SWITCH = "stream"
_MEDIA_TYPES = {"sse": "text/event-stream"}
_LINES = "application/x-ndjson"
_STREAMS = {
    "text/event-stream",
    _LINES,
    "application/ndjson",
    "application/jsonl",
    "application/stream+json",
}


def check(node: Cursor) -> Iterator[Problem]:
    """Report streams that the responses do not describe, and switches with an unusual name."""
    for key in _KEYS:
        given = mapping(node.get(key))
        edits = (*_content(node, given), *_switch(node, given))
        if edits:
            yield Problem("the document describes a stream", node.pointer_to(key), edits)
            return


def _content(node: Cursor, given: dict[str, Any]) -> Iterator[Edit]:
    """Yield the edit that adds the stream to the response, unless the response has one."""
    schema, media_type = given.get("response-stream"), _MEDIA_TYPES.get(
        str(given.get("format")), _LINES
    )
    found = _contents(node)
    if not isinstance(schema, dict) or any(map(_has_stream, found.values())):
        return
    for status, content in [each for each in found.items() if each[1]][:1]:
        answer = node.mapping("responses")[status]
        if "$ref" in answer:
            whole = {
                **mapping(node.resolve(answer)),
                "content": {**content, media_type: {"schema": schema}},
            }
            yield Set(node.pointer_to("responses", status), whole)
        else:
            yield Set(
                node.pointer_to("responses", status, "content", media_type), {"schema": schema}
            )


def _contents(node: Cursor) -> dict[str, dict[str, Any]]:
    """Return the content of each success response."""
    return {
        status: mapping(mapping(node.resolve(answer)).get("content"))
        for status, answer in node.mapping("responses").items()
        if str(status).startswith("2")
    }


def _has_stream(content: dict[str, Any]) -> bool:
    return not _STREAMS.isdisjoint(media_type.partition(";")[0].strip() for media_type in content)


def _switch(node: Cursor, given: dict[str, Any]) -> Iterator[Edit]:
    """Yield the edit that says which field of the body asks for the stream."""
    from specquilt.rules.facts.declared_pages import field

    name = field(given.get("stream-condition"))
    if name and name != _USUAL_SWITCH and STREAMING not in node.value:
        yield Set(node.pointer_to(STREAMING), {"field": name})


RULE = Rule(
    summary="streams that are described for other generators only",
    why="Without the stream among the responses, there would be no method for it. The fix adds it, and says "
    "in `x-specquilt-streaming` which field of the body asks for it.",
    severity=Severity.INFO,
    fix=Fix.SAFE,
    on=Kind.OPERATION,
    keys=_KEYS,
    check=check,
    before="""
        operationId: sewQuilt
        x-fern-streaming:
          format: sse
          stream-condition: $request.live
          response-stream: {type: string}
        responses:
          '200':
            description: Done
            content: {application/json: {schema: {type: string}}}
    """,
    after="""
        operationId: sewQuilt
        x-fern-streaming:
          format: sse
          stream-condition: $request.live
          response-stream: {type: string}
        responses:
          '200':
            description: Done
            content:
              application/json: {schema: {type: string}}
              text/event-stream: {schema: {type: string}}
        x-specquilt-streaming: {field: live}
    """,
)
