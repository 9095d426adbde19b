"""A small document, and helpers that apply overlays to it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Any

from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding
from specquilt.openapi.load import yaml_loader
from specquilt.openapi.load.block import Block
from specquilt.openapi.provenance import Origin, Provenance
from specquilt.overlay import apply, read

QUILTS = """
    openapi: 3.1.0
    info:
      title: Quilts
      version: 1.0.0
    servers:
      - url: https://api.quilt.test
        description: Production
      - url: https://sandbox.quilt.test
        description: Sandbox
    tags: [{name: quilts}, {name: internal}]
    paths:
      /quilts:
        get:
          operationId: list
          tags: [quilts, internal]
          parameters:
            - {name: limit, in: query, schema: {type: integer}}
            - {name: debug, in: query, x-internal: true, schema: {type: boolean}}
            - {name: trace, in: query, x-internal: true, schema: {type: boolean}}
            - {name: after, in: query, schema: {type: string}}
          responses: {'200': {description: All quilts}, '500': {description: Torn}}
        post:
          operationId: make
          x-internal: true
          responses: {'201': {description: Made}, '500': {description: Torn}}
      /v1.5/quilts/{id}:
        get:
          operationId: get
          responses: {'200': {description: A quilt}, '404': {description: None}}
    components:
      schemas:
        Quilt:
          type: object
          required: [id]
          properties:
            id: {type: string}
            größe: {type: integer}
            note: {type: string, default: null}
"""


def loaded(text: str) -> Any:
    """Parse indented YAML."""
    return yaml_loader.load(dedent(text))


def document(text: str = QUILTS) -> Document:
    """Return a document with provenance."""
    block = Block("quilts.yaml", dedent(text))
    return Document(block.load(), Provenance({(): (Origin(block),)}))


def overlaid(folder: Path, actions: str, text: str = QUILTS) -> tuple[Document, list[Finding]]:
    """Return a document with actions applied, and the findings. Actions are a YAML list."""
    file = folder / "overlay.yaml"
    head = "overlay: 1.1.0\ninfo: {title: Test, version: 1.0.0}\nactions:\n"
    file.write_text(head + dedent(actions).lstrip("\n"), encoding="utf-8")
    return apply.apply(document(text), read.read(file).actions)


def result(folder: Path, actions: str, text: str = QUILTS) -> Any:
    """Return a document with actions applied. All actions must have an effect."""
    changed, findings = overlaid(folder, actions, text)
    assert not findings
    return changed.data
