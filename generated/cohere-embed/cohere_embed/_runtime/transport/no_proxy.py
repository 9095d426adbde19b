"""The environment variable ``NO_PROXY``: origins that are reached directly.

There is no standard. These are the forms that curl, Go and Python's standard library have in common
or add: ``*``, ``host``, ``.host``, ``*.host``, each with an optional ``:port``; addresses, also in
brackets; and networks such as ``10.0.0.0/8``.
"""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from ..request import Origin

_Address: TypeAlias = IPv4Address | IPv6Address


@lru_cache(maxsize=256)
def bypasses_proxy(origin: Origin, no_proxy: str) -> bool:
    """Return whether an origin is reached without a proxy.

    Args:
        origin: The origin. A name is not resolved to compare it with addresses.
        no_proxy: Entries separated by commas or blanks.
    """
    host = origin.host.lower().rstrip(".")
    entries = no_proxy.lower().replace(",", " ").split()
    return any(_matches(entry, host, origin.port) for entry in entries)


def _matches(entry: str, host: str, port: int) -> bool:
    if "/" in entry:
        return _in_network(entry, host)
    name, own_port = _split_port(entry)
    if own_port and own_port != str(port):
        return False
    address = _address(host)
    if address is not None:
        return name == "*" or _address(name) == address
    return _matches_name(name, host)


def _matches_name(name: str, host: str) -> bool:
    if name == "*":
        return True
    if name.startswith("*."):
        return host.endswith(name[1:])
    name = name.strip(".")
    return bool(name) and (host == name or host.endswith(f".{name}"))


def _split_port(entry: str) -> tuple[str, str]:
    """Return name and port; an address of IPv6 has a port only after brackets."""
    if entry.startswith("["):
        name, _, rest = entry[1:].partition("]")
        return name, rest.removeprefix(":")
    if entry.count(":") > 1:
        return entry, ""
    name, _, port = entry.partition(":")
    return name, port


def _address(host: str) -> _Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _in_network(entry: str, host: str) -> bool:
    address = _address(host)
    try:
        return address is not None and address in ip_network(entry, strict=False)
    except ValueError:
        return False
