"""Redocly CLI, another implementation of overlays, gives the same results."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import npm
from overlay.documents import QUILTS, document, overlaid
from specquilt.merging.merge import fragment_of
from specquilt.openapi.finding import Fix
from specquilt.openapi.load import yaml_loader
from specquilt.overlay import fixes
from specquilt.overlay.merge_value import same
from specquilt.rules.engine import book
from specquilt.sources.read import read_text

BROKEN = """\
openapi: 3.1.0
info: {title: Quilts, version: endpoint_quilts.make}
servers: [{url: https://api.quilt.test/}]
paths:
  /v1.5/quilts/{id}:
    post:
      operationId: make
      tags: [[quilts, patches], other]
      parameters:
        - {name: id, in: path, schema: {type: string}}
        - {name: Authorization, in: header, description: Bearer token, schema: {type: string}}
        - {name: limit, in: query, schema: {type: integer}}
      responses:
        '200':
          description: Made
          content:
            application/json:
              schema: {$ref: '#/components/schemas/quilts_make_Response_200'}
        '429': {description: Too many, content: {}}
components:
  schemas:
    quilts_make_Response_200:
      type: object
      description: ''
      required: [größe, größe]
      properties:
        größe: {type: string, enum: [{value: big}, {value: 'no'}]}
        next: {$ref: '#/components/schemas/quilts_make_Response_200'}
"""


def test_fixes_give_the_same_document(tmp_path: Path) -> None:
    (page,) = read_text("api.yaml", BROKEN)
    refused = frozenset(each for each in book.ids() if book.rule_of(each).fix is not Fix.SAFE)
    (fixed,) = fixes.fix([fragment_of(page)], refused)
    assert len({finding.rule for finding in fixed.repaired}) >= 8
    assert same(_redocly(tmp_path, BROKEN, fixed.text), fixed.document.data)


def test_all_types_of_actions_give_the_same_document(tmp_path: Path) -> None:
    actions = """
        - {target: "$..parameters[?@['x-internal'] == true]", remove: true}
        - {target: "$..[?match(@.operationId, 'l.*')]", update: {x-match: true, tags: [more]}}
        - {target: $.components.schemas, update: {Blanket: {}}}
        - {target: $.components.schemas.Blanket, copy: $.components.schemas.Quilt}
        - {target: $.components.schemas.Quilt.properties.größe, update: {default: null}}
        - {target: $.info, remove: false, update: {version: '1.10'}}
        - {target: $.info.title, update: Blankets}
        - {target: $.tags, remove: true}
        - {target: $, update: {tags: [{name: quilts}]}}
    """
    ours, _ = overlaid(tmp_path, actions)
    overlay = (tmp_path / "overlay.yaml").read_text(encoding="utf-8")
    assert same(_redocly(tmp_path, json.dumps(document(QUILTS).data), overlay), ours.data)


def _redocly(folder: Path, source: str, overlay: str) -> object:
    tool = npm.installed("@redocly/cli@2.77.0") / "bin/cli.js"
    (folder / "api.yaml").write_text(source, encoding="utf-8")
    (folder / "other.overlay.yaml").write_text(overlay, encoding="utf-8")
    command = [str(shutil.which("node")), str(tool), "bundle", "api.yaml", "--output", "out.json"]
    subprocess.run(
        [*command, "--overlay", "other.overlay.yaml"],
        cwd=folder,
        env={**os.environ, "REDOCLY_TELEMETRY": "off"},
        capture_output=True,
        check=True,
    )
    return yaml_loader.load((folder / "out.json").read_text(encoding="utf-8"))
