"""What an API sends of its own accord: the payloads of webhooks and callbacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from specquilt.api.hints import PAYLOAD, Hint
from specquilt.api.media import JSON, essence, preferred_body
from specquilt.api.references import References
from specquilt.api.schemas import Schemas
from specquilt.api.value_types import Type
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.kinds import METHODS


def payloads(
    root: Cursor, holders: Iterable[Cursor], references: References, schemas: Schemas
) -> list[Type]:
    """Return the types of payloads, so that a server that receives them has models for them.

    Args:
        root: the document, with its webhooks.
        holders: its operations, with their callbacks.
        references: finds what is referred to.
        schemas: reads the schemas.
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
    """Yield path items that the API calls, with their names."""
    for name, item in root.entries("webhooks"):
        yield name, references.follow(item)
    for holder in holders:
        for name, place in holder.entries("callbacks"):
            callback = references.follow(place)
            for expression in callback.value:
                yield name, references.follow(callback.at(expression))
