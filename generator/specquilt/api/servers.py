"""Base URLs of the API and of single operations."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from specquilt.openapi.cursor import Cursor


def server_url(place: Cursor) -> str:
    """Return the URL of a server with the defaults of its variables."""
    url = place.text("url")
    for name, variable in place.entries("variables"):
        url = url.replace(f"{{{name}}}", str(variable.get("default", "")))
    return url.rstrip("/")


def own_server(root: Cursor, item: Cursor, operation: Cursor) -> str:
    """Return the URL of an operation's own server, or an empty string.

    Servers of the document do not count, and neither do servers without a host.
    """
    servers = operation.elements("servers") or item.elements("servers")
    if not servers or not is_absolute(root, servers[0]):
        return ""
    url = _absolute(root, servers[0])
    return "" if url in map(server_url, root.elements("servers")) else url


def is_absolute(root: Cursor, server: Cursor) -> bool:
    """Return whether a server's URL has a host once resolved against the first server's URL."""
    return bool(urlsplit(_absolute(root, server)).hostname)


def _absolute(root: Cursor, server: Cursor) -> str:
    first = next(iter(root.elements("servers")), None)
    base = f"{server_url(first)}/" if first else ""
    return urljoin(base, server_url(server))
