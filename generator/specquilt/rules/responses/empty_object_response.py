"""Success responses that are objects without properties."""

import re
from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Remove, Set
from specquilt.openapi.finding import Fix, Severity
from specquilt.openapi.kinds import Kind
from specquilt.openapi.references import local_pointer
from specquilt.rules.engine.rule import Problem, Rule

_MEDIA_TYPE = re.compile(r"\b(application|audio|image|multipart|video)/(?!json\b)[\w.+-]+", re.I)
_BINARY = re.compile(
    r"\b(binary|(audio|image|video|zip|pdf|csv) (file|data|stream|archive))\b", re.IGNORECASE
)
_NOTHING_ELSE = {"type", "properties", "title", "description"}


def check(node: Cursor) -> Iterator[Problem]:
    """Report ``type: object, properties: {}`` as the only content of a 2xx response."""
    content = node.value.get("content")
    if not str(node.pointer[-1]).startswith("2") or not isinstance(content, dict):
        return
    schemas = [
        node.resolve(media.get("schema")) for media in content.values() if isinstance(media, dict)
    ]
    if not schemas or not all(_is_empty_object(schema) for schema in schemas):
        return
    pointer = (*node.pointer, "content")
    better = _better_content(node, content)
    edit = Set(pointer, better) if better else Remove(pointer)
    meaning = "its schema was lost" if better else "it has no content"
    message = f"response {node.pointer[-1]} is an object without properties: {meaning}"
    yield Problem(message, pointer, (edit, *_orphans(node, content)))


def _better_content(node: Cursor, content: dict[str, Any]) -> dict[str, Any]:
    """Return the content that is meant, or an empty mapping for none.

    A file if the description mentions one, any object for GET.
    """
    description = str(node.value.get("description"))
    named = _MEDIA_TYPE.search(description)
    if named or _BINARY.search(description):
        media_type = named[0].lower() if named else "application/octet-stream"
        return {media_type: {"schema": {"type": "string", "format": "binary"}}}
    is_get = node.operation is not None and node.operation[0] == "GET"
    return {media_type: {"schema": {"type": "object"}} for media_type in content if is_get}


def _orphans(node: Cursor, content: dict[str, Any]) -> Iterator[Remove]:
    """Yield edits that remove the components that only this response uses."""
    for reference in {media["schema"].get("$ref") for media in content.values()}:
        if reference and _count(node.document.data, reference) == 1:
            yield Remove(local_pointer(reference) or ())


def _count(value: Any, reference: str) -> int:
    if isinstance(value, dict):
        return sum(_count(item, reference) for item in value.values())
    if isinstance(value, list):
        return sum(_count(item, reference) for item in value)
    return int(value == reference)


def _is_empty_object(schema: Any) -> bool:
    return (
        isinstance(schema, dict)
        and schema.get("type") == "object"
        and schema.get("properties") == {}
        and set(schema) <= _NOTHING_ELSE
    )


RULE = Rule(
    summary="success responses that are objects without properties",
    why="The client would return a class without fields. Documentation exporters write this when "
    "the API returns nothing, `{}`, or something they cannot express, such as a file.",
    severity=Severity.WARNING,
    fix=Fix.GUESS,
    on=Kind.RESPONSE,
    shown=Kind.DOCUMENT,
    keys=("content",),
    check=check,
    before="""
        paths:
          /quilts:
            get:
              operationId: count
              responses:
                '200': &empty
                  description: OK
                  content: {application/json: {schema: {type: object, properties: {}}}}
            delete:
              operationId: clear
              responses: {'200': *empty}
          /quilts/photo:
            post:
              operationId: photograph
              responses:
                '200':
                  description: The photo as an image file
                  content: {application/json: {schema: {type: object, properties: {}}}}
    """,
    after="""
        paths:
          /quilts:
            get:
              operationId: count
              responses:
                '200':
                  description: OK
                  content: {application/json: {schema: {type: object}}}
            delete:
              operationId: clear
              responses: {'200': {description: OK}}
          /quilts/photo:
            post:
              operationId: photograph
              responses:
                '200':
                  description: The photo as an image file
                  content:
                    application/octet-stream: {schema: {type: string, format: binary}}
    """,
)
