"""The pages that an index lists: an llms.txt, or a sitemap. Their texts are data, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from specquilt.pull.address import Address, parsed

_ITEM = re.compile(
    r"[ \t]*+(?:[-*+][ \t]++)?\[.*?\]\(<?([^\s()<>]++(?:\([^\s()]*+\)[^\s()<>]*+)*+)>?"
)
"""A link at the start of a line, mostly in a list. Source: https://llmstxt.org"""

_NO_PAGES = re.compile(
    r".*\.(png|jpe?g|gif|svg|webp|avif|ico|pdf|zip|gz|tgz|mp[34]|wav|webm|css|m?js|woff2?)", re.I
)
_WHOLE = "llms-full.txt"


def listed(text: str, index: Address) -> list[Address]:
    """Return the addresses that an index lists, each once, in its order.

    Left out are files that are no text, and an llms-full.txt, which has all pages once more.

    Args:
        text: the text of the index.
        index: its address, which relative links start from.

    Raises:
        ValueError: it is a sitemap that cannot be read; the message says why.
    """
    found = _of_sitemap(text) if index.is_sitemap else _of_list(text)
    addresses = dict.fromkeys(each for link in found for each in _address(link, index))
    return [
        each for each in addresses if each.name != _WHOLE and not _NO_PAGES.fullmatch(each.path)
    ]


def _address(link: str, index: Address) -> Iterator[Address]:
    try:
        yield parsed(link, index)
    except ValueError:
        return  # mailto: and the like


def _of_list(text: str) -> Iterator[str]:
    for line in text.splitlines():
        link = _ITEM.match(line)
        if link:
            yield link[1]


def _of_sitemap(text: str) -> Iterator[str]:
    """Yield the locations in a sitemap, or in an index of sitemaps.

    Source: https://www.sitemaps.org/protocol.html
    """
    # Only a document type can declare entities, and a sitemap has none.
    if "<!DOCTYPE" in text:
        raise ValueError("it declares a document type, as no sitemap does")
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise ValueError(f"it is not XML: {error}") from None
    for element in root.iterfind("{*}*/{*}loc"):
        yield element.text or ""
