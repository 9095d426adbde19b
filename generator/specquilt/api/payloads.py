"""Payloads of webhooks and callbacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from specquilt.api.hints import PAYLOAD, Hint
from specquilt.api.media import JSON, essence, preferred_body
from specquilt.api.references import References
from specquilt.api.schemas import Schemas
from specquilt.api.value_types import Type
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.kinds import METHODS
from specquilt.openapi.values import without_extensions


def payloads(
    root: Cursor, holders: Iterable[Cursor], references: References, schemas: Schemas
) -> list[Type]:
    """Return the types of webhook and callback payloads. Servers that receive them need models.

    Args:
        root: The document with its webhooks.
        holders: Path items and operations with their callbacks.
        references: Resolves references.
        schemas: Reads schemas.
    """
    found: list[Type] = []
    for name, item in _requests(root, list(holders), references):
        for operation in (item.at(method) for method in METHODS if item.has(method)):
            body = preferred_body(operation, references)
            if body and JSON.match(essence(body[0])):
                hint = Hint("webhook", name).word(PAYLOAD)
                found.append(schemas.type_of(body[1], hint))
    return found


def _requests(
    root: Cursor, holders: list[Cursor], references: References
) -> Iterator[tuple[str, Cursor]]:
    """Yield the names and path items of webhooks and callbacks."""
    for name, item in root.entries("webhooks"):
        yield name, references.follow(item)
    for holder in holders:
        for name, place in holder.entries("callbacks"):
            callback = references.follow(place)
            for expression in without_extensions(callback.value):
                yield name, references.follow(callback.at(expression))
