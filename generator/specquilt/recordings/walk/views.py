"""Schemas as a value meets them: with what they refer to, and what `allOf` adds."""

from __future__ import annotations

from typing import Any, NamedTuple

from specquilt.openapi.keywords import UNIONS
from specquilt.openapi.pointer import Pointer
from specquilt.openapi.references import Target, follow_target
from specquilt.openapi.values import listing, mapping


class SchemaPart(NamedTuple):
    """A schema that applies to a value, and its place."""

    at: Pointer
    schema: dict[str, Any]


class SchemaUnion(NamedTuple):
    """Alternatives, of which a value fits one.

    Args:
        at: Place of the schema that has them.
        key: Its key for them; empty if only a discriminator names them.
        branches: Their places.
        tag: Property that tells which one it is, if there is one.
        tagged: The alternatives by the value of that property.
    """

    at: Pointer
    key: str
    branches: tuple[Pointer, ...]
    tag: str
    tagged: dict[str, Pointer]


class SchemaView(NamedTuple):
    """All that applies to a value at a place.

    Args:
        parts: The schemas.
        unions: Alternatives: what applies of them depends on the value.
    """

    parts: tuple[SchemaPart, ...]
    unions: tuple[SchemaUnion, ...]


class SchemaViews:
    """The views of a document."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self._known: dict[Pointer, SchemaView] = {}

    def of(self, at: Pointer) -> SchemaView:
        """Return what applies at a place."""
        view = self._known.get(at)
        if view is None:
            parts: dict[Pointer, SchemaPart] = {}
            self._collect(at, _value_at(self._data, at), parts)
            unions = [each for part in parts.values() for each in self._unions(part)]
            view = self._known[at] = SchemaView(tuple(parts.values()), tuple(unions))
        return view

    def _collect(self, at: Pointer, value: Any, parts: dict[Pointer, SchemaPart]) -> None:
        if at in parts or not isinstance(value, dict):
            return
        parts[at] = SchemaPart(at, value)
        if "$ref" in value:
            self._collect(*follow_target(self._data, Target(at, value)), parts)
        for number, each in enumerate(listing(value.get("allOf"))):
            self._collect((*at, "allOf", number), each, parts)

    def _unions(self, part: SchemaPart) -> list[SchemaUnion]:
        rule = mapping(part.schema.get("discriminator"))
        tag = str(rule.get("propertyName") or "")
        found = []
        for key in UNIONS:
            branches = listing(part.schema.get(key))
            places = tuple((*part.at, key, number) for number in range(len(branches)))
            if places:
                tagged = self._tagged(rule, zip(places, branches, strict=True)) if tag else {}
                found.append(SchemaUnion(part.at, key, places, tag, tagged))
        if tag and not found and rule.get("mapping"):
            found.append(SchemaUnion(part.at, "", (), tag, self._tagged(rule, ())))
        return found

    def _tagged(self, rule: dict[str, Any], branches: Any) -> dict[str, Pointer]:
        """Return the alternatives by tag: by their names, unless the mapping says otherwise."""
        tagged: dict[str, Pointer] = {}
        for at, branch in branches:
            name = str(mapping(branch).get("$ref", "")).rpartition("/")[2]
            if name:
                tagged[name] = at
        mapped = {}
        for tag, name in mapping(rule.get("mapping")).items():
            reference = str(name) if "/" in str(name) else f"#/components/schemas/{name}"
            target = follow_target(self._data, Target((), {"$ref": reference}))
            if target.pointer:
                mapped[str(tag)] = target.pointer
        return mapped or tagged


def _value_at(data: Any, at: Pointer) -> Any:
    for step in at:
        data = data[step]
    return data
