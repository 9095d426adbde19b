"""Servers, from `host`, `basePath` and `schemes`."""

from __future__ import annotations

import re

from specquilt.sources.swagger.part import Part

_SCHEME = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]*:)?//+")
_WEB = ("https", "http")


def servers(root: Part, schemes: Part | None) -> list[Part]:
    """Return the servers of a document or of an operation; encrypted connections come first.

    Args:
        root: the whole document.
        schemes: those of the document or the operation.
    """
    entries = root.entries()
    host, path = _text(entries.get("host")), _text(entries.get("basePath"))
    place = next((entries[key] for key in ("host", "basePath") if key in entries), root)
    base = f"/{path.strip('/')}".rstrip("/")
    if not host:
        return [place.made({"url": base or "/"})] if path else []
    name = _SCHEME.sub("", host).rstrip("/")
    return [
        place.made({"url": scheme.made(f"{scheme.value}://{name}{base}")})
        for scheme in _schemes(schemes, place.made(_scheme_of(host)))
    ]


def _schemes(part: Part | None, default: Part) -> list[Part]:
    written = [] if part is None else part.items() if part.is_list else [part]
    texts = [each.made(str(each.value).lower()) for each in written]
    found = [each for scheme in _WEB for each in texts if each.value == scheme]
    return list({each.value: each for each in found}.values()) or [default]


def _scheme_of(host: str) -> str:
    return "http" if host.lower().startswith("http:") else "https"


def _text(part: Part | None) -> str:
    return part.value.strip() if part is not None and isinstance(part.value, str) else ""
