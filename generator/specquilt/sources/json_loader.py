"""JSON texts, ten times faster than as YAML; whatever is wrong with one is for YAML to explain."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from json import JSONDecoder
from typing import Any

from specquilt.pointer import Pointer

_SPACE = re.compile(r"[ \t\r\n]*")
_LONE_SURROGATE = re.compile(
    r"\\u[dD][89abAB]..(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F]"
)


class NotPlain(Exception):
    """The text is no JSON, or JSON with something in it that must be reported."""


def is_candidate(text: str) -> bool:
    """Say whether a text begins as a JSON object or array does."""
    start = _SPACE.match(text)
    return text.startswith(("{", "["), start.end() if start else 0)


def load(text: str, max_depth: int) -> Any:
    """Read a JSON text (RFC 8259).

    Raises:
        NotPlain: it is no JSON, repeats a key, or is nested too deeply.
    """
    if _LONE_SURROGATE.search(text):
        raise NotPlain
    try:
        value = _DECODER.decode(text)
    except (ValueError, RecursionError):
        raise NotPlain from None
    if _is_deeper(value, max_depth):
        raise NotPlain
    return value


def locate(text: str, pointer: Pointer) -> tuple[int, int]:
    """Return the 1-based line and column of the deepest value on the way to a pointer.

    Raises:
        NotPlain: the text is no JSON.
    """
    try:
        return _index(text).locate(pointer)
    except (ValueError, IndexError, RecursionError):
        raise NotPlain from None


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("repeated key")
    return value


def _refuse(constant: str) -> Any:
    """NaN and Infinity are words of Python's parser, not of JSON."""
    raise ValueError(constant)


_DECODER = JSONDecoder(object_pairs_hook=_without_repetition, parse_constant=_refuse)
_SKIPPER = JSONDecoder()


def _is_deeper(value: Any, depth: int) -> bool:
    level = [value]
    for _ in range(depth + 1):
        containers = (each.values() if isinstance(each, dict) else each for each in level)
        level = [item for inner in containers for item in inner if isinstance(item, dict | list)]
        if not level:
            return False
    return True


@dataclass(frozen=True)
class _Index:
    """Where things stand in a text; a container is looked into only when somebody asks.

    Args:
        entries: by the offset of a container: offsets of key and value, by key or index.
    """

    text: str
    lines: list[int]
    entries: dict[int, dict[str, tuple[int, int]]] = field(default_factory=dict)

    def locate(self, pointer: Pointer) -> tuple[int, int]:
        place = value = self._skip(0)
        for part in pointer:
            entry = self._entries(value).get(str(part))
            if entry is None:
                break
            place, value = entry
        line = bisect_right(self.lines, place)
        return line, place - self.lines[line - 1] + 1

    def _entries(self, container: int) -> dict[str, tuple[int, int]]:
        if container not in self.entries:
            self.entries[container] = self._read_entries(container)
        return self.entries[container]

    def _read_entries(self, container: int) -> dict[str, tuple[int, int]]:
        """Skip from value to value with the parser in C, which is faster than a look at each."""
        found: dict[str, tuple[int, int]] = {}
        if self.text[container] not in "{[":
            return found
        at = self._skip(container + 1)
        while self.text[at] not in "]}":
            start, key = at, str(len(found))
            if self.text[container] == "{":
                key, at = _SKIPPER.raw_decode(self.text, at)
                at = self._skip(self._skip(at) + 1)
            found[key] = start, at
            at = self._skip(_SKIPPER.raw_decode(self.text, at)[1])
            at = self._skip(at + 1) if self.text[at] == "," else at
        return found

    def _skip(self, at: int) -> int:
        space = _SPACE.match(self.text, at)
        return space.end() if space else at


@lru_cache(maxsize=64)
def _index(text: str) -> _Index:
    """Keep what was found: findings come in swarms, and all ask about the same texts."""
    return _Index(text, [0, *(match.end() for match in re.finditer("\n", text))])
