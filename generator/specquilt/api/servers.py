"""Base URLs: of the whole API, and of single operations."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from specquilt.openapi.cursor import Cursor


def server_url(place: Cursor) -> str:
    """Return the URL with its variables' defaults filled in."""
    url = place.text("url")
    for name, variable in place.entries("variables"):
        url = url.replace(f"{{{name}}}", str(variable.get("default", "")))
    return url.rstrip("/")


def own_server(root: Cursor, item: Cursor, operation: Cursor) -> str:
    """Return the first server of an operation or its path, if it is not one of the whole API."""
    servers = operation.elements("servers") or item.elements("servers")
    if not servers or not is_absolute(root, servers[0]):
        return ""
    url = _absolute(root, servers[0])
    return "" if url in map(server_url, root.elements("servers")) else url


def is_absolute(root: Cursor, server: Cursor) -> bool:
    """Say whether a server has a host, of its own or that of the API's first one."""
    return bool(urlsplit(_absolute(root, server)).hostname)


def _absolute(root: Cursor, server: Cursor) -> str:
    first = next(iter(root.elements("servers")), None)
    base = f"{server_url(first)}/" if first else ""
    return urljoin(base, server_url(server))
