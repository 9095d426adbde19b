"""Identical unions, which share one name.

Type checkers compare recursive types pair by pair. If each place of a tree of expressions has its
own name for the same union, their work grows exponentially with the number of expressions.
"""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from dataclasses import replace
from typing import Any, TypeAlias

from specquilt.api.types import NamedSchema
from specquilt.api.value_types import Type, UnionOf
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.keywords import UNIONS
from specquilt.openapi.values import mapping

_Key: TypeAlias = tuple[tuple[str, ...], str]

_SAYS_NO_MORE = frozenset({*UNIONS, "discriminator", "title", "description", "nullable"})


def components(root: Cursor) -> list[tuple[str, Cursor]]:
    """Return the names and schemas of all components."""
    return root.at("components").entries("schemas") if root.has("components") else []


class SameUnions:
    """Finds the schema of an identical union.

    Args:
        named: All named schemas by id.
    """

    def __init__(self, named: MutableMapping[str, NamedSchema]) -> None:
        self._named = named
        self._ids: dict[UnionOf, str] = {}

    def add(self, schema: NamedSchema) -> None:
        """Add an alias. The first of several identical unions is used."""
        if isinstance(schema.alias, UnionOf):
            self._ids.setdefault(schema.alias, schema.id)

    def share(self, alias: Type, description: str) -> str | None:
        """Return the id of an identical union, or None.

        The description of one place does not describe another, unlike that of a component.
        """
        id_ = self._ids.get(alias) if isinstance(alias, UnionOf) else None
        if id_ is None:
            return None
        schema = self._named[id_]
        if schema.hint is not None and schema.description != description:
            self._named[id_] = replace(schema, description="")
        return id_


class ComponentUnions:
    """Finds the component that an unnamed union repeats.

    Args:
        components: All components.
    """

    def __init__(self, components: Iterable[Cursor]) -> None:
        keys = [(_key(place), place) for place in components]
        self._places = {key: place for key, place in reversed(keys) if key}
        self._pointers = {place.pointer for place in self._places.values()}

    def same(self, place: Cursor) -> Cursor | None:
        """Return the component with the same members as an unnamed union, or None."""
        if not self._places or place.pointer in self._pointers:
            return None
        key = _key(place)
        return self._places.get(key) if key else None


def _key(place: Cursor) -> _Key | None:
    """Return what a union of references has in common with identical ones."""
    value = mapping(place.value)
    keyword = next((key for key in UNIONS if key in value), None)
    if keyword is None or value.keys() - _SAYS_NO_MORE:
        return None
    members: list[Any] = place.listing(keyword)
    references = [str(mapping(member).get("$ref") or "") for member in members]
    return (tuple(references), repr(place.get("discriminator"))) if all(references) else None
