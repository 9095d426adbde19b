"""Normalizes schemas: equivalent schemas have equal views."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from specquilt.openapi.references import follow
from specquilt.openapi.values import listing, mapping

_FORMATS = ("binary", "date-time", "date")


@dataclass(frozen=True)
class View:
    """A schema with references followed, `allOf` joined and all notations of null recognized.

    Args:
        type: JSON type, with the format if it changes the Python type. "" for any type.
        nullable: whether null is allowed.
        values: values of an enum or constant, without null.
        properties: schema by property name.
        required: names of required properties.
        items: schema of array items.
        additional: value of `additionalProperties`.
        variants: variants of a union, without null. A single variant is not a union.
        tags: discriminator property and value of a variant, by reference.
    """

    type: str = ""
    nullable: bool = False
    values: frozenset[str] | None = None
    properties: dict[str, Any] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    items: Any = None
    additional: Any = None
    variants: tuple[Any, ...] = ()
    tags: dict[str, tuple[str, str]] = field(default_factory=dict)


def view(root: dict[str, Any], schema: Any) -> View:
    """Return the view of a schema. Nested schemas are not converted."""
    flat = _flat(root, schema)
    variants = _variants(root, flat)
    solid = [variant for variant in variants if not _is_null(_flat(root, variant))]
    nullable = _says_null(flat) or len(solid) < len(variants)
    if len(solid) == 1:
        inner = view(root, solid[0])
        return View(**{**inner.__dict__, "nullable": nullable or inner.nullable})
    return View(
        type="union" if solid else _type(flat),
        nullable=nullable or any(_says_null(_flat(root, variant)) for variant in solid),
        values=None if solid else _values(flat),
        properties=mapping(flat.get("properties")),
        required=frozenset(map(str, listing(flat.get("required")))),
        items=flat.get("items"),
        additional=flat.get("additionalProperties") or None,
        variants=tuple(solid),
        tags=_tags(flat),
    )


def _tags(schema: dict[str, Any]) -> dict[str, tuple[str, str]]:
    discriminator = mapping(schema.get("discriminator"))
    name, values = str(discriminator.get("propertyName")), mapping(discriminator.get("mapping"))
    return {str(reference): (name, repr(value)) for value, reference in values.items()}


def _flat(root: dict[str, Any], schema: Any) -> dict[str, Any]:
    """Return a schema joined with the target of its reference and the parts of its `allOf`."""
    siblings = mapping(schema)
    target = mapping(follow(root, schema))
    parts = [_flat(root, part) for part in listing(target.get("allOf"))]
    parts.append(target)
    if "$ref" in siblings and siblings is not target:
        parts.append(siblings)
    return _joined(parts)


def _joined(parts: list[dict[str, Any]]) -> dict[str, Any]:
    joined: dict[str, Any] = {}
    for part in parts:
        for key, value in part.items():
            if key == "properties":
                joined[key] = {**joined.get(key, {}), **mapping(value)}
            elif key == "required":
                joined[key] = [*joined.get(key, []), *listing(value)]
            elif key not in ("allOf", "$ref"):
                joined[key] = value
    return joined


def _variants(root: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the members of a union, including those of nested unions."""
    members = [*listing(schema.get("oneOf")), *listing(schema.get("anyOf"))]
    types = schema.get("type")
    several = [each for each in types if each != "null"] if isinstance(types, list) else []
    if len(several) > 1:
        members += [{**schema, "type": each} for each in several]
    return list(_flattened(root, members))


def _flattened(root: dict[str, Any], members: list[Any]) -> Iterator[dict[str, Any]]:
    for member in members:
        inner = _variants(root, _flat(root, member))
        yield from inner or (mapping(member),)


def _is_null(schema: dict[str, Any]) -> bool:
    return schema.get("type") == "null" or listing(schema.get("enum")) == [None]


def _says_null(schema: dict[str, Any]) -> bool:
    types = schema.get("type")
    return (
        schema.get("nullable") is True
        or (isinstance(types, list) and "null" in types)
        or None in listing(schema.get("enum"))
    )


def _values(schema: dict[str, Any]) -> frozenset[str] | None:
    given = [schema["const"]] if "const" in schema else schema.get("enum")
    if not isinstance(given, list):
        return None
    return frozenset(repr(value) for value in given if value is not None)


def _type(schema: dict[str, Any]) -> str:
    types = schema.get("type")
    named = (
        next((each for each in types if each != "null"), "") if isinstance(types, list) else types
    )
    found, form = str(named or _implied(schema)), str(schema.get("format"))
    if found == "string" and form in _FORMATS:
        return f"string ({form})"
    return "integer" if found == "number" and form.startswith("int") else found


def _implied(schema: dict[str, Any]) -> str:
    if "properties" in schema or "additionalProperties" in schema:
        return "object"
    if "items" in schema:
        return "array"
    values = _values(schema) or ()
    return "string" if any(value.startswith("'") for value in values) else ""
