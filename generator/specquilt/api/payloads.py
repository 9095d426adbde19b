"""Payloads of webhooks and callbacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from specquilt.api.hints import PAYLOAD, Hint
from specquilt.api.media import JSON, essence, preferred_body
from specquilt.api.references import References
from specquilt.api.schemas import Schemas
from specquilt.api.value_types import Type
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.kinds import METHODS
from specquilt.openapi.values import without_extensions


class Payload(NamedTuple):
    """What a server of the user receives.

    Args:
        name: Name of the webhook or callback.
        type: Type of the JSON body.
        is_webhook: False for a callback.
    """

    name: str
    type: Type
    is_webhook: bool


def payloads(
    root: Cursor, holders: Iterable[Cursor], references: References, schemas: Schemas
) -> list[Payload]:
    """Return the payloads of webhooks and callbacks. Servers that receive them need models.

    Args:
        root: The document with its webhooks.
        holders: Path items and operations with their callbacks.
        references: Resolves references.
        schemas: Reads schemas.
    """
    found: list[Payload] = []
    for name, item, is_webhook in _requests(root, list(holders), references):
        for operation in (item.at(method) for method in METHODS if item.has(method)):
            body = preferred_body(operation, references)
            if body and JSON.match(essence(body[0])):
                hint = Hint("webhook", name).word(PAYLOAD)
                found.append(Payload(name, schemas.type_of(body[1], hint), is_webhook))
    return found


def _requests(
    root: Cursor, holders: list[Cursor], references: References
) -> Iterator[tuple[str, Cursor, bool]]:
    """Yield the names and path items of webhooks and callbacks, and whether it is a webhook."""
    for name, item in root.entries("webhooks"):
        yield name, references.follow(item), True
    for holder in holders:
        for name, place in holder.entries("callbacks"):
            callback = references.follow(place)
            for expression in without_extensions(callback.value):
                yield name, references.follow(callback.at(expression)), False
