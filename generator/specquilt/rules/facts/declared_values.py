"""What documents tell other generators about the values of an enum, in the shapes that this takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.values import listing, mapping, plain_text
from specquilt.openapi.words import words
from specquilt.rules.facts.enums import unwrapped

_NAME_KEYS = ("name", "identifier")


def meanings(node: Cursor, keys: Iterable[str]) -> dict[str, str]:
    """Return what extensions of an enum say about its values, beyond repeating them.

    Args:
        node: a schema.
        keys: the extensions.
    """
    values = [str(unwrapped(value)) for value in node.listing("enum")]
    said: dict[str, list[str]] = {value: [] for value in values}
    names: dict[str, str] = {}
    for key in keys:
        by_value = _by_value(node.get(key), values)
        names |= {plain_text(found): value for value, found in by_value.items()}
        known = by_value or _by_value(_renamed(node.get(key), names), values)
        for value, text in known.items():
            said[value].extend(_news(value, text))
    return {value: ". ".join(dict.fromkeys(texts)) for value, texts in said.items() if texts}


def _by_value(declared: Any, values: list[str]) -> dict[str, Any]:
    """Return what is said of each value: in its place of a list, or under it in a mapping."""
    declared = mapping(declared).get("values", declared)
    if isinstance(declared, dict):
        return {value: declared[key] for key in declared if (value := str(key)) in values}
    items = listing(declared)
    named = {found: item for item in items if (found := _value_of(item, values)) is not None}
    is_parallel = len(items) == len(values) and not named
    return dict(zip(values, items, strict=True)) if is_parallel else named


def _value_of(item: Any, values: list[str]) -> str | None:
    """Return the value that an object such as ``{value: a, description: …}`` is about."""
    keys = ("value", "numericValue", "name")
    found = (str(mapping(item)[key]) for key in keys if key in mapping(item))
    return next((value for value in found if value in values), None)


def _renamed(declared: Any, names: Mapping[str, str]) -> dict[str, Any]:
    """Return a mapping with the values of an enum in place of the names that they have."""
    return {names[str(key)]: text for key, text in mapping(declared).items() if str(key) in names}


def _news(value: str, said: Any) -> list[str]:
    """Return the name and the description of a value, without those that only repeat it."""
    about = mapping(said)
    name = next((plain_text(about.get(key)) for key in _NAME_KEYS if about.get(key)), "")
    texts = (name, plain_text(about.get("description"))) if about else (plain_text(said),)
    return [text.rstrip(".") for text in texts if text and not _repeats(text, value)]


def _repeats(text: str, value: str) -> bool:
    """Return whether a text is the value, perhaps after a prefix: ``StatusOpen`` of ``open``."""
    said, known = ("".join(words(each)).lower() for each in (text, value))
    return bool(known) and " " not in text.strip() and (said.endswith(known) or said == known)
