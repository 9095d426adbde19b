"""What a document says about how its operations are called; a back end makes names of it."""

from __future__ import annotations

from typing import Any

from specquilt.api.published import WantedCall
from specquilt.openapi.cursor import Cursor
from specquilt.openapi.values import mapping, plain_text
from specquilt.openapi.words import words

STREAMING = "x-specquilt-streaming"
"""Where the document describes the variant of an operation that streams its answer."""


def wanted_call(operation: Cursor) -> WantedCall:
    """Return what an operation says about its call."""
    return WantedCall(
        hint=operation.text("x-specquilt-call"),
        tag=_first_tag(operation.get("tags")),
        operation_id=operation.text("operationId"),
        stream=plain_text(mapping(operation.get(STREAMING)).get("call")),
    )


def _first_tag(tags: Any) -> str:
    return next((tag for tag in tags if isinstance(tag, str) and words(tag)), "") if tags else ""
