"""What is pulled, and what that may cost: the table ``[pull]`` without its TOML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.finding import Location
from specquilt.openapi.load.decode import MAX_BYTES
from specquilt.pull.address import Address

LARGEST_FILE = MAX_BYTES
"""Bytes: a larger file could not be read."""

_PLAIN = ("http", 80)


@dataclass(frozen=True)
class PullSettings:
    """What is pulled for a job.

    Args:
        written: the sources as the configuration has them, by address.
        root: the folder of the configuration, which has the lock.
        folder: path of the folder for the files, from there.
        place_of: returns where the configuration has a string.
        include: patterns of the addresses of listed pages; by default all.
        exclude: patterns of the addresses of listed pages that are not wanted.
        hosts: further hosts that may be asked, besides those of the sources.
        private: hosts that may have private addresses.
        credentials: environment variables by host.
        delay: seconds between two requests to a host.
        timeout: seconds that one request may take.
        most_pages: how many files may be pulled.
        most_bytes: how many bytes all bodies of a run may have.
    """

    written: Mapping[Address, str]
    root: Path
    folder: str
    place_of: Callable[[str], Location | None]
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    hosts: frozenset[str]
    private: frozenset[str]
    credentials: Mapping[str, str]
    delay: float
    timeout: float
    most_pages: int
    most_bytes: int

    @property
    def sources(self) -> tuple[Address, ...]:
        """Addresses of documents, pages and lists of pages."""
        return tuple(self.written)

    def allows(self, address: Address) -> bool:
        """Return whether something may be requested: from the origin of a source, or a named host.

        The origin of a host with https is as good as that with http, which redirects to it mostly.
        """
        sites = {source[:3] for source in self.sources}
        sites |= {("https", host, 443) for scheme, host, port in sites if (scheme, port) == _PLAIN}
        if address[:3] in sites:
            return True
        is_secret = address.scheme == "https" or named(self.private, address)
        return is_secret and named(self.hosts, address)

    def wants(self, address: Address) -> bool:
        """Return whether the patterns choose a page."""
        text = str(address)
        is_included = not self.include or any(fnmatchcase(text, each) for each in self.include)
        return is_included and not any(fnmatchcase(text, each) for each in self.exclude)


def named(hosts: frozenset[str] | Mapping[str, str], address: Address) -> bool:
    """Return whether a host is among those that are named, with its port or without."""
    return address.authority in hosts or address.host in hosts
