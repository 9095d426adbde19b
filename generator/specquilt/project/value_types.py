"""The types of values in `specquilt.toml`: what is wrong with a value, and its JSON Schema.

Nothing heavy is imported here: an up-to-date `generate` reads configurations, too.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

KeyPath: TypeAlias = tuple[str, ...]
"""The tables and the key that lead to a value."""

Fault: TypeAlias = tuple[KeyPath, str, str]
"""Where something is wrong, what it is, and how to correct it."""

SHORT_LIST = 8
"""As many words can be listed in a message; among more of them, the closest are suggested."""


class ValueType(ABC):
    """A type of values.

    Args:
        name: as in "must be a string".
    """

    def __init__(self, name: str) -> None:
        self.name = name

    @abstractmethod
    def fits(self, value: object) -> bool:
        """Return whether a value has this type, whatever it says."""

    def faults(self, value: Any, path: KeyPath) -> Iterator[Fault]:
        """Yield what is wrong with a value that stands at a path."""
        if not self.fits(value):
            yield path, f"{shown(path)} must be {self.name}", ""

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema that accepts the same values."""


class Text(ValueType):
    """Any string."""

    def __init__(self) -> None:
        super().__init__("a string")

    def fits(self, value: object) -> bool:
        return isinstance(value, str)

    def schema(self) -> dict[str, Any]:
        return {"type": "string"}


class Flag(ValueType):
    """Yes or no."""

    def __init__(self) -> None:
        super().__init__("true or false")

    def fits(self, value: object) -> bool:
        return isinstance(value, bool)

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


class Number(ValueType):
    """A whole number of at least one."""

    def __init__(self) -> None:
        super().__init__("a number of at least 1")

    def fits(self, value: object) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and value > 0

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": 1}


class Word(Text):
    """One of several strings.

    Args:
        noun: what such a word is, for messages.
        allowed: returns the words; called only when a value is checked, as it may import much.
        advice: where to find a word if none is close.
    """

    def __init__(self, noun: str, allowed: Callable[[], Iterable[str]], advice: str = "") -> None:
        super().__init__()
        self.noun, self.allowed, self.advice = noun, allowed, advice

    def faults(self, value: Any, path: KeyPath) -> Iterator[Fault]:
        yield from super().faults(value, path)
        words = list(self.allowed())
        if self.fits(value) and value not in words:
            yield path, f"unknown {self.noun} {value!r}", self._help(value, words)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.allowed())}

    def _help(self, value: str, words: list[str]) -> str:
        from specquilt.openapi.suggestion import did_you_mean

        if len(words) <= SHORT_LIST:
            return f"use {', '.join(words[:-1])} or {words[-1]}"
        return did_you_mean(value, words, self.advice)


class ListOf(ValueType):
    """A list.

    Args:
        item: the type of its items.
        least: how many items it has at least.
    """

    def __init__(self, item: ValueType, least: int = 0) -> None:
        super().__init__(f"a list of {_plural(item)}")
        self.item, self.least = item, least

    def fits(self, value: object) -> bool:
        return isinstance(value, list) and all(map(self.item.fits, value))

    def faults(self, value: Any, path: KeyPath) -> Iterator[Fault]:
        yield from super().faults(value, path)
        if not self.fits(value):
            return
        if len(value) < self.least:
            yield path, f"{shown(path)} must not be empty", ""
        for item in value:
            yield from self.item.faults(item, path)

    def schema(self) -> dict[str, Any]:
        least = {"minItems": self.least} if self.least else {}
        return {"type": "array", "items": self.item.schema(), **least}


class TableOf(ValueType):
    """A table whose keys the user chooses.

    Args:
        key: the type of its keys.
        value: the type of its values.
    """

    def __init__(self, key: Text, value: ValueType) -> None:
        super().__init__(f"a table of {_plural(value)}")
        self.key, self.value = key, value

    def fits(self, value: object) -> bool:
        return isinstance(value, dict) and all(map(self.value.fits, value.values()))

    def faults(self, value: Any, path: KeyPath) -> Iterator[Fault]:
        yield from super().faults(value, path)
        for key, entry in value.items() if self.fits(value) else ():
            yield from self.key.faults(key, (*path, key))
            yield from self.value.faults(entry, (*path, key))

    def schema(self) -> dict[str, Any]:
        keys = self.key.schema()
        return {
            "type": "object",
            "propertyNames": keys,
            "additionalProperties": self.value.schema(),
        }


def shown(path: KeyPath) -> str:
    """Write a key with its table, as in ``[lint] fail-on``."""
    *tables, name = path
    return f"[{'.'.join(tables)}] {name}" if tables else name


def _plural(item: ValueType) -> str:
    first, *rest = item.name.removeprefix("a ").split(" ")
    return " ".join([f"{first}s", *rest])
