"""Names of the files that pages are saved in: those of the site, as far as every system takes them."""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import quote

from specquilt.pull.address import Address
from specquilt.sources import openapi
from specquilt.sources.folder import SUFFIXES

_SAFE = "%=,@+-_"
_LONGEST = 120
"""Bytes of a part of a path: file systems take 255, and specquilt adds to some names."""


def file_name(address: Address, text: str) -> str:
    """Return the path of the file for a page, below the folder of all pages.

    A name with a dot in front would be hidden, and some ends would make the file a backup: readers
    of folders skip both, so dots are encoded except for the one before the suffix.

    Args:
        address: where the page is.
        text: its text, which decides about the suffix if the address has none.
    """
    *folders, name = address.path.strip("/").split("/")
    name = name or "index"
    stem, dot, end = name.rpartition(".")
    if f".{end}" not in SUFFIXES or not stem:
        stem, dot, end = name, ".", _suffix(text)
    query = address.target.partition("?")[2]
    stem += f"?{query}" if query else ""
    parts = [address.authority.replace(":", "_"), *folders]
    return "/".join([*(_part(each, ".") for each in parts if each), f"{_part(stem)}{dot}{end}"])


def _suffix(text: str) -> str:
    if not openapi.looks_like_one(text):
        return "md"
    return "json" if text.lstrip("\ufeff\n").startswith("{") else "yaml"


def _part(text: str, safe: str = "") -> str:
    # `quote` never encodes dots and tildes.
    encoded = quote(text, safe=_SAFE).replace("~", "%7E")
    encoded = encoded if safe else encoded.replace(".", "%2E")
    if encoded.startswith("."):
        encoded = f"%2E{encoded[1:]}"
    if len(encoded) <= _LONGEST:
        return encoded
    return f"{encoded[:_LONGEST]}-{sha256(encoded.encode()).hexdigest()[:8]}"
