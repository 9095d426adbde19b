"""Documents for the functions."""

from __future__ import annotations

from typing import Any

OLD = """\
openapi: 3.1.0
info: {title: Quilts, version: "1"}
servers: [{url: "https://api.quilts.dev"}]
paths:
  /quilts:
    get:
      operationId: listQuilts
      responses: {"204": {description: Done}}
    delete:
      operationId: clearQuilts
      responses: {"204": {description: Done}}
"""
NEW = OLD.partition("    delete:")[0]
PAGE = f"# List quilts\n\n```yaml\n{NEW}```\n"
BROKEN = "openapi: 3.1.0\npaths: [}\n"


def document(*paths: str) -> dict[str, Any]:
    """Return a document with some paths."""
    operation = {"responses": {"204": {"description": "Done"}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Quilts", "version": "1"},
        "servers": [{"url": "https://api.quilts.dev"}],
        "paths": {path: {"get": operation} for path in paths},
    }
