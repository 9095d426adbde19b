"""Loads JSON ten times faster than the YAML parser. The YAML parser reads invalid JSON."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import field
from functools import cached_property, lru_cache, partial
from itertools import islice
from json import JSONDecoder
from typing import Any

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.load import budget, json_tokens, lines, scalars
from specquilt.openapi.load.fault import TextFault, duplicate_key
from specquilt.openapi.pointer import Pointer

_SPACE = re.compile(r"[ \t\r\n]*")
_START = re.compile(r"[ \t\r\n]*[{\[]")
_NUMBER = "number-not-in-json"


_CONTAINERS = frozenset((dict, list))
"""The only types with values in them that the decoder makes: to ask for others takes twice as long."""

_UNIQUE: deque[str] = deque(maxlen=64)
"""Texts that have been read, in which no key is there twice."""

_USUAL: deque[str] = deque(maxlen=64)
"""Those of them in which every fraction is written as Python would write it."""


class NotPlain(Exception):
    """The text is not JSON within the limits."""


class _DuplicateKey(Exception):
    """An object has a duplicate key."""


def is_candidate(text: str) -> bool:
    """Return whether a text starts like a JSON object or array."""
    return _START.match(text) is not None


def load(text: str, max_depth: int, max_values: int, duplicates: list[TextFault]) -> Any:
    """Read a JSON text (RFC 8259).

    Args:
        text: The text.
        max_depth: Most levels of containers.
        max_values: Most values.
        duplicates: Gets the duplicate keys, of which the last counts.

    Raises:
        NotPlain: The text is not JSON, is nested too deeply, or has too many values.
        TextFault: The text has an unsupported number or character.
    """
    unusual: list[str] = []
    try:
        value = _decoded(text, duplicates, unusual)
    except scalars.NoNumberError as error:
        raise _number_fault(text, str(error)) from None
    except (ValueError, RecursionError):
        raise NotPlain from None
    if not _is_within(value, max_depth, max_values):
        raise NotPlain
    json_tokens.refuse_lone_surrogates(text)
    if not duplicates:
        _UNIQUE.append(text)
    if not (duplicates or unusual):
        _USUAL.append(text)
    return value


def locate(text: str, pointer: Pointer) -> tuple[int, int]:
    """Return the 1-based line and column of a JSON Pointer, or of its nearest existing parent.

    Raises:
        NotPlain: The text is not JSON.
    """
    try:
        index = _index(text)
        return index.positions.position(index.find(pointer)[0])
    except (ValueError, IndexError, RecursionError):
        raise NotPlain from None


def written(text: str, pointer: Pointer) -> str:
    """Return the source text of a scalar.

    Raises:
        NotPlain: The text is not JSON, or has no scalar at the pointer.
    """
    try:
        start = _index(text).find(pointer)[1]
        end = _SKIPPER.raw_decode(text, start)[1]
    except (ValueError, IndexError, RecursionError):
        raise NotPlain from None
    return text[start:end]


def as_usual(text: str, value: Any) -> str | None:
    """Return how a text that has been loaded writes a number or truth value, wherever that is.

    None if it may be written in several ways. To search for a place in a large text takes as long as
    to load it.
    """
    is_clear = isinstance(value, bool | float) or (isinstance(value, int) and value != 0)  # or -0
    return json.dumps(value) if is_clear and any(text is each for each in _USUAL) else None


# --- faults ----------------------------------------------------------------------------------


def _decoded(text: str, duplicates: list[TextFault], unusual: list[str]) -> Any:
    noting = {**_NUMBERS, "parse_float": partial(_fraction, unusual)}
    decoder = JSONDecoder(object_pairs_hook=_without_duplicates, **noting)  # type: ignore[arg-type]
    try:
        return decoder.decode(text)
    except _DuplicateKey:
        value = _LENIENT_DECODER.decode(text)
        duplicates.extend(_duplicate_key_faults(text))
        return value


def _fraction(unusual: list[str], text: str) -> float:
    value = scalars.fraction(text)
    if repr(value) != text:
        unusual.append(text)
    return value


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise _DuplicateKey
    return value


_NUMBERS: dict[str, Callable[[str], Any]] = {
    "parse_constant": scalars.refused,
    "parse_int": scalars.whole,
    "parse_float": scalars.fraction,
}
_DECODER = JSONDecoder(object_pairs_hook=_without_duplicates, **_NUMBERS)  # type: ignore[arg-type]
_LENIENT_DECODER = JSONDecoder(**_NUMBERS)  # type: ignore[arg-type]
_SKIPPER = JSONDecoder(parse_int=str, parse_float=str)


def _number_fault(text: str, message: str) -> TextFault:
    """Return the fault with the number's location, which the decoder does not report."""
    numbers = ((at, token) for at, token in json_tokens.tokens(text) if not token.startswith('"'))
    position = next(at for at, token in numbers if _is_refused(token))
    return TextFault(_NUMBER, message, *lines.position(text, position), "quote it")


