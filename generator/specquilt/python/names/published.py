"""Names that a package has published: they stay, whatever the document or specquilt becomes."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import field
from itertools import pairwise

from specquilt.openapi.dataclass import dataclass
from specquilt.python.names.package import CLASSES, CLIENT, METHODS
from specquilt.python.names.reserved import KEYWORDS

PAGES = " (pages)"
KNOWN, UNKNOWN, DICT_TYPE = " (known)", " (unknown)", " (dict)"
"""Endings of the keys of names that follow from another one."""


@dataclass(frozen=True)
class PublishedNames:
    """The names of a package that code of its users contains.

    Args:
        calls: Calls without ``client.``, by operation id, also of methods for all pages.
        models: Classes and aliases, by schema id, also of the types that belong to them.
    """

    calls: Mapping[str, str] = field(default_factory=dict)
    models: Mapping[str, str] = field(default_factory=dict)


def usable(names: PublishedNames, chosen: Container[str]) -> PublishedNames:
    """Return the names that stay: valid ones, unless the user has chosen another one.

    Args:
        names: Names from a lock, which anybody may have written.
        chosen: Ids of operations and schemas whose names the user has chosen.
    """
    calls = {i: call for i, call in names.calls.items() if is_call(call)}
    models = {i: name for i, name in names.models.items() if is_class(name)}
    return PublishedNames(_others(calls, chosen), _others(models, chosen))


def base_of(id_: str) -> str:
    """Return the id of an operation or schema, without what makes it that of a related name."""
    return id_.partition(" (")[0]


def _others(names: Mapping[str, str], chosen: Container[str]) -> dict[str, str]:
    return {id_: name for id_, name in names.items() if base_of(id_) not in chosen}


def is_stable(schema: str) -> bool:
    """Return whether a schema id means the same schema if another one is put in front of it."""
    parts = schema.split("/")
    return not any(each.isdecimal() and at != "responses" for at, each in pairwise(parts))


def renamed(before: PublishedNames, now: PublishedNames) -> dict[str, str]:
    """Return the new names by the old ones, as `[client.aliases]` has them.

    Args:
        before: Names that were published.
        now: Names of the same package now.
    """
    calls = {old: now.calls[id_] for id_, old in before.calls.items() if id_ in now.calls}
    models = {old: now.models[id_] for id_, old in before.models.items() if id_ in now.models}
    schemas = {f"schemas.{old}": new for old, new in models.items()}
    found = calls | schemas
    return {old: new for old, new in found.items() if new != old.removeprefix("schemas.")}


def is_class(name: str) -> bool:
    """Return whether a class of a package can have a name."""
    return _is_name(name, CLASSES)


def is_call(dotted: str) -> bool:
    """Return whether a method of a client can have a call."""
    first, *others = dotted.split(".")
    return _is_name(first, CLIENT) and all(_is_name(part, METHODS) for part in others)


def _is_name(text: str, reserved: Container[str]) -> bool:
    is_public = text.isascii() and text.isidentifier() and not text.startswith("_")
    return is_public and text not in KEYWORDS and text not in reserved
