"""Follows the local references of a document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from specquilt.api.report import Report
from specquilt.openapi.pointer import Pointer, parse, resolve

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_BESIDE_A_REFERENCE = ("description", "summary", "deprecated")


@dataclass(frozen=True, eq=False)
class Place:
    """A value of the document and where it is; the parts of the pointer are text."""

    value: Any
    pointer: Pointer

    def at(self, *keys: str | int) -> Place:
        """Return a part of the value."""
        return Place(resolve(self.value, keys), (*self.pointer, *map(str, keys)))

    def has(self, key: str) -> bool:
        """Say whether the value is a mapping with this key."""
        return isinstance(self.value, dict) and key in self.value

    def get(self, key: str, default: Any = None) -> Any:
        """Return what the mapping has under a key."""
        return self.value.get(key, default) if isinstance(self.value, dict) else default

    def items(self, key: str) -> list[tuple[str, Place]]:
        """Return the entries of a mapping under a key."""
        inner = self.get(key)
        return [(str(name), self.at(key, name)) for name in inner] if _is_dict(inner) else []

    def list(self, key: str) -> list[Place]:
        """Return the items of a list under a key."""
        inner = self.get(key)
        return [self.at(key, index) for index in range(len(inner))] if _is_list(inner) else []

    def text(self, key: str) -> str:
        """Return the text under a key, without control characters; or nothing."""
        value = self.get(key)
        return _CONTROL.sub(" ", value).strip() if isinstance(value, str) else ""


def _is_dict(value: Any) -> bool:
    return isinstance(value, dict)


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


class References:
    """Finds what the references of one document name."""

    def __init__(self, document: dict[str, Any], report: Report) -> None:
        self.document, self._report = document, report

    def target(self, place: Place) -> Place:
        """Return what the ``$ref`` of a mapping names, one step.

        Raises:
            InputError: it leaves the document or names nothing.
        """
        reference = place.value["$ref"]
        if not isinstance(reference, str) or not reference.startswith("#"):
            raise self._report.error(
                "unsupported-reference", f"{reference!r} leaves the document", place.pointer
            )
        try:
            pointer = parse(unquote(reference))
            return Place(resolve(self.document, pointer), pointer)
        except (LookupError, ValueError):
            raise self._report.error(
                "unresolved-reference", f"{reference!r} names nothing", place.pointer
            ) from None

    def follow(self, place: Place) -> Place:
        """Follow references to the end; a description beside a reference wins over the target's.

        Raises:
            InputError: a reference leads nowhere or in a circle.
        """
        seen: set[Pointer] = set()
        while place.has("$ref"):
            if place.pointer in seen:
                raise self._report.error(
                    "unresolved-reference", "references go in a circle", place.pointer
                )
            seen.add(place.pointer)
            place = self._step(place)
        return place

    def _step(self, place: Place) -> Place:
        target = self.target(place)
        beside = {key: place.value[key] for key in _BESIDE_A_REFERENCE if place.value.get(key)}
        if not beside or not isinstance(target.value, dict):
            return target
        return Place({**target.value, **beside}, target.pointer)
