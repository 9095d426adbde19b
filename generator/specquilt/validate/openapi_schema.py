"""The JSON Schemas of OpenAPI 3.0, 3.1 and 3.2, as jsonschema-rs reads them."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": "string"}
_VOCABULARY: dict[str, Any] = {
    "discriminator": {
        "type": "object",
        "required": ["propertyName"],
        "properties": {
            "propertyName": _TEXT,
            "mapping": {"type": "object", "additionalProperties": _TEXT},
        },
        "patternProperties": {"^x-": True},
        "additionalProperties": False,
    },
    "externalDocs": {
        "type": "object",
        "required": ["url"],
        "properties": {"url": _TEXT, "description": _TEXT},
        "patternProperties": {"^x-": True},
        "additionalProperties": False,
    },
    "xml": {
        "type": "object",
        "properties": {
            "name": _TEXT,
            "namespace": _TEXT,
            "prefix": _TEXT,
            "attribute": {"type": "boolean"},
            "wrapped": {"type": "boolean"},
        },
        "patternProperties": {"^x-": True},
        "additionalProperties": False,
    },
}


def openapi_schema(version: str) -> dict[str, Any]:
    """Return the JSON Schema of a version of OpenAPI, as openapi-spec-validator has it.

    Those of 3.1 and 3.2 leave schemas open (a dynamic anchor); here they are bound to OpenAPI's own dialect.
    """
    if version.startswith("3.0"):
        schema = _resource("v3.0")
        keywords = schema["definitions"]["Schema"]["properties"]
        del keywords["required"]["minItems"]  # harmless: []
        for keyword in ("allOf", "anyOf", "oneOf"):
            keywords[keyword]["minItems"] = 1  # openapi-spec-validator refuses empty ones, too
        return schema
    version = "v3.2" if version.startswith("3.2") else "v3.1"
    return {
        "$schema": _DIALECT,
        "$id": f"https://specquilt.invalid/openapi-{version}",
        "$ref": "#/$defs/document",
        "$defs": {
            "document": _resource(version),
            "schema": {"$dynamicAnchor": "meta", "$ref": _DIALECT, "properties": _VOCABULARY},
        },
    }


def _resource(version: str) -> dict[str, Any]:
    """Read a schema of openapi-spec-validator without importing it, which takes long."""
    package = find_spec("openapi_spec_validator")
    assert package is not None  # it is a requirement of ours
    assert package.origin is not None
    path = Path(package.origin).parent / "resources" / "schemas" / version / "schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema
