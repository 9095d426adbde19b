"""Facts about the pages that a document comes from."""

from __future__ import annotations

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document


def samples(document: Document) -> tuple[str, ...]:
    """Return the code samples of all pages, without the backslashes that quotes have in code."""
    return tuple(
        sample.source.replace("\\", "") for page in document.pages for sample in page.samples
    )


def is_exported(node: Cursor) -> bool:
    """Say whether this is all of what pages say that show a request each, as docs sites do."""
    return any(page.method for page in node.document.pages)
