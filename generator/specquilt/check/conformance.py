"""Whether a document is plainly valid: a quick answer, where the judge takes its time.

What fails here is not yet invalid: openapi-spec-validator has the last word, and tells the reasons.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from specquilt.pointer import parse, resolve

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": "string"}
# What OpenAPI adds to JSON Schema (3.1, section 4.8.24.2).
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
_METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})
_PLACEHOLDER = re.compile(r"{([^{}]*)}")


def is_plainly_valid(data: dict[str, Any]) -> bool:
    """Say whether a document, whose references all lead somewhere, is valid beyond doubt."""
    from jsonschema_rs import ReferencingError, validator_for

    schema = _schema(str(data.get("openapi")))
    try:
        return bool(validator_for(schema).is_valid(data)) and not any(_doubts(data))
    except (ValueError, TypeError, LookupError, ReferencingError):
        return False  # it holds what JSON cannot, or nests deeper than the validator goes


def _schema(version: str) -> dict[str, Any]:
    """Return the schema of a version of OpenAPI, as the judge has it.

    The one of 3.1 leaves JSON Schema open (a dynamic anchor): here it is bound to its own dialect.
    """
    if version.startswith("3.0"):
        schema = _resource("v3.0")
        del schema["definitions"]["Schema"]["properties"]["required"]["minItems"]  # harmless: []
        return schema
    return {
        "$schema": _DIALECT,
        "$id": "https://specquilt.invalid/openapi-3.1",
        "$ref": "#/$defs/document",
        "$defs": {
            "document": _resource("v3.1"),
            "schema": {"$dynamicAnchor": "meta", "$ref": _DIALECT, "properties": _VOCABULARY},
        },
    }


def _resource(version: str) -> dict[str, Any]:
    """Read a schema of the judge's without importing the judge."""
    package = find_spec("openapi_spec_validator")
    assert package is not None  # it is a requirement of ours
    assert package.origin is not None
    path = Path(package.origin).parent / "resources" / "schemas" / version / "schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


def _doubts(data: dict[str, Any]) -> Iterator[bool]:
    """Look for what no schema can express: names that must differ, and names that must agree."""
    yield _repeats([tag.get("name") for tag in data.get("tags") or ()])
    ids: Counter[Any] = Counter()
    for path, item in (data.get("paths") or {}).items():
        shared = _parameters(data, item)
        yield _repeats(shared)
        for operation in (item[method] for method in _METHODS & set(item)):
            own = _parameters(data, operation)
            ids[operation.get("operationId")] += 1
            yield _repeats(own)
            declared = {name for name, place in (*shared, *own) if place == "path"}
            yield declared != set(_PLACEHOLDER.findall(path))
    del ids[None]
    yield any(count > 1 for count in ids.values())


def _parameters(data: dict[str, Any], owner: dict[str, Any]) -> list[tuple[Any, Any]]:
    found = [_followed(data, parameter) for parameter in owner.get("parameters") or ()]
    return [(parameter.get("name"), parameter.get("in")) for parameter in found]


def _followed(data: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    seen: set[str] = set()
    while isinstance(reference := value.get("$ref"), str) and reference not in seen:
        seen.add(reference)
        value = resolve(data, parse(reference))
    return value


def _repeats(names: list[Any]) -> bool:
    return len(set(names)) < len(names)
