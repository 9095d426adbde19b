"""Responses that list something: where the items are, and what is beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from specquilt.api.fields import field_at, object_of
from specquilt.api.types import NamedSchema, Property
from specquilt.api.value_types import NULL, ListOf, Named, Type, UnionOf
from specquilt.openapi.words import snake

_BESIDE = frozenset({
    "errors", "expandable", "html_attributions", "included", "info_messages", "links",
    "lexical_fallback_reason", "metadata", "schemas", "unreachable", "warnings",
})  # fmt: skip
"""Lists that vendors put beside the items, in snake_case."""

_ITEMS = ("data", "items", "results", "value", "values", "records", "entries", "content", "nodes")
"""What vendors call the items where there are several lists, in snake_case."""

_WRAPPERS = ("data", "result", "results", "response", "payload", "embedded", "d")
"""Objects that vendors put the items into."""

_CONTAINERS = frozenset(_WRAPPERS) | {
    "cursors", "links", "list_metadata", "meta", "metadata", "next", "next_page", "page",
    "page_info", "pages", "pagination", "paging", "response_metadata", "result_info",
}  # fmt: skip
"""Objects that tell about pages, or that have objects which do."""

_DEPTH = 3


class Field(NamedTuple):
    """A field of a response, by the dotted path of its wire names."""

    path: str
    property: Property


class Listing(NamedTuple):
    """The list in a response.

    Args:
        items: Dotted path of its wire names; empty if the response is the list.
        item: Type of an item.
    """

    items: str
    item: Type


def listing_of(schemas: Mapping[str, NamedSchema], type_: Type | None, path: str) -> Listing | None:
    """Return the list that an operation is about, or None if there is none or several.

    Args:
        schemas: Named schemas by id.
        type_: Type of the response.
        path: Path of the operation. Its last name is that of the items, if that is in question.
    """
    if type_ and (item := list_item(schemas, type_)):
        return Listing("", item)
    wanted = snake(next((part for part in reversed(path.split("/")) if "{" not in part), ""))
    lists = _lists(schemas, type_)
    if lists:
        return _chosen(lists, wanted)
    inner = [
        _lists(schemas, field.property.type, f"{field.path}.")
        for field in _wrappers(schemas, type_)
    ]
    return _chosen([each for lists in inner for each in lists], wanted)


def fields_of(schemas: Mapping[str, NamedSchema], type_: Type | None) -> dict[str, Field]:
    """Return the fields of a response that can tell about pages, by dotted names in snake_case.

    Those of the shortest paths come first.
    """
    found: dict[str, Field] = {}
    for name, field in _fields(schemas, type_, "", "", _DEPTH):
        found.setdefault(name, field)
    return {name: found[name] for name in sorted(found, key=lambda each: each.count("."))}


def item_at(schemas: Mapping[str, NamedSchema], type_: Type | None, path: str) -> Type | None:
    """Return the type of the items of a list in a response, or None if it is no list."""
    found = field_at(schemas, type_, path) if path else type_
    return list_item(schemas, found) if found else None


def list_item(
    schemas: Mapping[str, NamedSchema], type_: Type, inside: frozenset[str] = frozenset()
) -> Type | None:
    """Return the type of the items of a list, or None if the type is no list.

    Args:
        schemas: All named schemas.
        type_: The type.
        inside: Names of the aliases that the type is a part of.
    """
    if isinstance(type_, UnionOf):
        lists = [item for each in type_.members if (item := list_item(schemas, each, inside))]
        return lists[0] if len(lists) == 1 else None
    if isinstance(type_, Named) and (alias := _alias(schemas, type_, inside)):
        return list_item(schemas, alias, inside | {type_.name})
    return type_.item if isinstance(type_, ListOf) else None


def plain(
    schemas: Mapping[str, NamedSchema], type_: Type | None, inside: frozenset[str] = frozenset()
) -> Type | None:
    """Return a type without null and aliases.

    Args:
        schemas: All named schemas.
        type_: The type.
        inside: Names of the aliases that the type is a part of.
    """
    if isinstance(type_, UnionOf):
        rest = [member for member in type_.members if member != NULL]
        return plain(schemas, rest[0], inside) if len(rest) == 1 else type_
    if isinstance(type_, Named) and (alias := _alias(schemas, type_, inside)):
        return plain(schemas, alias, inside | {type_.name})
    return type_


def _alias(schemas: Mapping[str, NamedSchema], type_: Named, inside: frozenset[str]) -> Type | None:
    """Return what an alias stands for, unless that contains the alias again."""
    schema = schemas.get(type_.name)
    return schema.alias if schema and type_.name not in inside else None


def _lists(
    schemas: Mapping[str, NamedSchema], type_: Type | None, prefix: str = ""
) -> list[Listing]:
    return [
        Listing(f"{prefix}{each.wire}", item)
        for each in _properties(schemas, type_)
        if (item := list_item(schemas, each.type)) is not None
    ]


def _chosen(lists: list[Listing], wanted: str) -> Listing | None:
    """Return the only list that is not beside another one; names decide between several."""
    by_name = {snake(each.items.rpartition(".")[2]): each for each in lists}
    if wanted in by_name:
        return by_name[wanted]
    main = [each for name, each in by_name.items() if name not in _BESIDE]
    if len(main) > 1:
        main = [by_name[name] for name in _ITEMS if name in by_name]
    return main[0] if len(main) == 1 else None


def _wrappers(schemas: Mapping[str, NamedSchema], type_: Type | None) -> Iterator[Field]:
    for each in _properties(schemas, type_):
        if snake(each.wire) in _WRAPPERS:
            yield Field(each.wire, each)


def _fields(
    schemas: Mapping[str, NamedSchema], type_: Type | None, known: str, path: str, depth: int
) -> Iterator[tuple[str, Field]]:
    """Yield the fields of an object, then those of the objects in it that tell about pages."""
    properties = _properties(schemas, type_)
    for each in properties:
        yield known + snake(each.wire), Field(path + each.wire, each)
    for each in properties if depth > 1 else ():
        name = snake(each.wire)
        if name in _CONTAINERS and "." not in each.wire:
            inner = known + name + ".", path + each.wire + "."
            yield from _fields(schemas, each.type, *inner, depth - 1)


def _properties(schemas: Mapping[str, NamedSchema], type_: Type | None) -> tuple[Property, ...]:
    schema = object_of(schemas, plain(schemas, type_))
    return schema.properties if schema else ()
