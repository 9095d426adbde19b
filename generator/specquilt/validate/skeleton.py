"""What openapi-spec-validator gets to see: a document without what takes it long.

It follows references (those of `allOf` along every path, without end in a cycle), compiles patterns
and tries them on defaults, and validates equal schemas again and again. None of this is needed:
references, patterns, defaults and examples have been checked before. Extensions are left out, too:
it takes those of `paths` for path items.
"""

from __future__ import annotations

import json
from dataclasses import field
from typing import Any

from specquilt.openapi.coverage import Disagreement
from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.kinds import Kind, child_of
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.values import mapping, without_extensions
from specquilt.validate.violation import Violation

_CHECKED: dict[str, type] = {
    **dict.fromkeys(("title", "description", "pattern", "format", "contentMediaType"), str),
    **dict.fromkeys(("$id", "$schema", "$anchor", "$comment", "$dynamicRef"), str),
    **dict.fromkeys(("$dynamicAnchor", "$recursiveRef", "contentEncoding"), str),
    **dict.fromkeys(("examples", "required"), list),
}
"""Keywords of schemas that are left out if they have the type that they must have."""

_SCHEMAS: Pointer = ("components", "schemas")
_ANY_VALUE = frozenset({"default", "example", "const"})


def skeleton(data: dict[str, Any]) -> dict[str, Any]:
    """Return a document with the same parts at the same places, as far as validity needs them."""
    result: dict[str, Any] = _Reducer().reduced(Kind.DOCUMENT, data)
    return result


def suspected_parts(data: dict[str, Any], suspects: list[Violation]) -> dict[str, Any]:
    """Return a document without the paths and the schemas that have no suspected violation.

    A duplicate operationId needs all paths, and so does a violation in other components:
    openapi-spec-validator looks at many of them only where a path refers to them.
    """
    parts = {_part(each.about) for each in suspects}
    keywords = {each.keyword for each in suspects}
    if Disagreement.OPERATION_IDS in keywords or any(map(_is_wide, parts)):
        return data
    paths = {
        path: item for path, item in mapping(data.get("paths")).items() if ("paths", path) in parts
    }
    components = mapping(data.get("components"))
    schemas = {
        name: schema if (*_SCHEMAS, name) in parts else {}
        for name, schema in mapping(components.get("schemas")).items()
    }
    reduced = {"paths": paths, "components": {**components, "schemas": schemas}}
    return {key: reduced.get(key, value) for key, value in data.items()}


def _is_wide(part: Pointer) -> bool:
    """Say whether a part is referred to from any path, or is the document as a whole."""
    return not part or (part[:1] == ("components",) and part[:2] != _SCHEMAS)


def _part(place: Pointer) -> Pointer:
    """Return the path or the component that a place is in."""
    return place[:3] if place[:1] == ("components",) else place[:2]


@dataclass
class _Reducer:
    """Makes the copy; equal schemas become one object, which is validated once."""

    known: dict[str, Any] = field(default_factory=dict)

    def reduced(self, kind: Kind, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        if kind is Kind.SCHEMA:
            return self._shared(self._schema(value))
        kept = (key for key in without_extensions(value) if key != "jsonSchemaDialect")
        return {key: self._below(kind, key, value[key]) for key in kept}

    def _below(self, kind: Kind, key: str, value: Any) -> Any:
        child = child_of(kind, key)
        if child is None or not isinstance(value, dict | list):
            return value
        reduced = {at: self.reduced(child.kind, item) for at, item in child.items(value)}
        if isinstance(value, dict) and child.many:
            others = without_extensions(value) if child.extensible else value
            return others | {str(key): item for (key,), item in reduced.items()}
        return list(reduced.values()) if isinstance(value, list) else reduced[()]

    def _schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        if isinstance(schema.get("$ref"), str):
            return {}
        kept = {key: value for key, value in schema.items() if not _is_checked(key, value)}
        parts = {key: self._below(Kind.SCHEMA, key, value) for key, value in kept.items()}
        if isinstance(parts.get("enum"), list):
            parts["enum"] = parts["enum"][:1]
        if isinstance(parts.get("patternProperties"), dict):
            schemas = parts["patternProperties"].values()
            parts["patternProperties"] = {f"^{at}$": each for at, each in enumerate(schemas)}
        return parts

    def _shared(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return the one object for all equal schemas; their parts have been shared before."""
        key = json.dumps(schema, sort_keys=True, default=str)
        found: dict[str, Any] = self.known.setdefault(key, schema)
        return found


def _is_checked(key: str, value: Any) -> bool:
    if key == "required":
        return isinstance(value, list) and all(isinstance(name, str) for name in value)
    return key in _ANY_VALUE or isinstance(value, _CHECKED.get(key, ()))
