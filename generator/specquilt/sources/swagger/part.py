"""Values that know where in the source document they came from."""

from __future__ import annotations

from typing import Any

from specquilt.openapi.dataclass import dataclass
from specquilt.openapi.pointer import Pointer


class MovingReference(str):
    """The text of a `$ref`. It is rewritten once it is known where its target has gone."""

    __slots__ = ()


@dataclass(frozen=True)
class Part:
    """A value, and the pointer of what it was made from.

    Args:
        value: a plain JSON value, in which there may be other parts.
        origin: pointer in the source document.
    """

    value: Any
    origin: Pointer

    def at(self, key: str | int) -> Part:
        """Return what is at a key of a mapping, or an index of a list."""
        return Part(self.value[key], (*self.origin, key))

    def entries(self) -> dict[str, Part]:
        """Return the values of a mapping. Other values have none."""
        return {key: self.at(key) for key in self.value} if isinstance(self.value, dict) else {}

    def items(self) -> list[Part]:
        """Return the items of a list. Other values have none."""
        return [self.at(at) for at in range(len(self.value))] if self.is_list else []

    def made(self, value: Any) -> Part:
        """Return another value that was made from this one."""
        return Part(value, self.origin)

    @property
    def is_list(self) -> bool:
        """Whether the value is a list."""
        return isinstance(self.value, list)

    @property
    def is_mapping(self) -> bool:
        """Whether the value is a mapping."""
        return isinstance(self.value, dict)


def reference(part: Part) -> Part:
    """Return the value of a `$ref` as a reference; a value of another type stays."""
    return part.made(MovingReference(part.value)) if isinstance(part.value, str) else part


def without(entries: dict[str, Part], *keys: str) -> dict[str, Part]:
    """Return the entries of a mapping except for some keys."""
    return {key: part for key, part in entries.items() if key not in keys}
