"""Checks a value against a schema: types, enums, bounds and structure; no formats or patterns.

A value is only reported when it is certainly invalid, so the check is safe for any document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.document import Document
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
    is_kind = _TYPE_CHECKS.get(name) if isinstance(name, str) else None
    return bool(is_kind and is_kind(value)) and schema.keys().isdisjoint(_OTHER_KEYWORDS)


def _simple_faults(schema: dict[str, Any], value: Any) -> Iterator[str]:
    names = _types(schema)
    if names and not any(_TYPE_CHECKS[name](value) for name in names):
        yield f"{_shown(value)} is not of type {' or '.join(names)}"
    if "enum" in schema and not _is_among(value, listing(schema["enum"])):
        yield f"{_shown(value)} is not in the enum"
    if "const" in schema and not _is_among(value, [schema["const"]]):
        yield f"{_shown(value)} is not {_shown(schema['const'])}"
    for keyword in [each for each in _BOUNDS if each in schema]:
        measure, is_kept, words = _BOUNDS[keyword]
        bound = schema[keyword]
        size = measure(value) if _is_number(bound) else None
        if size is not None and not is_kept(size, bound):
            yield f"{_shown(value)} is {words} {bound}"


def _types(schema: dict[str, Any]) -> list[str]:
    """Return the names of the types; empty if one of them is unknown."""
    types = schema.get("type")
    names: list[Any] = types if isinstance(types, list) else [types]
    return names if all(isinstance(name, str) and name in _TYPE_CHECKS for name in names) else []


def _is_one_way(properties: dict[str, Any], name: str) -> bool:
    """Return whether a property is read-only or write-only, so that it may be missing."""
    schema = mapping(properties.get(name))
    return bool(schema.get("readOnly") or schema.get("writeOnly"))


def _is_among(value: Any, choices: list[Any]) -> bool:
    """Return whether a value is in a list, compared as in JSON, where true is not 1."""
    return any(
        value == choice and isinstance(value, bool) == isinstance(choice, bool)
        for choice in map(unwrapped, choices)
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_whole(value: Any) -> bool:
    return _is_number(value) and (isinstance(value, int) or value.is_integer())


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


def _number(value: Any) -> Any:
    return value if _is_number(value) else None


def _length(value: Any) -> Any:
    return len(value) if isinstance(value, str) else None


def _size(value: Any) -> Any:
    return len(value) if isinstance(value, list) else None


_TYPE_CHECKS: dict[str, Callable[[Any], bool]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "integer": _is_whole,
    "number": _is_number,
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}
_BOUNDS: dict[str, tuple[Callable[[Any], Any], Callable[[Any, Any], bool], str]] = {
    "minimum": (_number, lambda size, bound: size >= bound, "less than"),
    "maximum": (_number, lambda size, bound: size <= bound, "greater than"),
    "exclusiveMinimum": (_number, lambda size, bound: size > bound, "not greater than"),
    "exclusiveMaximum": (_number, lambda size, bound: size < bound, "not less than"),
    "minLength": (_length, lambda size, bound: size >= bound, "shorter than"),
    "maxLength": (_length, lambda size, bound: size <= bound, "longer than"),
    "minItems": (_size, lambda size, bound: size >= bound, "shorter than"),
    "maxItems": (_size, lambda size, bound: size <= bound, "longer than"),
}
_OTHER_KEYWORDS = frozenset(_BOUNDS) | frozenset(
    ("$ref", "enum", "const", "allOf", "anyOf", "oneOf", "properties", "required", "items")
)
"""Every keyword except `type` that this module checks."""
