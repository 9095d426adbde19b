"""Multipart bodies without their file fields."""

import re
from collections.abc import Iterator
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.edits import Edit, Set
from specquilt.openapi.finding import Fix
from specquilt.openapi.kinds import Kind
from specquilt.openapi.load.block import Block
from specquilt.openapi.page import Page
from specquilt.openapi.provenance import Origin
from specquilt.rules.engine.rule import Problem, Rule

MULTIPART = "multipart/form-data"
_PART = re.compile(
    r'Content-Disposition:\s*form-data;\s*name=\\?"(?P<name>[^"\\]+)\\?";'
    r'\s*filename=\\?"(?P<file>[^"\\]*)\\?"'
)
# Documentation exporters write an example name for a required file, and a numbered placeholder
# for an optional one.
_OPTIONAL_FILE = re.compile(r"<file\d*>|")
_FILE = {"type": "string", "format": "binary"}


def check(node: Cursor) -> Iterator[Problem]:
    """Report multipart bodies without fields, or without the files that code samples send."""
    content = node.value.get("content")
    media_type = content.get(MULTIPART) if isinstance(content, dict) else None
    if not isinstance(media_type, dict):
        return
    schema = node.resolve(media_type.get("schema") or {})
    properties = schema.get("properties") if isinstance(schema, dict) else None
    pointer = (*node.pointer, "content", MULTIPART, "schema")
    missing = _missing_files(node.document.page, properties or {})
    if missing:
        plural = "file" if len(missing) == 1 else "files"
        message = f"{plural} in the code samples but not in the schema: {', '.join(missing)}"
        yield Problem(message, pointer, tuple(_edits(node, pointer, media_type["schema"], missing)))
    elif not properties and isinstance(schema, dict) and schema.get("type") == "object":
        advice = "describe the fields in the overlay"
        yield Problem("the multipart body has no fields", pointer, help=advice)


def _missing_files(page: Page | None, properties: dict[str, Any]) -> dict[str, tuple[bool, int]]:
    """Return whether each missing file is required, and the line of its code sample."""
    missing: dict[str, tuple[bool, int]] = {}
    for sample in page.samples if page else ():
        line, counted = sample.line, 0
        for part in _PART.finditer(sample.source):
            line += sample.source.count("\n", counted, part.start())
            counted = part.start()
            if part["name"] not in properties and part["name"] not in missing:
                missing[part["name"]] = not _OPTIONAL_FILE.fullmatch(part["file"]), line
    return missing


def _edits(
    node: Cursor, pointer: tuple[str | int, ...], schema: Any, missing: dict[str, tuple[bool, int]]
) -> Iterator[Edit]:
    """Add the files to the schema of the body; a referenced schema is copied first."""
    if "$ref" in schema:
        yield Set(pointer, node.resolve(schema))
    if not isinstance(node.resolve(schema).get("properties"), dict):
        yield Set((*pointer, "properties"), {})
    for name, (_, line) in missing.items():
        yield Set((*pointer, "properties", name), _FILE, _origin(node, line))
    required = [name for name, (needed, _) in missing.items() if needed]
    if required:
        known = node.resolve(schema).get("required") or []
        yield Set((*pointer, "required"), [*known, *required])


def _origin(node: Cursor, line: int) -> Origin | None:
    page = node.document.page
    return Origin(Block(page.path, "", line)) if page else None


RULE = Rule(
    summary="multipart bodies without their file fields",
    why="Without these fields, the client cannot upload the file. Documentation exporters drop "
    "binary fields, but the raw HTTP samples on the page still send them.",
    fix=Fix.SAFE,
    on=Kind.REQUEST_BODY,
    keys=("content",),
    check=check,
    page=r"""
        # Create a Dataset

        POST https://api.example.com/datasets
        Content-Type: multipart/form-data

        ```ruby
        request.body = "-----1\r\nContent-Disposition: form-data; name=\"data\"; filename=\"string\"\r\n\r\n-----1\r\nContent-Disposition: form-data; name=\"eval_data\"; filename=\"<file1>\"\r\n\r\n-----1--"
        ```
    """,
    before="""
        content:
          multipart/form-data:
            schema:
              type: object
              properties: {}
        required: true
    """,
    after="""
        content:
          multipart/form-data:
            schema:
              type: object
              properties:
                data:
                  type: string
                  format: binary
                eval_data:
                  type: string
                  format: binary
              required:
                - data
        required: true
    """,
)
