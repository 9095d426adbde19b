"""Joins two schemas into one that accepts what one of them accepts.

A schema is a set of alternatives. Inline alternatives of one type become one; any others stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias

from specquilt.merging.annotations import bare, identity, joint_annotations
from specquilt.openapi.keywords import UNIONS
from specquilt.openapi.kinds import LIST, MAP, Kind, child_of, is_annotation
from specquilt.openapi.values import listing, mapping

Schema: TypeAlias = Any
_COMPOSED = ("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas")
_LOWER = ("minimum", "minLength", "minItems", "minProperties", "minContains")
_UPPER = ("maximum", "maxLength", "maxItems", "maxProperties", "maxContains")


def wider_schema(one: Schema, other: Schema) -> Schema:
    """Return a schema that accepts what one of two schemas accepts.

    The result does not depend on the order of the schemas, except for its order and annotations.
    """
    if bare(one, Kind.SCHEMA) == bare(other, Kind.SCHEMA):
        return one
    if one is False or other is False:
        return other if one is False else one
    annotations = joint_annotations(Kind.SCHEMA, one, other)
    if _is_any(one) or _is_any(other):
        return annotations
    found: dict[object, Schema] = {}
    for schema in (*_alternatives(one), *_alternatives(other)):
        key = _key(schema)
        found[key] = _joined(found[key], schema) if key in found else schema
    return {**annotations, **_union(list(found.values()))}


def _is_any(schema: Schema) -> bool:
    return not isinstance(schema, dict) or not bare(schema, Kind.SCHEMA)


def _alternatives(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the alternatives of a schema. Its own annotations are left out."""
    own = {key: value for key, value in schema.items() if not is_annotation(Kind.SCHEMA, key)}
    key, parts = next(iter(own.items()))
    if len(own) == 1 and isinstance(parts, list) and _is_transparent(key, parts):
        for part in parts:
            yield from _alternatives(part)
    elif isinstance(own.get("type"), list):
        yield from _by_null(own)
    else:
        yield own


def _is_transparent(key: str, parts: list[Any]) -> bool:
    """Return whether a composition accepts what one of its parts accepts, and no part is open."""
    is_union = key in UNIONS or (key == "allOf" and len(parts) == 1)
    return is_union and bool(parts) and not any(map(_is_any, parts))


