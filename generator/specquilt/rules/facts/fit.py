"""Checks a value against a schema, leniently: a value is only reported if it is certainly wrong.

Unlike ``api/fitting.py``, which is strict, it does not report:

- formats, patterns, multiples, numbers of properties, repeated items, additional properties;
- items of ``prefixItems``, and values that ``not`` or a schema ``false`` excludes;
- values that several members of ``oneOf`` allow;
- missing properties that only requests or only responses have;
- values of an enum whose items are objects that contain them (`facts/enums.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.document import Document
from specquilt.openapi.keywords import TYPES, equal, is_within, known_types
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.references import follow
from specquilt.openapi.values import listing, mapping
from specquilt.rules.facts.enums import unwrapped

MAX_STEPS = 20_000
MAX_DEPTH = 60


@dataclass(frozen=True)
class Misfit:
    """The first invalid place inside a value, and the reason."""

    at: Pointer
    message: str


def misfit(document: Document, schema: Any, value: Any) -> Misfit | None:
    """Return why a value is not valid for a schema; None if it is, or if the check takes too long.

    Args:
        document: where references are resolved.
        schema: the schema, or a reference to it.
        value: the value, as in JSON.
    """
    if _has_simple_type(schema, value):
        return None
    return next(_Comparison(document).misfits(schema, value, (), 0), None)


@dataclass
class _Comparison:
    """Compares a schema and a value recursively, within a budget, because both may be recursive."""

    document: Document
    steps: int = 0

    def misfits(self, schema: Any, value: Any, at: Pointer, depth: int) -> Iterator[Misfit]:
        if isinstance(schema, dict) and "$ref" in schema:
            schema = follow(self.document.data, schema)
        self.steps += 1
        if not isinstance(schema, dict) or "$ref" in schema:
            return
        if self.steps > MAX_STEPS or depth > MAX_DEPTH:
            return
        if _has_simple_type(schema, value) or (value is None and schema.get("nullable") is True):
            return
        fault = next(_simple_faults(schema, value), "")
        if fault:
            yield Misfit(at, fault)
            return
        yield from self._composition_faults(schema, value, at, depth + 1)
        yield from self._nested_faults(schema, value, at, depth + 1)

    def _composition_faults(
        self, schema: dict[str, Any], value: Any, at: Pointer, depth: int
    ) -> Iterator[Misfit]:
        for part in listing(schema.get("allOf")):
            yield from self.misfits(part, value, at, depth)
        for keyword in ("anyOf", "oneOf"):
            variants = listing(schema.get(keyword))
            if variants and all(any(self.misfits(v, value, at, depth)) for v in variants):
                yield Misfit(at, f"{_shown(value)} matches no member of {keyword}")

    def _nested_faults(
        self, schema: dict[str, Any], value: Any, at: Pointer, depth: int
    ) -> Iterator[Misfit]:
        if isinstance(value, dict):
            properties = mapping(schema.get("properties"))
            for key, item in value.items():
                if key in properties:
                    yield from self.misfits(properties[key], item, (*at, key), depth)
            for name in listing(schema.get("required")):
                if (
                    isinstance(name, str)
                    and name not in value
                    and not _is_one_way(properties, name)
                ):
                    yield Misfit(at, f"required property {name!r} is missing")
        if isinstance(value, list) and "prefixItems" not in schema:
            for index, item in enumerate(value):
                yield from self.misfits(schema.get("items"), item, (*at, index), depth)


def _has_simple_type(schema: Any, value: Any) -> bool:
    """Return whether a value fits a schema that only has a type: the fast path for most schemas."""
    name = schema.get("type") if isinstance(schema, dict) else None
    is_kind = TYPES.get(name) if isinstance(name, str) else None
    return bool(is_kind and is_kind(value)) and schema.keys().isdisjoint(_OTHER_KEYWORDS)


def _simple_faults(schema: dict[str, Any], value: Any) -> Iterator[str]:
    names = known_types(schema)
    if names and not any(TYPES[name](value) for name in names):
        yield f"{_shown(value)} is not of type {' or '.join(names)}"
    if "enum" in schema and not _is_among(value, listing(schema["enum"])):
        yield f"{_shown(value)} is not in the enum"
    if "const" in schema and not _is_among(value, [schema["const"]]):
        yield f"{_shown(value)} is not {_shown(schema['const'])}"
    for keyword in [each for each in _BROKEN if each in schema]:
        if not is_within(keyword, schema[keyword], value):
            yield f"{_shown(value)} is {_BROKEN[keyword]} {schema[keyword]}"


def _is_one_way(properties: dict[str, Any], name: str) -> bool:
    """Return whether a property is read-only or write-only, so that it may be missing."""
    schema = mapping(properties.get(name))
    return bool(schema.get("readOnly") or schema.get("writeOnly"))


def _is_among(value: Any, choices: list[Any]) -> bool:
    return any(equal(value, unwrapped(choice)) for choice in choices)


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


_BROKEN: Final = {
    "minimum": "less than",
    "maximum": "greater than",
    "exclusiveMinimum": "not greater than",
    "exclusiveMaximum": "not less than",
    "minLength": "shorter than",
    "maxLength": "longer than",
    "minItems": "shorter than",
    "maxItems": "longer than",
}
"""The limits that are checked, and what a value is that exceeds them."""

_OTHER_KEYWORDS = frozenset(_BROKEN) | frozenset(
    ("$ref", "enum", "const", "allOf", "anyOf", "oneOf", "properties", "required", "items")
)
"""Every keyword except `type` that this module checks."""
