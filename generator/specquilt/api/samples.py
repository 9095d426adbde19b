"""Values that satisfy what schemas demand beyond their types: patterns, limits, formats.

Types of clients do not contain these constraints. They are needed to make up values.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from specquilt.api.patterns import matching
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.keywords import is_number
from specquilt.openapi.values import listing

_TEXTS: Final[Mapping[str, str]] = {
    "byte": "Ynl0ZXM=",
    "duration": "P1D",
    "email": "user@example.com",
    "hostname": "example.com",
    "idn-email": "user@example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "iri": "https://example.com",
    "json-pointer": "/a",
    "time": "12:00:00Z",
    "uri": "https://example.com",
    "uri-reference": "/a",
    "uri-template": "https://example.com/{a}",
    "url": "https://example.com",
    "uuid": "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
}
_DEMANDING: Final = frozenset(
    [
        "allOf",
        "anyOf",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "format",
        "maxLength",
        "maximum",
        "minItems",
        "minLength",
        "minimum",
        "oneOf",
        "pattern",
        "$ref",
    ]
)
"""Keys of which a schema has at least one if its type does not say enough."""

_DEEPEST: Final = 5
_LONGEST: Final = 1000


def sample_of(places: Iterable[Cursor]) -> Any:
    """Return a valid value of a property that is described in some places.

    None if any value of its type will do; None inside of a list stands for such a value.
    """
    found = (_sample(place, 0) for place in places)
    return next((value for value in found if value is not None), None)


def _sample(place: Cursor, depth: int) -> Any:
    schema = place.value
    if not isinstance(schema, dict) or _DEMANDING.isdisjoint(schema) or depth > _DEEPEST:
        return None
    if "$ref" in schema:
        return _sample(place.followed(), depth + 1)
    if "const" in schema or "enum" in schema or "properties" in schema:
        return None
    for key in filter(schema.__contains__, ("allOf", "oneOf", "anyOf")):
        inner = (_sample(each, depth + 1) for each in place.elements(key))
        if (found := next(_first(key, inner), None)) is not None:
            return found
    return _by_type(place, depth)


def _first(key: str, values: Iterator[Any]) -> Iterator[Any]:
    """Yield the first value of all parts, or that of the first variant: a client takes that."""
    if key == "allOf":
        return (value for value in values if value is not None)
    return iter([next(values, None)])


def _by_type(place: Cursor, depth: int) -> Any:
    kinds = place.get("type")
    kind = next((each for each in listing(kinds) if each != "null"), kinds)
    match kind:
        case "string":
            return _text(place.value)
        case "integer" | "number":
            return _number(place.value, kind == "integer")
        case "array":
            return _items(place, depth)
        case _:
            return None


def _text(schema: Mapping[str, Any]) -> str | None:
    known = _TEXTS.get(str(schema.get("format")))
    least, most = _size(schema, "minLength", 0), _size(schema, "maxLength", _LONGEST)
    pattern = schema.get("pattern")
    if isinstance(pattern, str):
        given = [schema.get("example"), *listing(schema.get("examples")), schema.get("default")]
        texts = [each for each in (*given, known) if isinstance(each, str)]
        return matching(pattern, least, most, texts)
    if known or not {"minLength", "maxLength"} & schema.keys() or least > _LONGEST:
        return known
    return "x" * max(least, min(most, 1))


def _size(schema: Mapping[str, Any], key: str, default: int) -> int:
    value = schema.get(key)
    return value if isinstance(value, int) and value >= 0 else default


def _number(schema: Mapping[str, Any], is_integer: bool) -> float | None:
    """Return a number between the limits; None if 0 is one."""
    least, most = _limit(schema, "minimum", "Minimum", 1), _limit(schema, "maximum", "Maximum", -1)
    if least <= 0 <= most:
        return None
    found = least if least > 0 else most
    step = schema.get("multipleOf")
    if is_number(step) and step > 0:
        found = (math.ceil if least > 0 else math.floor)(found / step) * step
    return math.ceil(found) if is_integer else found


def _limit(schema: Mapping[str, Any], key: str, name: str, step: int) -> float:
    """Return the lowest or highest number; an exclusive limit is a number, or true beside one."""
    limit, exclusive = schema.get(key), schema.get(f"exclusive{name}")
    if is_number(exclusive):
        return exclusive + step
    if not is_number(limit):
        return -math.inf * step
    return limit + step if exclusive is True else limit


def _items(place: Cursor, depth: int) -> list[Any] | None:
    least = _size(place.value, "minItems", 0)
    if not 0 < least <= _LONGEST:
        return None
    items = place.part("items")
    return [_sample(items, depth + 1) if items else None] * least
