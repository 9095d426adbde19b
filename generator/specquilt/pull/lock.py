"""`specquilt.pull.lock`: what was pulled, and from where, so that the next run asks only for changes.

It is committed with the pages. Anybody may have written it: one that is broken in any way counts as
none, and then all files on disk count as edited.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from specquilt.openapi.dataclass import dataclass
from specquilt.output.digests import content_of, digest
from specquilt.output.lock import PULL_LOCK, is_inside
from specquilt.pull.address import parsed

FILE = PULL_LOCK

_LARGEST = 32 << 20


@dataclass(frozen=True)
class Validators:
    """What a server recognizes an unchanged text by (RFC 9110, section 8.8); empty if unknown.

    Args:
        etag: value of the header ETag.
        modified: value of the header Last-Modified.
    """

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True)
class PulledFile:
    """A file that was pulled.

    Args:
        url: where its text was found.
        digest: of its text.
        date: the day on which that text was pulled first, in UTC.
        gone: the day on which it was found to be gone from the site; empty if it is not.
        etag, modified: see `Validators`.
    """

    url: str
    digest: str
    date: str
    gone: str = ""
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True)
class KnownLines:
    """An index, or a robots.txt, as far as it matters: it is not saved as a file.

    Args:
        lines: the addresses that the index lists, or the rules.
        etag, modified: see `Validators`.
    """

    lines: tuple[str, ...]
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True)
class PullLock:
    """What a lock says.

    Args:
        files: what was pulled, by path from the folder of the configuration, in the order of the site.
        indexes: lists of pages, by address.
        robots: the rules of sites for robots, by origin.
    """

    files: Mapping[str, PulledFile] = field(default_factory=dict)
    indexes: Mapping[str, KnownLines] = field(default_factory=dict)
    robots: Mapping[str, KnownLines] = field(default_factory=dict)

    def text(self) -> str:
        """Return the text of the lock, with one line for each value, so that differences are small."""
        return json.dumps(vars(self), indent=2, default=_filled) + "\n"


def _filled(entry: object) -> dict[str, Any]:
    return {name: value for name, value in vars(entry).items() if value or name == "lines"}


def read(folder: Path) -> PullLock:
    """Return the lock in a folder; an empty one if there is none, or if it is broken."""
    return parse(content_of(str(folder / FILE), _LARGEST) or b"")


def parse(content: bytes) -> PullLock:
    """Return what the text of a lock says; an empty lock if it is broken."""
    try:
        parts = json.loads(content)
        indexes, robots = _lines(parts["indexes"]), _lines(parts["robots"])
        for link in (link for index in indexes.values() for link in index.lines):
            parsed(link)
        return PullLock(_files(parts["files"]), indexes, robots)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return PullLock()


def _files(part: Any) -> dict[str, PulledFile]:
    found = {path: PulledFile(**entry) for path, entry in part.items() if is_inside(path)}
    if not all(isinstance(text, str) for each in found.values() for text in vars(each).values()):
        raise TypeError("a value is not a string")
    return found


def _lines(part: Any) -> dict[str, KnownLines]:
    return {name: _known_lines(**entry) for name, entry in part.items()}


def _known_lines(lines: list[str], etag: str = "", modified: str = "") -> KnownLines:
    if not all(isinstance(text, str) for text in (*lines, etag, modified)):
        raise TypeError("a value is not a string")
    return KnownLines(tuple(lines), etag, modified)


def digest_of_text(content: bytes) -> str:
    """Return the digest of a text: the same whatever ends its lines, as Git may change that."""
    return digest([content.replace(b"\r\n", b"\n")])


def order_of_site(configuration: Path) -> list[str]:
    """Return the files that were pulled for a configuration, in the order of their site."""
    folder = configuration.parent
    return [(folder / path).as_posix() for path in read(folder).files]