def _by_null(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the schema without null, and null as an alternative of its own."""
    types = [each for each in schema["type"] if each != "null"]
    if types:
        rest = {**schema, "type": types[0] if len(types) == 1 else types}
        if "null" in schema["type"] and isinstance(rest.get("enum"), list):
            rest["enum"] = [value for value in rest["enum"] if value is not None]
        yield rest
    if "null" in schema["type"]:
        yield {"type": "null"}


def _key(schema: dict[str, Any]) -> object:
    """Return a key that is equal for schemas that become one."""
    if "$ref" in schema:
        return identity(bare(schema, Kind.SCHEMA))
    choice = _choice(schema)
    if choice:
        return choice
    if any(key in schema for key in _COMPOSED):
        return _extended(schema) or identity(bare(schema, Kind.SCHEMA))
    return _types(schema)


def _choice(schema: dict[str, Any]) -> tuple[str, str] | None:
    """Return the keyword and the property of a union with a discriminator."""
    name = mapping(schema.get("discriminator")).get("propertyName")
    unions = [key for key in UNIONS if isinstance(schema.get(key), list)]
    others = set(schema) - {*unions, "discriminator", "type"}
    return (unions[0], str(name)) if name and len(unions) == 1 and not others else None


def _extended(schema: dict[str, Any]) -> tuple[str, ...] | None:
    """Return the references of a schema that extends others by at most one inline part."""
    parts = _parts(schema)
    inline = [part for part in parts if "$ref" not in part]
    if set(schema) & {*_COMPOSED} != {"allOf"} or len(inline) > 1:
        return None
    references = (identity(bare(part, Kind.SCHEMA)) for part in parts if "$ref" in part)
    return ("allOf", str(len(inline)), *sorted(references))


def _parts(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the parts of ``allOf``; keywords beside it are one more part."""
    beside = {key: value for key, value in schema.items() if key != "allOf"}
    return [
        *filter(bool, map(mapping, listing(schema.get("allOf")))),
        *([beside] if beside else []),
    ]


def _types(schema: dict[str, Any]) -> tuple[str, ...]:
    types = schema.get("type")
    if types is None:
        implied = {"properties": "object", "required": "object", "items": "array"}
        types = next((type_ for key, type_ in implied.items() if key in schema), "")
    return tuple(sorted(map(str, types))) if isinstance(types, list) else (str(types),)


def _joined(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return one alternative of two with the same key."""
    if _choice(one):
        return _joined_choice(one, other)
    if bare(one, Kind.SCHEMA) == bare(other, Kind.SCHEMA):
        return one
    return _joined_parts(one, other) if "allOf" in one else _joined_inline(one, other)


def _joined_choice(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    keyword, _ = _choice(one) or ("oneOf", "")
    members = {identity(bare(each, Kind.SCHEMA)): each for each in (*other[keyword], *one[keyword])}
    order = [identity(bare(each, Kind.SCHEMA)) for each in (*one[keyword], *other[keyword])]
    discriminator = _wider_discriminator(one["discriminator"], other["discriminator"])
    return {keyword: [members[key] for key in dict.fromkeys(order)], "discriminator": discriminator}


def _wider_discriminator(one: Any, other: Any) -> Any:
    """Return a discriminator with the names of both. Of two targets, the first by name is used."""
    mine, yours = mapping(one).get("mapping") or {}, mapping(other).get("mapping") or {}
    names = union_of_maps(mine, yours, min)
    return {"propertyName": one["propertyName"], **({"mapping": names} if names else {})}


def _joined_parts(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    references = [part for part in _parts(one) if "$ref" in part]
    inline = [part for each in (one, other) for part in _parts(each) if "$ref" not in part]
    return {"allOf": [*references, wider_schema(*inline)]} if inline else one


def _joined_inline(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return a schema of the type of both: a restriction stays where both have it."""
    one, other = _with_enum(one), _with_enum(other)
    keys = dict.fromkeys((*one, *other))
    values = ((key, _keyword(key, one, other)) for key in keys)
    return {
        **joint_annotations(Kind.SCHEMA, one, other),
        **{key: value for key, value in values if value is not None},
    }


def _with_enum(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema with its type, and a constant as an enum of one value."""
    types = _types(schema)
    result = {"type": types[0], **schema} if types[0] and "type" not in schema else dict(schema)
    if "const" in result:
        result["enum"] = [result.pop("const")]
    return result


def _keyword(key: str, one: dict[str, Any], other: dict[str, Any]) -> Any:
    """Return the wider value of a keyword, or None if the result does without it."""
    if is_annotation(Kind.SCHEMA, key):
        return None
    if key == "properties":
        return union_of_maps(mapping(one.get(key)), mapping(other.get(key)), wider_schema)
    if key == "nullable":
        return one.get(key) is True or other.get(key) is True or None
    if key not in one or key not in other:
        return {} if key == "items" else None
    child = child_of(Kind.SCHEMA, key)
    if child and child.kind is Kind.SCHEMA and child.many not in (LIST, MAP):
        return wider_schema(one[key], other[key])
    return _JOINS.get(key, _if_equal)(one[key], other[key])


def union_of_maps(
    one: dict[str, Any], other: dict[str, Any], join: Callable[[Any, Any], Any]
) -> dict[str, Any]:
    """Return the entries of two mappings. Entries of both are joined."""
    both = {key: join(value, other[key]) for key, value in one.items() if key in other}
    return {**one, **other, **both}


def _in_both(one: list[Any], other: list[Any]) -> list[Any] | None:
    return [value for value in one if value in other] or None


def union_of_lists(one: list[Any], other: list[Any]) -> list[Any]:
    """Return the distinct values of two lists."""
    return list({identity(value): value for value in (*one, *other)}.values())


def _if_equal(one: Any, other: Any) -> Any:
    return one if identity(one) == identity(other) else None


_JOINS: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "type": lambda one, _: one,
    "required": _in_both,
    "enum": union_of_lists,
    "discriminator": lambda one, other: (
        _wider_discriminator(one, other)
        if one.get("propertyName") == other.get("propertyName")
        else None
    ),
    **dict.fromkeys(_LOWER, min),
    **dict.fromkeys(_UPPER, max),
}


def _union(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a schema with some alternatives, in the simplest form."""
    null = {"type": "null"}
    others = [schema for schema in found if schema != null]
    if len(others) == 1 and len(found) == 2 and isinstance(others[0].get("type"), str):
        return _with_null(others[0])
    return found[0] if len(found) == 1 else {"anyOf": found}


def _with_null(schema: dict[str, Any]) -> dict[str, Any]:
    values = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    if "const" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return {**schema, "type": [schema["type"], "null"], **values}
