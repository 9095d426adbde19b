"""A small project, whose document changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SETTINGS = """\
[sources]
pages = ["api.json"]

[client]
output = "../../generated/quilts-client"
"""
CONFIG = Path("specs/quilts/specquilt.toml")
OUTPUT = Path("generated/quilts-client")
PACKAGE = OUTPUT / "quilts_client"

_QUILT = {"$ref": "#/components/schemas/Quilt"}
_ID = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]


def write_project(settings: str = "", **operations: Any) -> None:
    """Write the project into the working directory.

    Args:
        settings: more keys: of `[client]`, or in tables of their own.
        **operations: paths by the id of an operation that the document has, too.
    """
    CONFIG.parent.mkdir(parents=True, exist_ok=True)
    CONFIG.write_text(SETTINGS + settings)
    write_document(**operations)


def write_document(title: str = "Quilts", **operations: str) -> None:
    """Write the document: three operations, and others."""
    paths: dict[str, Any] = {
        "/quilts": {
            "get": _operation("list_quilts", {"type": "array", "items": _QUILT}),
            "post": _operation("create_quilt", _QUILT) | _body(),
        },
        "/quilts/{id}": {"get": _operation("get_quilt", _QUILT) | {"parameters": _ID}},
    }
    paths |= {path: {"get": _operation(name, _QUILT)} for name, path in operations.items()}
    document = {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "1"},
        "servers": [{"url": "https://api.quilts.dev"}],
        "paths": paths,
        "components": {"schemas": {"Quilt": _schema()}},
    }
    CONFIG.with_name("api.json").write_text(json.dumps(document))


def _schema() -> dict[str, Any]:
    texts = {name: {"type": "string"} for name in ("id", "name")}
    return {"type": "object", "required": ["id"], "properties": texts}


def _body() -> dict[str, Any]:
    schema = {"type": "object", "properties": {"name": {"type": "string"}}}
    return {"requestBody": {"content": {"application/json": {"schema": schema}}}}


def _operation(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    tag = "quilts" if "quilt" in name else "patches"
    return {
        "operationId": name,
        "tags": [tag],
        "responses": {"200": {"description": "Fine.", "content": content}},
    }
