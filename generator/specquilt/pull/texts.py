"""What a body is: text that can be a source, or something else that has been sent in its place."""

from __future__ import annotations

import codecs
import re

from specquilt.pull.address import Address
from specquilt.pull.wire import UnusableAnswerError
from specquilt.sources import openapi

_COMMENTS = re.compile(r"(?:\s++|<!--.*?-->|<\?xml.*?\?>)*+", re.DOTALL)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


class HtmlError(UnusableAnswerError):
    """A page is HTML, in place of its text."""


def text_of(body: bytes, address: Address) -> str:
    """Return the text of a body. The content type is not believed: many sites send a wrong one.

    Raises:
        HtmlError: it is HTML.
        UnusableAnswerError: it is no text, or no document although it is called one.
    """
    try:
        text = body.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        raise UnusableAnswerError("is no text in UTF-8") from None
    if "\0" in text:
        raise UnusableAnswerError("is binary, not text")
    if not text.strip():
        raise UnusableAnswerError("is empty")
    if is_html(text):
        raise HtmlError("is HTML")
    if address.is_document and not openapi.looks_like_one(text):
        raise UnusableAnswerError("is not an OpenAPI document")
    return text


def is_html(text: str) -> bool:
    """Return whether a text is a page of HTML. Markdown may have tags, but begins otherwise."""
    start = _COMMENTS.match(text)
    return bool(_HTML.match(text, start.end() if start else 0))
