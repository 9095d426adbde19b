"""Whether a document is plainly valid: a quick answer, where the judge takes its time.

What fails here is not yet invalid: openapi-spec-validator has the last word, and tells the reasons.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from specquilt.openapi.pointer import Pointer
from specquilt.openapi.references import follow
from specquilt.validate.fault import Concern, Fault, fault_of_absence, fault_of_value

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

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
_Name: TypeAlias = tuple[Any, Any]
_METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})
_PLACEHOLDER = re.compile(r"{([^{}]*)}")


def doubts(data: dict[str, Any], references_are_sound: bool = True) -> Iterator[Fault]:
    """Yield what is perhaps not valid: without any of it, a document is valid beyond doubt.

    The messages are for nobody, the judge has better ones.
    """
    from jsonschema_rs import ReferencingError, validator_for

    try:
        for error in validator_for(_schema(str(data.get("openapi")))).iter_errors(data):
            yield from _doubts_of(error)
        if references_are_sound:
            yield from _doubts_between(data)
    except (ValueError, TypeError, LookupError, ReferencingError) as failure:
        # It holds what JSON cannot, or nests deeper than the validator goes.
        yield Fault((), str(failure), vague=True)


def _doubts_of(error: ValidationError) -> Iterator[Fault]:
    """Name the keys that an error is about, where it is about keys."""
    at: Pointer = tuple(error.instance_path)
    missing, unexpected = (getattr(error.kind, each, None) for each in ("property", "unexpected"))
    if missing:
        yield fault_of_absence(at, missing, error.message)
    elif unexpected:
        yield from (Fault((*at, key), error.message, key) for key in unexpected)
    else:
        yield fault_of_value(at, error.message)


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


def _doubts_between(data: dict[str, Any]) -> Iterator[Fault]:
    """Look for what no schema can express: names that must differ, and names that must agree."""
    if _repeats([tag.get("name") for tag in data.get("tags") or ()]):
        yield _doubt(("tags",), Concern.TAGS)
    ids: set[Any] = set()
    for path, item in (data.get("paths") or {}).items():
        shared = _parameters(data, item)
        if _repeats(shared):
            yield _doubt(("paths", path), Concern.PARAMETERS)
        for method in _METHODS & set(item):
            place, operation_id = ("paths", path, method), item[method].get("operationId")
            if operation_id is not None and operation_id in ids:
                yield _doubt(place, Concern.OPERATIONS)
            ids.add(operation_id)
            yield from _doubts_of_parameters(place, shared, _parameters(data, item[method]))


def _doubts_of_parameters(
    place: tuple[str, str, str], shared: list[_Name], own: list[_Name]
) -> Iterator[Fault]:
    if _repeats(own):
        yield _doubt(place, Concern.PARAMETERS)
    declared = {name for name, where in (*shared, *own) if where == "path"}
    if declared != set(_PLACEHOLDER.findall(place[1])):
        yield _doubt(place, Concern.PATH_AND_PARAMETERS)


def _doubt(at: Pointer, concern: Concern) -> Fault:
    return Fault(at, f"{concern.name} do not agree", concern=concern)


def _parameters(data: dict[str, Any], owner: dict[str, Any]) -> list[_Name]:
    found = [follow(data, parameter) for parameter in owner.get("parameters") or ()]
    return [(parameter.get("name"), parameter.get("in")) for parameter in found]


def _repeats(names: list[Any]) -> bool:
    return len(set(names)) < len(names)