def _is_refused(token: str) -> bool:
    try:
        _DECODER.decode(token)
    except scalars.NoNumberError:
        return True
    return False


def _duplicate_key_faults(text: str) -> Iterator[TextFault]:
    """Yield a fault for each duplicate key of a valid text, in the order of the text."""
    index = _Index.of(text)
    found = sorted(islice(index.duplicates(), budget.MAX_DUPLICATES), key=lambda each: each[2])
    for name, first, again in found:
        yield duplicate_key(
            name, *index.positions.position(again), index.positions.position(first)[0]
        )


def _is_within(value: Any, max_depth: int, max_values: int) -> bool:
    level, count = [value], 1
    for _ in range(max_depth + 1):
        count += sum(map(len, level))
        containers = [each.values() if type(each) is dict else each for each in level]
        level = [item for inner in containers for item in inner if type(item) in _CONTAINERS]
        if not level:
            return count <= max_values
    return False


# --- locations -------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Index:
    """Offsets of values in a text, computed on demand.

    Args:
        text: The JSON text.
        is_unique: Whether no key is there twice, so that the first entry found is the one.
        read: Offsets of key and value by key or index, and the entries that have not been read yet,
            by offset of the container.
    """

    text: str
    is_unique: bool = False
    read: dict[int, tuple[dict[str, tuple[int, int]], Iterator[tuple[str, int, int]]]] = field(
        default_factory=dict
    )

    @classmethod
    def of(cls, text: str) -> _Index:
        is_unique = any(text is each for each in _UNIQUE)
        return cls(text, is_unique)

    @cached_property
    def positions(self) -> lines.Positions:
        """Lines and columns of the text, which not everybody needs who looks for a value."""
        return lines.Positions.of(self.text)

    def root(self) -> int:
        return self._skip(0)

    def find(self, pointer: Pointer) -> tuple[int, int]:
        """Return the offsets of the entry at a pointer, or of its nearest parent, and its value."""
        place = value = self.root()
        for part in pointer:
            entry = self._entry(value, str(part))
            if entry is None:
                break
            place, value = entry
        return place, value

    def duplicates(self) -> Iterator[tuple[str, int, int]]:
        """Yield duplicate keys with the offsets of both occurrences."""
        waiting = [self.root()]
        while waiting:
            container, first = waiting.pop(), dict[str, int]()
            for key, start, value in self._read_entries(container):
                if key in first:
                    yield key, first[key], start
                first.setdefault(key, start)
                waiting.append(value)

    def _entry(self, container: int, name: str) -> tuple[int, int] | None:
        """Return the offsets of the last entry with a key; if that is the only one, read no further."""
        if container not in self.read:
            entries = self._read_entries(container)
            self.read[container] = {}, entries if self.is_unique else iter([*entries])
        found, rest = self.read[container]
        for key, start, at in rest if name not in found else ():
            found[key] = start, at
            if key == name and self.is_unique:
                break
        return found.get(name)

    def _read_entries(self, container: int) -> Iterator[tuple[str, int, int]]:
        """Yield key, offset and value's offset of each entry. The C parser skips the values."""
        if self.text[container] not in "{[":
            return
        at, count = self._skip(container + 1), 0
        while self.text[at] not in "]}":
            start, key = at, str(count)
            if self.text[container] == "{":
                key, at = _SKIPPER.raw_decode(self.text, at)
                at = self._skip(self._skip(at) + 1)
            yield key, start, at
            at = self._skip(_SKIPPER.raw_decode(self.text, at)[1])
            at = self._skip(at + 1) if self.text[at] == "," else at
            count += 1

    def _skip(self, at: int) -> int:
        space = _SPACE.match(self.text, at)
        return space.end() if space else at


def forget() -> None:
    """Forget all texts."""
    _UNIQUE.clear()
    _USUAL.clear()
    _index.cache_clear()


@lru_cache(maxsize=64)
def _index(text: str) -> _Index:
    """Return a cached index, because many findings refer to the same text."""
    return _Index.of(text)
