"""What a pattern of ``[select]`` means: a tag, a path, a method with a path, or a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

_TAG = "tag:"


@dataclass(frozen=True)
class Target:
    """An operation as patterns see it.

    Args:
        method: in lower case.
        path: its path, or the name of its webhook.
        tags: as they stand in the document.
        names: what it is called: operationId, and the calls of the generated client.
    """

    method: str
    path: str
    tags: tuple[str, ...]
    names: Callable[[], Iterable[str]]


def matches(pattern: str, target: Target) -> bool:
    """Say whether a pattern means an operation.

    Args:
        pattern: ``tag:pets``, ``/pets/**``, ``GET /pets/{id}``, ``listPets`` or ``pets.list``;
            ``*`` stands for anything (in a path: within a segment), ``**`` for any segments.
        target: the operation.
    """
    if pattern.startswith(_TAG):
        return any(fnmatchcase(tag, pattern.removeprefix(_TAG).strip()) for tag in target.tags)
    method, _, path = pattern.rpartition(" ")
    if path.startswith("/"):
        fits = not method or method.strip().lower() == target.method
        return fits and bool(_path_expression(path).fullmatch(target.path))
    return any(fnmatchcase(name, pattern) for name in target.names())


def _path_expression(glob: str) -> re.Pattern[str]:
    """Translate a path; ``/pets/**`` also means ``/pets`` itself."""
    text = re.escape(glob)
    text = text.replace(r"/\*\*", "(?:/.*)?").replace(r"\*\*", ".*").replace(r"\*", "[^/]*")
    return re.compile(text)


def spellings(target: Target) -> list[str]:
    """Return the patterns that mean an operation, to suggest one of them."""
    tags = [f"{_TAG}{tag}" for tag in target.tags]
    return [*target.names(), *tags, target.path, f"{target.method.upper()} {target.path}"]
