"""Sorts the keys of objects into a conventional order."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from specquilt.openapi.document import Document, copied
from specquilt.openapi.kinds import Kind
from specquilt.openapi.walk import children, objects, start

_ORDER: dict[Kind, str] = {
    Kind.DOCUMENT: "openapi info externalDocs jsonSchemaDialect servers security tags paths "
    "webhooks components",
    Kind.INFO: "title version summary description contact license termsOfService",
    Kind.COMPONENTS: "securitySchemes parameters headers requestBodies responses schemas",
    Kind.OPERATION: "tags operationId x-specquilt-call summary description externalDocs "
    "deprecated servers security parameters requestBody responses",
    Kind.PARAMETER: "$ref name in description required deprecated schema content",
    Kind.REQUEST_BODY: "$ref description required content",
    Kind.RESPONSE: "$ref description headers content",
    Kind.MEDIA_TYPE: "schema example examples",
    Kind.SCHEMA: "$ref title description type const enum format properties required items",
    Kind.TAG: "name description",
}
_RANKS = {kind: {key: at for at, key in enumerate(keys.split())} for kind, keys in _ORDER.items()}
_SECTIONS = (Kind.DOCUMENT, Kind.COMPONENTS)
_LAST = 1000


def sort_sections(document: Document) -> Document:
    """Sort the keys of a document and of its components in place: parts keep their order.

    Rules know parts again that are as they were in their fragment.
    """
    whole = start(document)
    known = ((each.kind, each.value) for each in (whole, *children(whole)))
    _sort_all((kind, value) for kind, value in known if kind in _SECTIONS)
    return document


def sort_keys(document: Document) -> Document:
    """Return a copy with the keys of all objects sorted. Lists and maps of names keep their order."""
    document = copied(document)
    _sort_all(objects(Kind.DOCUMENT, document.data))
    return document


def _sort_all(found: Iterable[tuple[Kind, dict[str, Any]]]) -> None:
    for kind, value in found:
        if kind in _RANKS and len(value) > 1:
            _sort(value, _ordered(kind, tuple(value)))


@lru_cache(maxsize=10_000)
def _ordered(kind: Kind, keys: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the keys of an object in order, or None if they are; many objects have the same keys."""
    ranks = _RANKS[kind]
    ordered = tuple(sorted(keys, key=lambda key: ranks.get(key, _LAST)))
    return None if ordered == keys else ordered


def _sort(value: dict[str, Any], ordered: tuple[str, ...] | None) -> None:
    if ordered:
        entries = [(key, value[key]) for key in ordered]
        value.clear()
        value.update(entries)
