"""Addresses of pages and documents: http and https URLs, each in one spelling."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit

_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_.-]+|[0-9a-f:.]+", re.ASCII)
_SAFE = "/%:@!$&'()*+,;=~"
_TEXT = (".md", ".mdx", ".markdown", ".txt", ".yaml", ".yml", ".json", ".xml")
_INDEX_NAME = "llms.txt"


class Address(NamedTuple):
    """The address of something that can be requested.

    Args:
        scheme: ``http`` or ``https``.
        host: name or IP address, in lower case.
        port: the port, also if it is the usual one.
        target: path and query, percent-encoded.
    """

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        return self.origin + self.target

    @property
    def authority(self) -> str:
        """The host, and its port unless it is the usual one."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == _PORTS[self.scheme] else f"{name}:{self.port}"

    @property
    def origin(self) -> str:
        """The origin (RFC 6454)."""
        return f"{self.scheme}://{self.authority}"

    @property
    def path(self) -> str:
        """The path."""
        return self.target.partition("?")[0]

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def is_index(self) -> bool:
        """Whether it is that of an llms.txt, which lists pages. Source: https://llmstxt.org"""
        return self.name == _INDEX_NAME

    @property
    def is_sitemap(self) -> bool:
        """Whether it is that of a sitemap. Source: https://www.sitemaps.org/protocol.html"""
        return self.name.endswith(".xml")

    @property
    def is_document(self) -> bool:
        """Whether its name is that of an OpenAPI document."""
        return self.name.endswith((".json", ".yaml", ".yml"))

    def twins(self) -> list[Address]:
        """Return the addresses at which the text of a page may be, the most likely first.

        A site has `/page.md` beside `/page`. Source: https://llmstxt.org, which appends it to names
        such as `page.html`, too.
        """
        path = self.path
        if "?" in self.target or not path.strip("/") or path.endswith(_TEXT):
            return [self]
        if path.endswith("/"):
            found = [f"{path.rstrip('/')}.md", f"{path}index.md"]
        elif path.endswith(".html"):
            found = [f"{path}.md", f"{path.removesuffix('.html')}.md"]
        else:
            found = [f"{path}.md"]
        return [*(self._replace(target=each) for each in found), self]


def parsed(text: str, base: Address | None = None) -> Address:
    """Return the address that a text means.

    Args:
        text: a URL, or a reference relative to the base.
        base: the address of the page that has the link.

    Raises:
        ValueError: it is none that can be requested; the message says why.
    """
    try:
        parts = urlsplit(urljoin(str(base), text.strip()) if base else text.strip())
        port = parts.port
    except ValueError as error:
        raise ValueError(f"is not a URL ({error})") from None
    if parts.scheme not in _PORTS:
        raise ValueError("is not an http or https URL")
    if "@" in parts.netloc:
        raise ValueError("contains credentials; name their environment variable instead")
    return Address(parts.scheme, _host(parts), port or _PORTS[parts.scheme], _target(parts))


def _host(parts: SplitResult) -> str:
    try:
        host = (parts.hostname or "").encode("idna").decode()
    except UnicodeError:
        host = ""
    if not _HOST.fullmatch(host):
        raise ValueError("has no host that can be reached")
    return host


def _target(parts: SplitResult) -> str:
    path = quote(parts.path, safe=_SAFE) or "/"
    return f"{path}?{quote(parts.query, safe=_SAFE + '?')}" if parts.query else path
