"""Documents with extensions for other generators."""

from __future__ import annotations

from typing import Any

from specquilt.openapi.document import Document
from specquilt.openapi.finding import Finding
from specquilt.rules.engine.book import fix

NO_BODY = {"responses": {"204": {"description": "Done"}}}


def document(operation: dict[str, Any] | None = None, **others: Any) -> Document:
    """Return a document with one operation, which has no other findings."""
    whole = {
        "openapi": "3.1.0",
        "info": {"title": "Quilts", "version": "1"},
        "servers": [{"url": "https://api.quilt.test"}],
        "security": [],
        "paths": {"/quilts": {"post": {"operationId": "sew", **NO_BODY, **(operation or {})}}},
    }
    return Document(whole | others)


def fixed(operation: dict[str, Any]) -> dict[str, Any]:
    """Return an operation as the rules fix it."""
    found: dict[str, Any] = fix(document(operation))[0].data["paths"]["/quilts"]["post"]
    return found


def schema(given: dict[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """Return a schema as the rules fix it, and the findings."""
    holder = {"type": "object", "properties": {"state": given}}
    body = {"required": True, "content": {"application/json": {"schema": holder}}}
    after, findings = fix(document({"requestBody": body}))
    content = after.data["paths"]["/quilts"]["post"]["requestBody"]["content"]
    return content["application/json"]["schema"]["properties"]["state"], findings
