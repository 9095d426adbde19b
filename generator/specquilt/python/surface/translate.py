"""Replaces schema ids in types with class names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from specquilt.api.value_types import (
    Constants,
    Discriminator,
    ListOf,
    MapOf,
    Named,
    Scalar,
    Type,
    UnionOf,
)


def translated(classes: Mapping[str, str], type_: Type) -> Type:
    """Return a type with class names instead of schema ids.

    Args:
        classes: Class names, by schema id.
        type_: The type to translate.
    """
    match type_:
        case Scalar() | Constants():
            return type_
        case Named():
            return Named(classes[type_.name])
        case ListOf(item):
            return ListOf(translated(classes, item))
        case MapOf(value):
            return MapOf(translated(classes, value))
        case UnionOf(members, tag):
            renamed = tuple(translated(classes, member) for member in members)
            return UnionOf(renamed, _tag(classes, tag) if tag else None)


def _tag(classes: Mapping[str, str], tag: Discriminator) -> Discriminator:
    return replace(tag, mapping=tuple((value, classes[id_]) for value, id_ in tag.mapping))
