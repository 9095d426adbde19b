"""Matches operations with the patterns of ``[select]``: tag, path, method and path, or name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase

from specquilt.openapi.dataclass import dataclass

_TAG = "tag:"


@dataclass(frozen=True)
class Candidate:
    """The properties of an operation that patterns match.

    Args:
        method: HTTP method, in lower case.
        path: path of the operation, or name of the webhook.
        tags: tags of the operation.
        names: returns the operationId and the calls of the generated client.
    """

    method: str
    path: str
    tags: tuple[str, ...]
    names: Callable[[], Iterable[str]]


def matches(pattern: str, candidate: Candidate) -> bool:
    """Return whether a pattern matches an operation.

    Args:
        pattern: ``tag:pets``, ``/pets/**``, ``GET /pets/{id}``, ``listPets`` or ``pets.list``;
            ``*`` matches any text (in a path: within one segment), ``**`` any number of segments.
        candidate: the operation.
    """
    if pattern.startswith(_TAG):
        return any(fnmatchcase(tag, pattern.removeprefix(_TAG).strip()) for tag in candidate.tags)
    method, _, path = pattern.rpartition(" ")
    if path.startswith("/"):
        fits = not method or method.strip().lower() == candidate.method
        return fits and bool(_path_expression(path).fullmatch(candidate.path))
    return any(fnmatchcase(name, pattern) for name in candidate.names())


def _path_expression(glob: str) -> re.Pattern[str]:
    """Return a path pattern as a regular expression. ``/pets/**`` also matches ``/pets``."""
    text = re.escape(glob)
    text = text.replace(r"/\*\*", "(?:/.*)?").replace(r"\*\*", ".*").replace(r"\*", "[^/]*")
    return re.compile(text)


def spellings(candidate: Candidate) -> list[str]:
    """Return patterns that match an operation, for suggestions."""
    tags = [f"{_TAG}{tag}" for tag in candidate.tags]
    return [
        *candidate.names(),
        *tags,
        candidate.path,
        f"{candidate.method.upper()} {candidate.path}",
    ]
