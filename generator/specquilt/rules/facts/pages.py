"""Facts about the pages a document was built from."""

from __future__ import annotations

from specquilt.openapi.cursor import Cursor
from specquilt.openapi.document import Document


def samples(document: Document) -> tuple[str, ...]:
    """Return the code samples of all pages, without the backslashes that escape quotes."""
    return tuple(
        sample.source.replace("\\", "") for page in document.pages for sample in page.samples
    )


def is_exported(node: Cursor) -> bool:
    """Return whether the document is complete and built from pages with a request line."""
    return any(page.method for page in node.document.pages)
