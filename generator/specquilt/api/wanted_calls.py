"""Reads what determines the names of calls. Back ends turn it into names."""

from __future__ import annotations

from typing import Any

from specquilt.api.published import WantedCall
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.operations import CALL, STREAMING
from specquilt.openapi.values import mapping, plain_text
from specquilt.openapi.words import words


def wanted_call(operation: Cursor) -> WantedCall:
    """Return the parts of an operation that determine its call's name."""
    return WantedCall(
        hint=operation.text(CALL),
        tag=_first_tag(operation.get("tags")),
        operation_id=operation.text("operationId"),
        stream=plain_text(mapping(operation.get(STREAMING)).get("call")),
    )


def _first_tag(tags: Any) -> str:
    return next((tag for tag in tags if isinstance(tag, str) and words(tag)), "") if tags else ""
