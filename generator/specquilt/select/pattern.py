"""Matches operations with the patterns of ``[select]``: tag, path, method and path, name, or extension."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from fnmatch import fnmatchcase
from typing import Any

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.values import is_yes

_TAG = "tag:"
_EXTENSION = "x-"


@dataclass(frozen=True)
class Candidate:
    """The properties of an operation that patterns match.

    Args:
        method: HTTP method, in lower case.
        path: path of the operation, or name of the webhook.
        tags: tags of the operation.
        names: returns the operationId and the calls of the generated client.
        extensions: the extensions of the operation and of its path.
    """

    method: str
    path: str
    tags: tuple[str, ...]
    names: Callable[[], Iterable[str]]
    extensions: Mapping[str, Any] = field(default_factory=dict)


def matches(pattern: str, candidate: Candidate) -> bool:
    """Return whether a pattern matches an operation.

    Args:
        pattern: ``tag:pets``, ``/pets/**``, ``GET /pets/{id}``, ``listPets`` or ``pets.list``;
            ``*`` matches any text (in a path: within one segment), ``**`` any number of segments.
            ``x-internal`` matches operations that say so, ``x-audience:staff`` those that say that.
        candidate: the operation.
    """
    if pattern.startswith(_TAG):
        return any(fnmatchcase(tag, pattern.removeprefix(_TAG).strip()) for tag in candidate.tags)
    if pattern.startswith(_EXTENSION) and _says(pattern, candidate.extensions):
        return True
    method, _, path = pattern.rpartition(" ")
    if path.startswith("/"):
        fits = not method or method.strip().lower() == candidate.method
        return fits and bool(_path_expression(path).fullmatch(candidate.path))
    return any(fnmatchcase(name, pattern) for name in candidate.names())


def _says(pattern: str, extensions: Mapping[str, Any]) -> bool:
    """Return whether an extension is there and not false, or has the value after the colon."""
    key, colon, wanted = pattern.partition(":")
    value = extensions.get(key)
    if not colon:
        return is_yes(value)
    values = value if isinstance(value, list) else [value]
    texts = (str(each).lower() if isinstance(each, bool) else str(each) for each in values)
    return key in extensions and any(fnmatchcase(text, wanted.strip()) for text in texts)


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
        *(key for key, value in candidate.extensions.items() if is_yes(value)),
        candidate.path,
        f"{candidate.method.upper()} {candidate.path}",
    ]
