"""Generates valid values for schemas. The same seed gives the same values."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import find, settings, strategies

from specquilt.openapi.references import follow
from specquilt.openapi.values import listing, mapping

MAX_DEPTH = 6
_TEXTS = {
    "date-time": "2026-03-01T12:30:00Z",
    "date": "2026-03-01",
    "time": "12:30:00Z",
    "uuid": "1b4e28ba-2fa1-41d2-883f-0016d3cca427",
    "email": "quilt@quilt.test",
    "uri": "https://quilt.test/a?b=c",
    "url": "https://quilt.test/a?b=c",
    "uri-reference": "/a?b=c",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "hostname": "quilt.test",
    "byte": "cXVpbHQ=",
    "binary": "patch",
    "duration": "P1D",
}
_WORDS = ("patch", "two words", "a/b?c=d&e", "ünï", "100%", "x" * 20)


class Values:
    """Generates valid values for schemas.

    Args:
        document: the document that contains the targets of references.
        seed: the same seed gives the same values.
        share: share of optional values to include, from 0 (none) to 1 (all).
    """

    def __init__(self, document: dict[str, Any], seed: int, share: float) -> None:
        self._document, self._random, self._share = document, Random(seed), share

    def wanted(self, depth: int = 0) -> bool:
        """Return whether to include an optional value."""
        return depth < MAX_DEPTH and self._random.random() < self._share

    def of(self, schema: Any, depth: int = 0) -> Any:
        """Return a valid value for a schema."""
        schema = self.plain(schema, depth)
        if "const" in schema:
            return schema["const"]
        if schema.get("enum"):
            return self._random.choice(schema["enum"])
        if schema.get("nullable") and (depth >= MAX_DEPTH or self._random.random() < 0.1):
            return None
        return self._by_type(schema, depth)

    def plain(self, schema: Any, depth: int = 0) -> dict[str, Any]:
        """Return a schema without references and compositions. One variant of a union is chosen."""
        schema = mapping(follow(self._document, schema))
        parts = [self.plain(part, depth) for part in listing(schema.get("allOf"))]
        for keyword in ("oneOf", "anyOf"):
            if schema.get(keyword):
                parts.append(self._choice(schema, keyword, depth))
        own = {key: v for key, v in schema.items() if key not in ("allOf", "oneOf", "anyOf")}
        return functools.reduce(_joined, [*parts, own], {}) if parts else own

    def _choice(self, schema: dict[str, Any], keyword: str, depth: int) -> dict[str, Any]:
        members = [m for m in listing(schema[keyword]) if isinstance(m, dict)]
        if depth >= MAX_DEPTH:
            members.sort(key=lambda member: not _is_simple(follow(self._document, member)))
            members = members[:1]
        member = self._random.choice(members)
        plain = self.plain(member, depth)
        tag = mapping(schema.get("discriminator"))
        if not tag:
            return plain
        known = mapping(tag.get("mapping")).items()
        reference = str(member.get("$ref", ""))
        values = [v for v, target in known if target in (reference, reference.rpartition("/")[2])]
        value = values[0] if values else reference.rpartition("/")[2]
        property_ = self.plain(mapping(plain.get("properties")).get(tag["propertyName"], {}))
        fixed = property_ if property_.get("enum") or "const" in property_ else {"const": value}
        name = tag["propertyName"]
        return _joined(plain, {"properties": {name: fixed}, "required": [name]})

    def _by_type(self, schema: dict[str, Any], depth: int) -> Any:
        kind = schema.get("type")
        if isinstance(kind, list):
            kinds = [each for each in kind if each != "null"] or ["null"]
            kind = "null" if "null" in kind and depth >= MAX_DEPTH else self._random.choice(kinds)
        if kind is None:
            kind = (
                "object" if "properties" in schema else "array" if "items" in schema else "string"
            )
        makers: dict[str, Callable[[dict[str, Any], int], Any]] = {
            "object": self._object,
            "array": self._array,
            "integer": self._integer,
            "number": self._number,
            "string": self._string,
            "boolean": lambda _schema, _depth: self._random.random() < 0.5,
            "null": lambda _schema, _depth: None,
        }
        return makers[kind](schema, depth)

    def _object(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        properties = mapping(schema.get("properties"))
        required = set(listing(schema.get("required")))
        own = [name for name, inner in properties.items() if not self._is_read_only(inner)]
        given = [name for name in own if name in required or self.wanted(depth)]
        if depth and not given:
            given = own[:1]  # forms cannot encode an empty object
        made = {name: self.of(properties[name], depth + 1) for name in given}
        rest = schema.get("additionalProperties")
        least = schema.get("minProperties", 0)
        if isinstance(rest, dict) and (self.wanted(depth) or len(made) < least):
            made["extra"] = self.of(rest, depth + 1)
        return made

    def _is_read_only(self, schema: Any) -> bool:
        return self.plain(schema).get("readOnly") is True

    def _array(self, schema: dict[str, Any], depth: int) -> list[Any]:
        least = schema.get("minItems", 1 if depth < MAX_DEPTH else 0)  # nor an empty list
        count = max(least, min(schema.get("maxItems", 2), 2 if self.wanted(depth) else least))
        items = [self.of(schema.get("items", {}), depth + 1) for _ in range(count)]
        return _distinct(items) if schema.get("uniqueItems") else items

    def _integer(self, schema: dict[str, Any], _depth: int) -> int:
        step = int(schema.get("multipleOf", 1))
        least, most = _bounds(schema, step)
        return self._random.randint(-(-int(least) // step), int(most) // step) * step

    def _number(self, schema: dict[str, Any], _depth: int) -> float:
        least, most = _bounds(schema, 0.25)
        return (
            least + round((most - least) * self._random.random() * 4) / 4 if most > least else least
        )

    def _string(self, schema: dict[str, Any], _depth: int) -> str:
        if schema.get("format") in _TEXTS:
            return _TEXTS[str(schema["format"])]
        if schema.get("pattern"):
            return _matching(schema["pattern"], schema.get("minLength", 1))
        text = self._random.choice(_WORDS)
        least, most = schema.get("minLength", 0), schema.get("maxLength", 1000)
        return str((text + "y" * (least - len(text)))[: max(most, 0)])


def _is_simple(schema: Any) -> bool:
    return mapping(schema).get("type") in ("string", "integer", "number", "boolean", "null")


def _joined(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Return one schema for values that must match both schemas."""
    joined = {**below, **above}
    if "properties" in below and "properties" in above:
        joined["properties"] = {**below["properties"], **above["properties"]}
    joined["required"] = [*listing(below.get("required")), *listing(above.get("required"))]
    return joined


def _bounds(schema: dict[str, Any], step: float) -> tuple[float, float]:
    least = schema.get("minimum", min(0, schema.get("maximum", 0)))
    most = schema.get("maximum", least + 100)
    above, below = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    if above is not None and above is not False:
        least = least + step if above is True else above + step
        most = max(most, least)
    if below is not None and below is not False:
        most = most - step if below is True else below - step
    return least, most


@functools.cache
def _matching(pattern: str, least: int) -> str:
    """Return the simplest text that matches a pattern (ECMA 262)."""
    python = pattern.replace("\\d", "[0-9]").replace("(?<", "(?P<")
    texts: strategies.SearchStrategy[str] = strategies.from_regex(re.compile(python, re.ASCII))
    quiet = settings(database=None, max_examples=2000)
    return find(texts, lambda text: len(text) >= least and text.isprintable(), settings=quiet)


def _distinct(items: list[Any]) -> list[Any]:
    return [item for at, item in enumerate(items) if item not in items[:at]]
